"""Text as TeX: every sign harmless, letters by the commands that pdflatex has for them."""

from re import findall
from unicodedata import normalize

from resnet_viz.core.text.letters import SUPERSCRIPTS

SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "[": "{[}",  # after the end of a row these would belong to it
    "*": "{*}",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "`": r"\textasciigrave{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "„": r"\quotedblbase{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "§": r"\S{}",
    "©": r"\copyright{}",
    "®": r"\textregistered{}",
    "™": r"\texttrademark{}",
    "£": r"\pounds{}",
    "€": r"\texteuro{}",
    "•": r"\textbullet{}",
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "đ": r"\dj{}",
    "Đ": r"\DJ{}",
    "ð": r"\dh{}",
    "Ð": r"\DH{}",
    "þ": r"\th{}",
    "Þ": r"\TH{}",
    "ı": r"\i{}",
}
MATHS = {
    "×": r"\times",
    "·": r"\cdot",
    "÷": r"\div",
    "±": r"\pm",
    "−": "-",
    "→": r"\to",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "⇒": r"\Rightarrow",
    "≤": r"\leq",
    "≥": r"\geq",
    "≈": r"\approx",
    "≠": r"\neq",
    "∞": r"\infty",
    "∘": r"\circ",
    "°": r"^{\circ}",
    "∑": r"\sum",
    "√": r"\surd",
    "✓": r"\surd",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∈": r"\in",
    "⊕": r"\oplus",
    "⊗": r"\otimes",
    "µ": r"\mu",
}
GREEK_LETTERS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω"
GREEK_COMMANDS = r"""
    A B \Gamma \Delta E Z H \Theta I K \Lambda M N \Xi O \Pi P \Sigma T \Upsilon \Phi X \Psi
    \Omega \alpha \beta \gamma \delta \varepsilon \zeta \eta \theta \iota \kappa \lambda \mu \nu
    \xi o \pi \rho \varsigma \sigma \tau \upsilon \varphi \chi \psi \omega"""
GREEK = dict(zip(GREEK_LETTERS, GREEK_COMMANDS.split(), strict=True))
ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": r"\`",
    "\N{COMBINING ACUTE ACCENT}": r"\'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": r"\^",
    "\N{COMBINING TILDE}": r"\~",
    "\N{COMBINING MACRON}": r"\=",
    "\N{COMBINING BREVE}": r"\u",
    "\N{COMBINING DOT ABOVE}": r"\.",
    "\N{COMBINING DIAERESIS}": r"\"",
    "\N{COMBINING RING ABOVE}": r"\r",
    "\N{COMBINING DOUBLE ACUTE ACCENT}": r"\H",
    "\N{COMBINING CARON}": r"\v",
    "\N{COMBINING DOT BELOW}": r"\d",
    "\N{COMBINING CEDILLA}": r"\c",
    "\N{COMBINING OGONEK}": r"\k",
    "\N{COMBINING MACRON BELOW}": r"\b",
}
MATH_ACCENTS = {
    "\N{COMBINING ACUTE ACCENT}": r"\acute",
    "\N{COMBINING DIAERESIS}": r"\ddot",
}
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
PIECES = rf"(?s)[{''.join(SUPERSCRIPTS)}]+|[{''.join(SUBSCRIPTS)}]+|."


def tex_text(text: str) -> str:
    """The text as TeX prints it, sign for sign; letters without a command stay as they are."""
    return "".join(_command(piece) or piece for piece in findall(PIECES, normalize("NFC", text)))


def beyond_tex(text: str) -> str:
    """The letters that pdflatex can't set, each once, in their order."""
    return "".join(dict.fromkeys(each for each in normalize("NFC", text) if not _command(each)))


def _command(letter: str) -> str:
    """What pdflatex sets as this letter, or as these raised or lowered ones; '' for nothing."""
    if letter in SIGNS:
        return SIGNS[letter]
    if letter.isascii():
        return letter
    if letter in MATHS:
        return f"${MATHS[letter]}$"
    for sign, digits in (("^", SUPERSCRIPTS), ("_", SUBSCRIPTS)):
        if letter[0] in digits:
            return f"${sign}{{{''.join(digits[each] for each in letter)}}}$"
    first, *marks = list(normalize("NFD", letter))
    is_greek = first in GREEK
    return _accented(f"${GREEK[first]}$" if is_greek else first, marks, is_greek=is_greek)


def _accented(base: str, marks: list[str], *, is_greek: bool) -> str:
    known = MATH_ACCENTS if is_greek else ACCENTS
    if any(mark not in known for mark in marks) or not (is_greek or base.isascii()):
        return ""
    for mark in marks:
        base = f"${known[mark]}{{{base[1:-1]}}}$" if is_greek else f"{known[mark]}{{{base}}}"
    return base
