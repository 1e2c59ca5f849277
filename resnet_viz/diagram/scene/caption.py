"""A person's words below a picture: in one line, of letters that can be drawn."""

from collections.abc import Iterable
from unicodedata import bidirectional, category, name, normalize

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.scene.font import missing_letters

MOST_NAMED = 12  # letters in a message
# Scripts whose letters change next to each other: Devanagari to Sinhala, Tibetan to Myanmar, Khmer.
SHAPED = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x17FF))
VARIANTS = range(0xFE00, 0xFE10)  # choose between looks of the letter before; there is only one
CHINESE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")


def one_line(text: str) -> str:
    """The text with its line ends as spaces, and nothing that has no sign."""
    letters = normalize("NFC", " ".join(text.split()))
    return "".join(each for each in letters if each.isprintable() and ord(each) not in VARIANTS)


def check_letters(caption: str) -> None:
    """UserError for a caption of letters that can't be drawn here; it names them."""
    if joined := _named(letter for letter in caption if _is_shaped(letter)):
        raise UserError(
            f"the caption has letters that join or run from right to left: {joined}. Pictures "
            "can't show them yet. Write it in other letters",
            "caption",
        )
    if missing := missing_letters(caption):
        raise UserError(
            f"no font here can draw these letters of the caption: {_named(missing)}. "
            f"Install one, such as {_package(missing)}, or write it in other letters",
            "caption",
        )


def _is_shaped(letter: str) -> bool:
    """Whether a letter can't be drawn by itself at its place in the text."""
    is_mark = category(letter) in ("Mn", "Mc", "Me")  # one that no letter has in itself
    is_right_to_left = bidirectional(letter) in ("R", "AL", "AN")
    return is_mark or is_right_to_left or any(a <= ord(letter) <= b for a, b in SHAPED)


def _named(letters: Iterable[str]) -> str:
    """Each letter once, the first dozen."""
    several = list(dict.fromkeys(letters))
    return "".join(several[:MOST_NAMED]) + ("…" if several[MOST_NAMED:] else "")


def _package(letters: str) -> str:
    """Debian's package with a font for the first of these letters."""
    if name(letters[0], "").startswith(CHINESE):
        return "fonts-noto-cjk"
    return "fonts-symbola" if category(letters[0]) == "So" else "fonts-noto-core"
