"""The controls of what the diagram shows: level, folding, colours."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from resnet_viz.core.lab.figures import BY_OPERATION, BY_STAGE, FIGURES
from resnet_viz.diagram.scene.color_choice import ColorScale
from resnet_viz.diagram.view import Level
from resnet_viz.session import edits
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip, triggers
from resnet_viz.ui.session.session import Session

LETTERS = 13  # of the figure that is chosen: the bar never grows with it
LIST_ROOM = 24  # pixels around the entries of the list
LEVELS = (
    (Level.NETWORK, "Network"),
    (Level.STAGE, "Stages"),
    (Level.BLOCK, "Blocks"),
    (Level.LAYER, "Layers"),
)

ACTIONS = {
    Level.NETWORK: "show_network",
    Level.STAGE: "show_stages",
    Level.BLOCK: "show_blocks",
    Level.LAYER: "show_layers",
}
"""The actions that the buttons of the levels trigger, by their names."""


class ViewControls(QObject):
    """Each asks the session for another view or colouring, and shows what it has."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.levels = ButtonRow(LEVELS, lambda level: session.edit(edits.set_level, Level(level)))
        self.fold = _check_box(
            "Merge equal", "Show equal blocks in a row as one box, × n", self._on_fold
        )
        for level, name in ACTIONS.items():
            triggers(self.levels.button(level), name)
        triggers(self.fold, "toggle_fold")
        self.coloring = Combo(self._coloring_rows(), self._on_coloring)
        self.coloring.setSizeAdjustPolicy(
            Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.coloring.setMinimumContentsLength(LETTERS)
        self.coloring.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.coloring.setAccessibleName("Colour by")
        triggers(self.coloring, "color_by")
        self.log = _check_box(
            "Log",
            "Spread the colours by the figure's logarithm, so that small ones differ",
            self._on_log,
        )
        self.log.setAccessibleName("Logarithmic colour scale")
        session.view_changed.connect(self._show_view)
        session.look_changed.connect(self._show_coloring)
        session.network_changed.connect(self._show_coloring)
        session.runs_changed.connect(self._show_coloring)
        self._show_view()
        self._show_coloring()

    def widgets(self) -> tuple[QWidget, ...]:
        """What the bar above the diagram shows of these, in its order."""
        label = plain_label("Colour by")
        label.setProperty("role", "muted")
        label.setBuddy(self.coloring)
        together = QWidget()  # a label is never alone at the end of a line
        row = QHBoxLayout(together)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.coloring, self.log):
            row.addWidget(widget)
        return self.levels, self.fold, together

    def _on_fold(self, is_folded: bool) -> None:
        self._session.edit(edits.set_folded, is_folded=is_folded)

    def _on_coloring(self, color_by: str) -> None:
        coloring = replace(self._session.document.coloring, color_by=color_by)
        self._session.edit(edits.set_coloring, coloring)

    def _on_log(self, is_log: bool) -> None:
        scale = ColorScale.LOG if is_log else ColorScale.LINEAR
        coloring = replace(self._session.document.coloring, scale=scale)
        self._session.edit(edits.set_coloring, coloring)

    def _show_view(self) -> None:
        view = self._session.document.view
        self.levels.show_value(view.level)
        self.fold.setChecked(view.is_folded)

    def _show_coloring(self) -> None:
        coloring = self._session.document.coloring
        self.coloring.set_rows([*self._coloring_rows(), *self._missing_rows()])
        self._grey_missing()
        view = self.coloring.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + LIST_ROOM)
        self.coloring.show_value(coloring.color_by)
        self.log.setChecked(coloring.scale is ColorScale.LOG)
        self.log.setEnabled(coloring.has_scale)

    def _coloring_rows(self) -> list[tuple[str, str]]:
        """Each figure that has values; what is chosen is offered in any case."""
        missing = self._missing()
        offered = [(key, figure.title) for key, figure in FIGURES.items() if key not in missing]
        return [(BY_OPERATION, "Operation"), (BY_STAGE, "Stage"), *offered]

    def _missing(self) -> dict[str, str]:
        chosen = self._session.document.coloring.color_by
        lacking = self._session.shown.lacking
        return {key: need for key, need in lacking.items() if key in FIGURES and key != chosen}

    def _missing_rows(self) -> list[tuple[str, str]]:
        """What a timed run or weights would add, without a value: nobody can choose it."""
        return [("", f"{FIGURES[key].title} ({need})") for key, need in self._missing().items()]

    def _grey_missing(self) -> None:
        model = self.coloring.model()
        assert isinstance(model, QStandardItemModel)
        for place in range(model.rowCount()):
            model.item(place).setEnabled(bool(self.coloring.itemData(place)))


def _check_box(text: str, tip: str, clicked: Callable[[bool], None]) -> QCheckBox:
    box = QCheckBox(text)
    set_tip(box, tip)
    box.clicked.connect(clicked)
    return box
