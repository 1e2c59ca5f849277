"""How well a text answers what a person typed: by its start, its words, its letters in order.

Everything that depends on the letters of a text is a regular expression, so that thousands of
texts are ranked within a frame.
"""

import re
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache

MOST_SOUGHT = 200  # letters
START = r"(?:^|[\W_])"


class Fit(IntEnum):
    """How a text fits, the best first."""

    SAME = 0
    BEGINS = 1  # the text begins with it
    WORDS = 2  # its words begin words of the text, in order
    INSIDE = 3
    INITIALS = 4  # letters at the starts of words, or after such letters
    LETTERS = 5  # its letters in order, anywhere


def fitter(typed: str) -> Callable[[str], Fit | None]:
    """Gives for a text in lower case how it fits what was typed, None where it doesn't."""
    sought = " ".join(typed.lower().split())
    letters, words, initials = _patterns(sought)

    def fit(text: str) -> Fit | None:
        if letters.search(text) is None:
            return None
        if text.startswith(sought):
            return Fit.SAME if text == sought else Fit.BEGINS
        if words.search(text):
            return Fit.WORDS
        if sought in text:
            return Fit.INSIDE
        return Fit.INITIALS if initials.search(text) else Fit.LETTERS

    return fit


def ranked(typed: str, texts: Sequence[str]) -> list[tuple[Fit, int]]:
    """The places of the texts in lower case that fit, best first; each with how it fits.

    Among equals the shorter one is first, then the order of the texts decides.
    """
    if len(typed) > MOST_SOUGHT:  # longer than all that is offered, and a wrong paste takes long
        return []
    fit = fitter(typed)
    found = [
        (how, len(text), place)
        for place, text in enumerate(texts)
        if (how := fit(text)) is not None
    ]
    return [(how, place) for how, _, place in sorted(found)]


@lru_cache(maxsize=64)
def _patterns(sought: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    signs = [re.escape(sign) for sign in sought.replace(" ", "")]
    letters = "".join(f"[^{sign}]*{sign}" for sign in signs)
    words = ".*?".join(START + re.escape(word) for word in sought.split())
    first = "".join(START + sign for sign in signs[:1])
    initials = first + "".join(f"(?:{sign}|.*?[\\W_]{sign})" for sign in signs[1:])
    return re.compile(letters), re.compile(words), re.compile(initials)
