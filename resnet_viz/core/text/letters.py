"""Letters that others can take: hidden ones spelled out, and stand-ins for narrow encodings."""

import codecs
from unicodedata import bidirectional, category, normalize

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Letters and marks by their category, though nothing is to be seen of them.
FILLERS = (
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}\N{HANGUL FILLER}"
    "\N{HALFWIDTH HANGUL FILLER}\N{BRAILLE PATTERN BLANK}\N{COMBINING GRAPHEME JOINER}"
)
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
STAND_IN_ERRORS = "resnet-viz.stand-ins"  # as Python's encoders know it
STAND_INS = {
    "×": "x",
    "·": "-",
    "÷": "/",
    "\N{FRACTION SLASH}": "/",
    "–": "-",
    "—": "-",
    "−": "-",
    "─": "-",
    "│": "|",
    "├": "|",
    "└": "+",
    "┌": "+",
    "┐": "+",
    "┘": "+",
    "┤": "|",
    "═": "=",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "∘": "o",
    "•": "*",
    "●": "*",
    "█": "#",
    "✓": "+",
    "✗": "x",
    "⚠": "!",
    "▸": ">",
    "▾": "v",
    "▴": "^",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Ø": "O",
    "ø": "o",
    "Đ": "D",
    "đ": "d",
    "Ł": "L",
    "ł": "l",
    "ß": "ss",
    "ı": "i",
}


def shown_text(text: str) -> str:
    """The text in one line that any terminal, window or file may have.

    What can't be seen, breaks lines or turns the direction of writing is spelled out: `\\u202e`.
    Joiners stay where letters and emoji need them.
    """
    if text.isascii() and text.isprintable():
        return text
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return "".join(_visible(before, letter, after) for before, letter, after in around)


def shown_lines(text: str) -> str:
    """The text as `shown_text` has it, its lines kept."""
    return "\n".join(map(shown_text, text.split("\n")))


def is_hidden(letter: str) -> bool:
    """Whether nothing is to be seen of a letter, or it does something to the text around it."""
    return category(letter)[0] == "C" or category(letter) in ("Zl", "Zp") or letter in FILLERS


def narrowed(text: str, encoding: str | None) -> str:
    """The text as an encoding can have it: `7x7` for `7×7` in ASCII, `e` for `é`."""
    if text.isascii() or not encoding:
        return text
    return text.encode(encoding, STAND_IN_ERRORS).decode(encoding)


def without_superscripts(text: str, before: str = "^", after: str = "") -> str:
    """The text with raised digits as plain ones between two signs: `10^9`."""
    parts, is_raised = [], False
    for letter in text:
        if (letter in SUPERSCRIPTS) is not is_raised:
            is_raised = not is_raised
            parts.append(before if is_raised else after)
        parts.append(SUPERSCRIPTS.get(letter, letter))
    return "".join((*parts, after if is_raised else ""))


def _visible(before: str, letter: str, after: str) -> str:
    if letter in JOINERS and _is_joined(before, after):
        return letter
    return letter.encode("unicode_escape").decode() if is_hidden(letter) else letter


def _is_joined(before: str, after: str) -> bool:
    """Whether a joiner between two letters changes how they look: Arabic, Indic, emoji."""
    can_join = category(before) in ("So", "Sk", "Mn") or bidirectional(before) == "AL"
    return can_join and category(after) in ("So", "Lo")


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Stand-ins for what an encoding lacks, as Python's encoders ask for them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    is_within = error.object[error.start - 1 : error.start] in SUPERSCRIPTS
    plain = without_superscripts(lacking, "" if is_within and lacking[0] in SUPERSCRIPTS else "^")
    return "".join(map(_stand_in, plain)), error.end


def _stand_in(letter: str) -> str:
    if letter.isascii():
        return letter
    if category(letter) == "Zs":
        return " "
    signs = "".join(STAND_INS.get(each, each) for each in normalize("NFKD", letter))
    plain = "".join(each for each in signs if category(each) not in ("Mn", "Me"))
    return plain if plain.isascii() and plain else letter.encode("unicode_escape").decode()


codecs.register_error(STAND_IN_ERRORS, _replace)
