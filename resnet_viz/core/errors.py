"""The one exception that carries a message to the person at the keyboard."""

from dataclasses import dataclass

from resnet_viz.core.text.letters import shown_text

QUOTED_LETTERS = 40  # of what a person or a file gave


@dataclass
class UserError(Exception):
    """A mistake a person can mend: one sentence that says what is wrong and what is allowed.

    `field` names the part of ARCH it belongs to; `nearest` holds legal values close to the
    refused one, as text that parses. `offer` names those at the end of the message; `reason` is the
    message without it, for who offers them otherwise. `in_window` says it under a field, where
    neither the field nor what was typed needs a name. What a person typed is quoted through
    `shortened`, and control characters are spelled out: the message is one line in every terminal.
    """

    message: str
    field: str = ""
    nearest: tuple[str, ...] = ()
    offer: str = ""
    in_window: str = ""

    def __post_init__(self) -> None:
        self.reason = shown_text(self.message)
        self.message = shown_text(self.message + self.offer)

    @property
    def sentence(self) -> str:
        """The reason as a whole sentence, as a window says it under a field."""
        text = shown_text(self.in_window) or (self.reason if self.nearest else self.message)
        end = "" if text.endswith((".", "?")) else "."
        return f"{text[:1].upper()}{text[1:]}{end}"

    def __str__(self) -> str:
        return self.message


def shortened(text: object) -> str:
    """What a person or a file gave, as a message quotes it: its first 40 letters."""
    shown = shown_text(str(text)[: QUOTED_LETTERS + 1])
    return shown if len(shown) <= QUOTED_LETTERS else f"{shown[:QUOTED_LETTERS]}…"
