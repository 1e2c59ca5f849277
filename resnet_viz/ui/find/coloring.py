"""What colours the diagram and is on its boxes: every figure, those of timed runs greyed."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from resnet_viz.core.lab.figures import (
    BY_OPERATION,
    BY_STAGE,
    FIGURES,
    OFFERED_VALUES,
    VALUES,
)
from resnet_viz.session import edits
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.session.session import Session


class ColoringFeature(QObject):
    """Colours by any figure, and writes any on the boxes."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    @action("View", "Colour by", "What the colours of the diagram mean", is_menu=True)
    def color_by(self, menu: QMenu) -> None:
        chosen = self._session.document.coloring.color_by
        titles = {key: figure.title for key, figure in FIGURES.items()}
        self._fill(menu, {BY_OPERATION: "Operation", BY_STAGE: "Stage", **titles}, chosen)

    @action("View", "Values on boxes", "A value of costs or times on each box", is_menu=True)
    def values_on_boxes(self, menu: QMenu) -> None:
        titles = {key: VALUES[key].title for key in OFFERED_VALUES}
        self._fill(menu, {"": "None", **titles}, self._session.document.view.values, is_value=True)

    def _fill(
        self, menu: QMenu, titles: Mapping[str, str], chosen: str, *, is_value: bool = False
    ) -> None:
        menu.clear()
        group = menu.findChild(QActionGroup) or QActionGroup(menu)
        missing = self._session.shown.lacking
        choose = self._write if is_value else self._choose
        for key, title in titles.items():
            entry = menu.addAction(f"{title} ({missing[key]})" if key in missing else title)
            entry.setCheckable(True)
            entry.setChecked(key == chosen)
            entry.setEnabled(key not in missing)
            entry.triggered.connect(lambda _=False, key=key: choose(key))
            group.addAction(entry)

    def _write(self, key: str) -> None:
        self._session.edit(edits.set_values, key)

    def _choose(self, key: str) -> None:
        coloring = replace(self._session.document.coloring, color_by=key)
        self._session.edit(edits.set_coloring, coloring)
