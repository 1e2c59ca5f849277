"""What a search looks through: the words of each layer, put together when they are needed."""

from collections.abc import Callable

from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.ui.costs.layer_rows import COLUMNS

AT_ONCE = 150  # layers whose words are put together in a few milliseconds


class LayerSearch:
    """The words of thousands of layers take a while: see `prepare`."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        self._name_of = name_of
        self._rows: tuple[LayerRow, ...] = ()
        self._words: list[str] = []
        self._names: list[str] = []

    def set_rows(self, rows: tuple[LayerRow, ...]) -> None:
        """Other layers, or other figures of them: nothing is known of them yet."""
        self._rows, self._words, self._names = rows, [], []

    def prepare(self, count: int = AT_ONCE) -> bool:
        """Puts together the words of so many more layers; whether there are still others."""
        done = len(self._words)
        for row in self._rows[done : done + count]:
            words = "\n".join([column.text(row) for column in COLUMNS])
            self._words.append(words.casefold())
            self._names.append(self._name_of(row.cost.path).casefold())
        return len(self._words) < len(self._rows)

    def places_of(self, text: str) -> list[int]:
        """The layers that contain a text in any column, or in their stage's name.

        `conv3` are layers of that name; the stage is `conv3_`, or `conv3_x`.
        """
        self.prepare(len(self._rows))
        sought, is_name = text.casefold(), "_" in text or " " in text
        found = [sought in words for words in self._words]
        if is_name:
            found = [it or sought in name for it, name in zip(found, self._names, strict=True)]
        return [place for place, is_found in enumerate(found) if is_found]
