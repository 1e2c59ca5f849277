"""Tab and panel sizes: the session learns of them, and an opened one puts them back."""

from PySide6.QtCore import QObject

from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.panels import Panels


class ArrangingFeature(QObject):
    """Keeps the session's arrangement and the panels in step."""

    def __init__(self, session: Session, panels: Panels) -> None:
        super().__init__(session)
        self._session, self._panels = session, panels
        self._keys = tuple(panels.pages())
        panels.tabs.currentChanged.connect(lambda place: session.arrange(tab=self._keys[place]))
        panels.columns.splitterMoved.connect(
            lambda *_: session.arrange(columns=tuple(panels.columns.sizes()))
        )
        panels.rows.splitterMoved.connect(
            lambda *_: session.arrange(rows=tuple(panels.rows.sizes()))
        )
        session.opened.connect(self.show)
        self.show()

    def show(self) -> None:
        """Puts everything where the session has it; what it doesn't say stays."""
        arrangement, panels = self._session.document.arrangement, self._panels
        if arrangement.tab in self._keys:
            panels.tabs.setCurrentIndex(self._keys.index(arrangement.tab))
        if len(arrangement.columns) == panels.columns.count():
            panels.columns.setSizes(arrangement.columns)
        if len(arrangement.rows) == panels.rows.count():
            panels.rows.setSizes(arrangement.rows)
