"""What colours the diagram, as a menu: every figure, those that need a timed run greyed."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from resnet_viz.core.lab.figures import BY_CEILING, BY_OPERATION, BY_STAGE, BY_TIME, FIGURES
from resnet_viz.session import edits
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.session.session import Session

AFTER_A_RUN = "{} (after a timed run)"


class ColoringFeature(QObject):
    """Colours by any figure."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    @action("View", "Colour by", "What the colours of the diagram mean", is_menu=True)
    def color_by(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        chosen, timing = self._session.document.coloring.color_by, self._session.shown.timing
        missing = set() if timing is not None else {BY_TIME, BY_CEILING}
        if timing is not None and timing.ceilings is None:
            missing = {BY_CEILING}
        titles = {key: figure.title for key, figure in FIGURES.items()}
        for key, title in {BY_OPERATION: "Operation", BY_STAGE: "Stage", **titles}.items():
            entry = menu.addAction(AFTER_A_RUN.format(title) if key in missing else title)
            entry.setCheckable(True)
            entry.setChecked(key == chosen)
            entry.setEnabled(key not in missing)
            entry.triggered.connect(lambda _=False, key=key: self._choose(key))
            group.addAction(entry)

    def _choose(self, key: str) -> None:
        coloring = replace(self._session.document.coloring, color_by=key)
        self._session.edit(edits.set_coloring, coloring)
