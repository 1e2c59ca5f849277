"""What could be meant by a word that names nothing, by how far it is from those that do."""

from collections.abc import Iterable

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.wording import either

MOST_LISTED = 6
MOST_MEANT = 3
LONGEST_WORD = 40  # a longer one is not a slip of the finger


def meant_by(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words fewest slips away, at most three; none where that is a third of the word."""
    small = word.strip().lower()
    if not small or len(small) > LONGEST_WORD:
        return ()
    slips = {each: slips_between(small, each.lower()) for each in known}
    fewest = min(slips.values(), default=0)
    if 2 * fewest >= len(small) or fewest > max(1, len(small) // 4):
        return ()
    return tuple(each for each, count in slips.items() if count == fewest)[:MOST_MEANT]


def slips_between(one: str, other: str) -> int:
    """The fewest letters put in, left out, replaced or swapped with the next (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted)))
            if i > 1 < j and (letter, one[i - 2]) == (other[j - 2], wanted):
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]


def did_you_mean(words: Iterable[str]) -> str:
    """The question that a message begins with, `did you mean resnet50? `; '' for no words."""
    near = tuple(words)
    return f"did you mean {either(near)}? " if near else ""


def listed(words: Iterable[str], what: str = "more") -> str:
    """At most six words, and how many others there are."""
    each = tuple(words)
    if len(each) <= MOST_LISTED:
        return either(each)
    return f"{', '.join(each[:MOST_LISTED])} or one of {len(each) - MOST_LISTED} {what}"


def unknown_word(key: str, word: object, allowed: Iterable[str]) -> UserError:
    """The refusal of a word that is none of a choice: what may be meant, or what is allowed."""
    choices = tuple(allowed)
    near = meant_by(str(word), choices)
    quoted = f"{key}={shortened(word)}"
    if near:
        asked = did_you_mean(f"{key}={each}" for each in near)
        return UserError(f"{asked}{quoted} is unknown", key, near)
    return UserError(f"{quoted} is unknown. Choose {listed(choices)}", key, choices)
