"""What the program says to people: a template and its values, made into text where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """Words with places for values: `Message("{count:.0f} passes", {"count": 3})`.

    The template is English, in the grammar of `str.format`; `str()` fills it in.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


def translate(message: Message) -> str:
    """The message in the language of the person who reads it.

    There is only English so far. A second language looks up its own template here and fills in
    the same values; window and commands both come through here.
    """
    return str(message)
