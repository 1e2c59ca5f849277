"""The one exception that carries a message to the person at the keyboard."""

from dataclasses import dataclass
from unicodedata import category


@dataclass
class UserError(Exception):
    """A mistake a person can mend: one sentence that says what is wrong and what is allowed.

    `field` names the part of ARCH it belongs to; `nearest` holds legal values close to the
    refused one, as text that parses. What a person typed is quoted in it, so control characters
    are spelled out: the message is one line in every terminal.
    """

    message: str
    field: str = ""
    nearest: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.message = "".join(map(_visible, self.message))

    def __str__(self) -> str:
        return self.message


def _visible(char: str) -> str:
    is_hidden = category(char)[0] == "C" or category(char) in ("Zl", "Zp")
    return char.encode("unicode_escape").decode() if is_hidden else char
