"""Layers found by a text: lit in the diagram, left in the table, gone through one by one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from resnet_viz.session.arrangement import searchable
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.search_field import SearchField
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.panels import Panels
from resnet_viz.ui.window.selection import SelectionFeature

Key = QKeySequence.StandardKey
NOTHING_SOUGHT = "Type something to search for first"


def _seeks(feature: "FindingFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_found, reason=NOTHING_SOUGHT)


class FindingFeature(QObject):
    """Searches as one types; a text that finds nothing leaves everything as it was.

    `searched` says that something else is searched for.
    """

    searched = Signal()

    def __init__(
        self, session: Session, field: SearchField, panels: Panels, selection: SelectionFeature
    ) -> None:
        super().__init__(session)
        self._session, self._field, self._panels = session, field, panels
        self._selection = selection
        field.textChanged.connect(self._on_searched)
        field.find_asked.connect(self.seek)
        field.entered.connect(panels.layers.prepare_search)
        session.network_changed.connect(self._search_again)
        session.opened.connect(self._on_opened)
        self._on_opened()

    @property
    def has_found(self) -> bool:
        """Whether there are layers that the search found."""
        sought = self._session.document.arrangement.search
        return bool(sought) and self._field.text() == sought

    @action("Edit", "Search layers", "Find layers by name or kind", Key.Find, starts_group=True)
    def search(self) -> None:
        self._field.setFocus()

    @action("Edit", "Find next", "The next layer that the search found", Key.FindNext, state=_seeks)
    def find_next(self) -> None:
        self.seek(1)

    @action(
        "Edit",
        "Find previous",
        "The previous layer that the search found",
        Key.FindPrevious,
        state=_seeks,
    )
    def find_previous(self) -> None:
        self.seek(-1)

    def seek(self, step: int) -> None:
        """Selects the next layer that the search found, or the one before, round and round."""
        if not self.has_found:
            return
        layers = self._panels.layers
        paths = layers.shown_paths()
        here = layers.selected_path()
        first = -1 if step > 0 else 0
        place = ((paths.index(here) if here in paths else first) + step) % len(paths)
        self._selection.select(paths[place])
        self._field.show_found(place + 1, len(paths))

    def _on_searched(self, text: str) -> None:
        for words in (searchable(text), self._session.document.arrangement.search, ""):
            self._panels.layers.filter_by(words)
            if paths := self._panels.layers.shown_paths():
                break
        self._session.arrange(search=words)
        self._panels.canvas.show_found(frozenset(paths) if words else frozenset())
        self._field.show_found(0, len(paths) if words == text else 0)
        self.searched.emit()

    def _search_again(self) -> None:
        if text := self._field.text():
            self._on_searched(text)

    def _on_opened(self) -> None:
        self._field.setText(self._session.document.arrangement.search)
