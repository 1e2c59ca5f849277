"""Numbers as people read them: digits in groups, with SI prefixes, as differences and ratios."""

from collections.abc import Iterable, Sequence
from re import sub

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LEAST_PERCENT = 0.001  # a smaller change says no more than that there is one
MOST_NAMED = 6  # of many names in a message
MOST_LETTERS = 40  # of a foreign name in a message
NAME_SIGNS, NAME_ENDS = "./\\_:", ".:,"  # in a foreign name, and behind one
NONE = "–"  # what people read where there is nothing
PREFIXES = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "k"))
BINARY_PREFIXES = ((2**40, "Ti"), (2**30, "Gi"), (2**20, "Mi"), (2**10, "Ki"))


def digits_grouped(count: float) -> str:
    """The exact number in groups of three: `25 557 032`."""
    return f"{count:,}".replace(",", THIN_SPACE)


def to_two_decimals(value: float) -> str:
    """A measured number: `26.29`."""
    return f"{value:.2f}"


def si(count: int) -> str:
    """The number to two decimals with its SI prefix: `25.56 M`; exact below a thousand."""
    for size, prefix in PREFIXES:
        if abs(count) >= 1000 and abs(count) * 200_000 >= size * 199_999:
            return f"{count / size:.2f} {prefix}"
    return str(count)


def in_brief(text: str) -> str:
    """A number's words in at most four digits: `115.6 M` of `115.61 M`."""
    return sub(r"(\d{3}\.\d)\d", r"\1", text)


def number_text(value: float) -> str:
    """A count, or a value between counts, to read at a glance: `1.82 G`, `0.5`."""
    return si(round(value)) if value >= 100 or value == round(value) else f"{value:.3g}"


def without_zeros(text: str) -> str:
    """A number's words without zeros that say nothing: `100 M` of `100.00 M`."""
    return sub(r"(\.\d*?)0+(?=\D|$)", lambda found: found[1].rstrip("."), text)


def share_text(share: float) -> str:
    """A share of something measured: `82%`, `0.62%`."""
    return f"{share:.0%}" if share >= 0.1 or share == 0 else f"{100 * share:.2g}%"


def bytes_text(size_bytes: float) -> str:
    """A size with its binary prefix: `97.5 MiB`; whole bytes below a KiB."""
    for size, prefix in BINARY_PREFIXES:
        if size_bytes * 20 >= size * 19:
            return f"{size_bytes / size:.1f} {prefix}B"
    return f"{round(size_bytes)} B"


def counted(count: int, thing: str) -> str:
    """A number of things: `1 thread`, `2 threads`."""
    return f"{digits_grouped(count)} {thing}{'' if count == 1 else 's'}"


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape: `64 × 112 × 112`."""
    return " × ".join(map(str, shape))


def sentence(words: str) -> str:
    """Words as a sentence; a name that it begins with, such as that of a file, stays as it is."""
    first = words.partition(" ")[0].rstrip(NAME_ENDS)
    is_name = any(sign in first for sign in NAME_SIGNS)
    return f"{words if is_name else words[:1].upper() + words[1:]}."


def sentences(notes: Iterable[str]) -> str:
    """Notes as sentences one after the other."""
    return " ".join(map(sentence, notes))


def either(words: Iterable[str]) -> str:
    """A choice: `stage, block or layer`."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def in_short(names: Sequence[str]) -> str:
    """The first of many foreign names, each in at most 40 letters, and how many more there are."""
    shown = [
        name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…" for name in names
    ]
    more = len(names) - MOST_NAMED
    return ", ".join(shown[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def signed(difference: int) -> str:
    """An exact difference with its sign: `+3 759 520`; `0` where there is none."""
    return f"{_sign(difference)}{digits_grouped(abs(difference))}"


def change(value: float, reference: float) -> str:
    """How a value differs from a reference: `+17 %`, `−0.04 %`, `=` when equal, `new` from 0.

    Always a percentage, so that those of a column can be compared at a glance.
    """
    if value == reference:
        return "="
    if reference == 0:
        return "new"
    percent = (value / reference - 1) * 100
    size = abs(percent)
    if size < LEAST_PERCENT:
        return "≈ 0 %"
    if value and percent < 0:
        return f"{MINUS}{_part_text(size)} %"
    return f"{_sign(percent)}{_percent_text(size)} %"


def _part_text(percent: float) -> str:
    """A percentage below 100: with the digits that tell it from 100, `99.98`."""
    if percent < 99.5:
        return _percent_text(percent)
    texts = (f"{percent:.{digits}f}" for digits in range(1, 4))
    return next((text for text in texts if float(text) < 100), "99.999")


def _percent_text(percent: float) -> str:
    if percent >= 9.95:
        return digits_grouped(round(percent))
    return f"{percent:.1f}" if percent >= 0.095 else f"{percent:.1g}"


def _sign(difference: float) -> str:
    return "+" if difference > 0 else MINUS if difference < 0 else ""
