"""Costs by stage, block, kind of layer or path: the tab next to the table of layers."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.group_formula import group_formula
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import layers_by_group, shortcut_paths
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import full_name
from resnet_viz.core.graph.paths import TOP_MARK
from resnet_viz.core.timing.group_times import time_groups
from resnet_viz.core.timing.known_digits import known_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.ui.parts.choice import ButtonRow
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.tables.words_table import WordsTable
from resnet_viz.ui.parts.tip import set_tip

GROUPINGS = (
    (Grouping.STAGE, "Stages"),
    (Grouping.BLOCK, "Blocks"),
    (Grouping.OPERATION, "Kinds of layer"),
    (Grouping.PATH, "Main path and shortcuts"),
)
TIPS = {
    Grouping.STAGE: "The costs of each stage of a ResNet, or of each part at the top of a network",
    Grouping.BLOCK: "The costs of each residual block",
    Grouping.OPERATION: "The costs of all convolutions, all batch norms and so on",
    Grouping.PATH: "What the shortcuts cost next to the layers that they go around",
}
ABOUT_SHORTCUTS = "A shortcut's cost: its addition and projection"


class GroupsPanel(QWidget):
    """`group_chosen` carries the paths of what a person selects: a stage, a block, or loose layers.

    `grouping_chosen` carries how a person wants to have them grouped.
    """

    group_chosen = Signal(object)
    grouping_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grouping = Grouping.STAGE
        self._shown: tuple[CostReport, Convention] | None = None
        self._timing: TimingReport | None = None
        self.groupings = ButtonRow(GROUPINGS, self._on_grouping)
        self.groupings.show_value(Grouping.STAGE)
        for grouping, tip in TIPS.items():
            set_tip(self.groupings.button(grouping), tip)
        self.table = WordsTable("Costs by groups", self._worked)
        self.table.row_chosen.connect(self._on_row)
        self.note = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.note.show_words(ABOUT_SHORTCUTS)
        self.note.setProperty("role", "muted")
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 10, 0)
        top.addWidget(self.groupings)
        top.addSpacing(12)
        top.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_report(
        self, report: CostReport, convention: Convention, timing: TimingReport | None = None
    ) -> None:
        """Shows a network's groups, with the times of a run of it, when the tab is looked at."""
        self._shown, self._timing = (report, convention), timing
        if self.isVisible():
            self._fill()

    def show_grouping(self, grouping: Grouping) -> None:
        """Shows the costs by other groups."""
        self._grouping = grouping
        self.groupings.show_value(grouping)
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _on_grouping(self, value: str) -> None:
        self.show_grouping(Grouping(value))
        self.grouping_chosen.emit(self._grouping)

    def _on_row(self, word: str) -> None:
        if self._shown is not None:
            graph = self._shown[0].network.graph
            self.group_chosen.emit(_layers_in_no_module(graph, word) or (word,))

    def _fill(self) -> None:
        if self._shown is not None:
            # not before the first paint
            from resnet_viz.export.reports import group_table
            from resnet_viz.export.table import without

            report, convention = self._shown
            graph = report.network.graph
            table = group_table(report, self._grouping, convention, self._timing)
            is_in_tree = self._grouping in (Grouping.STAGE, Grouping.BLOCK)
            is_named = self._grouping is not Grouping.BLOCK  # what a block is has a column
            self.table.show_table(
                without(table, "title") if is_named else table,
                partial(_group_name, graph) if is_in_tree else partial(full_name, graph),
            )
            self.note.show_words(self._note(graph))

    def _note(self, graph: Graph) -> str:
        if self._timing is None:
            return ABOUT_SHORTCUTS
        between_ms = time_groups(self._timing, graph, self._grouping).between_ms
        return f"{known_text(between_ms, self._timing.sums_error, 3)} ms falls between groups"

    def _worked(self, path: str, key: str) -> str:
        """The formula behind a number of a group, '' for the whole's, whose sum is in sight."""
        if self._shown is None:
            return ""
        report, convention = self._shown
        graph = report.network.graph
        groups = layers_by_group(graph, report.layers, self._grouping)
        inside = next((layers for (name, _), layers in groups.items() if name == path), [])
        return group_formula(key, inside, shortcut_paths(graph), report.totals, convention)


def _group_name(graph: Graph, path: str) -> str:
    """What a group is called; layers in no module by the first and the last of them."""
    in_no_module = f"{TOP_MARK}{path}"
    return full_name(graph, in_no_module if in_no_module in graph.places else path)


def _layers_in_no_module(graph: Graph, path: str) -> tuple[str, ...]:
    """The paths of layers that are a group without being in a module, none for any other group."""
    stages = (stage for stage in graph.stages if stage.path == f"{TOP_MARK}{path}")
    return tuple(node.path for stage in stages for node in stage.nodes)
