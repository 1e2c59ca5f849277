"""The one exception that carries a message to the person at the keyboard."""

from dataclasses import dataclass


@dataclass
class UserError(Exception):
    """A mistake a person can mend: one sentence that says what is wrong and what is allowed.

    `field` names the part of ARCH it belongs to; `nearest` holds legal values close to the
    refused one, as text that parses.
    """

    message: str
    field: str = ""
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.message
