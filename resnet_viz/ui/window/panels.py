"""Where everything is in the main window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.card import card_of
from resnet_viz.ui.canvas.crumb import Crumb
from resnet_viz.ui.canvas.inspector import Inspector
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.costs.count_switch import CountSwitch
from resnet_viz.ui.costs.groups_panel import GroupsPanel
from resnet_viz.ui.costs.layer_table import LayerTable
from resnet_viz.ui.costs.memory_panel import MemoryPanel
from resnet_viz.ui.costs.peers_panel import PeersPanel
from resnet_viz.ui.costs.summary_panel import SummaryPanel
from resnet_viz.ui.history.panel import HistoryPanel
from resnet_viz.ui.lab.compare_panel import ComparePanel
from resnet_viz.ui.network.architecture_panel import ArchitecturePanel
from resnet_viz.ui.network.table_one_panel import TableOnePanel
from resnet_viz.ui.parts.notice import Notice
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.roofline_panel import RooflinePanel
from resnet_viz.ui.timing.timing_panel import TimingPanel

GAP = 8
LEFT_WIDTH = 348
RIGHT_WIDTH = 272
TABS_SHARE = 0.27


class Panels(QWidget):
    """Architecture and costs at the left, diagram above the tabs, the selection at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.architecture = ArchitecturePanel(session)
        self.costs = CostPanel()
        self.inspector = Inspector()
        self.notice = Notice()
        self.crumb = Crumb()
        self.canvas = Canvas(lambda scene, item_id: card_of(session.shown, scene, item_id))
        self.layers = LayerTable(session.formulas_of)
        self.timing = TimingPanel()
        self.roofline = RooflinePanel()
        self.history = HistoryPanel()
        self.compare = ComparePanel()
        self.summary = SummaryPanel()
        self.table_one = TableOnePanel()
        self.groups = GroupsPanel()
        self.memory = MemoryPanel()
        self.peers = PeersPanel()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.convention_switch = CountSwitch()
        self.tabs.setCornerWidget(self.convention_switch)
        for title, page in self.pages().values():
            self.tabs.addTab(page, title)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()

    def pages(self) -> dict[str, tuple[str, QWidget]]:
        """The tabs by the keys that a session file has for them: title and page."""
        return {
            "layers": ("Layers", self.layers),
            "stages": ("Stages", self.groups),
            "timing": ("Timing", self.timing),
            "roofline": ("Roofline", self.roofline),
            "runs": ("Runs", self.history),
            "memory": ("Memory", self.memory),
            "compare": ("Compare", self.compare),
            "peers": ("Why others differ", self.peers),
            "table_1": ("Table 1", self.table_one),
            "summary": ("Summary", self.summary),
        }

    def show_tab(self, page: QWidget) -> None:
        """Brings a tab to the front."""
        self.tabs.setCurrentWidget(page)

    def share_height(self, height: int) -> None:
        """Gives the tabs their part of a window's height and the diagram the rest."""
        tabs = round(height * TABS_SHARE)
        self.rows.setSizes([height - tabs, tabs])

    def _lay_out(self) -> None:
        self.rows.addWidget(self._diagram_card())
        self.rows.addWidget(_card(self.tabs))
        self.rows.setStretchFactor(0, 1)
        self.columns.addWidget(self._left_column())
        self.columns.addWidget(self.rows)
        self.columns.addWidget(self._right_column())
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([LEFT_WIDTH, 1200, RIGHT_WIDTH])
        for splitter in (self.columns, self.rows):
            splitter.setHandleWidth(GAP)
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 4, GAP, 2)
        column.addWidget(self.columns)

    def _left_column(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.architecture)
        column.addWidget(self.costs, 1)
        scroll = _scrolled(inside)
        scroll.setMinimumWidth(LEFT_WIDTH)
        return scroll

    def _right_column(self) -> QWidget:
        scroll = _scrolled(self.inspector)
        scroll.setMinimumWidth(RIGHT_WIDTH)
        return scroll

    def _diagram_card(self) -> QFrame:
        card = _card(self.canvas)
        column = card.layout()
        assert isinstance(column, QVBoxLayout)
        self.crumb.setContentsMargins(12, 6, 12, 0)
        column.insertWidget(0, self.crumb)
        column.insertWidget(1, self.notice)
        column.setStretchFactor(self.canvas, 1)
        return card


def _scrolled(inside: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setObjectName("column")
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    return scroll


def _card(widget: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(3, 3, 3, 3)
    column.setSpacing(4)
    column.addWidget(widget)
    return card
