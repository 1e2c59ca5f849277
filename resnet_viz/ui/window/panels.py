"""The parts of the main window, and where each of them is in the workspace in front."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_viz.session.arrangement import Arrangement, Places, Side
from resnet_viz.ui.canvas.view_controls import ViewControls
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.models.place import ArchitecturePlace
from resnet_viz.ui.parts.tip import triggers
from resnet_viz.ui.selection.crumb import Crumb
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.cards import (
    GAP,
    DiagramCard,
    card,
    crumb_row,
    put_next_to_crumb,
    scrolled,
)
from resnet_viz.ui.window.diagram_place import DiagramPlace
from resnet_viz.ui.window.frame import Frame
from resnet_viz.ui.window.lab_parts import LabParts
from resnet_viz.ui.window.learn_parts import LearnParts
from resnet_viz.ui.window.tabs import Tabs
from resnet_viz.ui.window.workspaces import MIDDLE, PAGES, WORKSPACES

if TYPE_CHECKING:  # what the first paint doesn't show is imported when it is first asked for
    from resnet_viz.ui.canvas.canvas import Canvas
    from resnet_viz.ui.costs.groups_panel import GroupsPanel
    from resnet_viz.ui.costs.layer_table import LayerTable
    from resnet_viz.ui.costs.memory_panel import MemoryPanel
    from resnet_viz.ui.costs.peers_panel import PeersPanel
    from resnet_viz.ui.costs.summary_panel import SummaryPanel
    from resnet_viz.ui.history.panel import HistoryPanel
    from resnet_viz.ui.network.table_one_panel import TableOnePanel
    from resnet_viz.ui.parts.notice_stack import NoticeStack
    from resnet_viz.ui.selection.inspector import Inspector
    from resnet_viz.ui.session.shown import Shown
    from resnet_viz.ui.timing.options_card import RunOptionsPanel
    from resnet_viz.ui.timing.roofline_panel import RooflinePanel
    from resnet_viz.ui.timing.timing_panel import TimingPanel

EQUAL = 1000  # any number: a splitter shares its room in proportion
WIDTHS = {"differs": 650}


class Panels(QWidget):
    """All parts of the window. One that the first paint does not show is made when it is asked for.

    `arranged` says that a person moved, hid or chose something.
    """

    arranged = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lab, self.learn = LabParts(session), LearnParts(session)
        self.architecture = ArchitecturePlace(session)
        self.costs = CostPanel()
        self.convention_switch = self.costs.convention
        self.crumb = Crumb()
        self.crumb_row = crumb_row(self.crumb)
        self.view = ViewControls(session)
        self.export = QPushButton("Export…")
        triggers(self.export, "export")
        self.diagram_place = DiagramPlace(_waiting_text(session.shown))
        self.tabs = Tabs({key: page.title for key, page in PAGES.items()})
        self.left, self.main = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self.main.setHandleWidth(GAP)
        self.main.setChildrenCollapsible(False)
        self._cards: dict[str, QWidget] = {}
        self.frame = Frame(self.left, self.main, self.tabs, self.costs)
        self.columns, self.rows = self.frame.columns, self.frame.rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame, 1)
        self.tabs.turned.connect(self.arranged)
        self.tabs.enlarged.connect(lambda: self.frame.toggle(Side.MAIN))
        self.frame.arranged.connect(self.arranged)
        self._show_costs()

    @cached_property
    def canvas(self) -> "Canvas":
        from resnet_viz.ui.canvas.canvas import Canvas
        from resnet_viz.ui.selection.card import card_of

        session = self._session
        canvas = Canvas(lambda scene, item_id: card_of(session.shown, scene, item_id))
        self.diagram_place.put(canvas)
        put_next_to_crumb(self.crumb_row, canvas.merged)
        return canvas

    @cached_property
    def inspector(self) -> "Inspector":
        from resnet_viz.ui.selection.inspector import Inspector

        inspector = Inspector(lambda: self.canvas.theme)
        self.frame.put_selection(inspector)
        return inspector

    @cached_property
    def notice(self) -> "NoticeStack":
        from resnet_viz.ui.parts.notice_stack import NoticeStack

        stack = NoticeStack(self)
        stack.place_over(self._main_view())
        return stack

    @cached_property
    def layers(self) -> "LayerTable":
        from resnet_viz.ui.costs.layer_table import LayerTable

        return LayerTable(self._session.formulas_of, self._session.name_of)

    @cached_property
    def groups(self) -> "GroupsPanel":
        from resnet_viz.ui.costs.groups_panel import GroupsPanel

        return GroupsPanel()

    @cached_property
    def memory(self) -> "MemoryPanel":
        from resnet_viz.ui.costs.memory_panel import MemoryPanel

        return MemoryPanel()

    @cached_property
    def peers(self) -> "PeersPanel":
        from resnet_viz.ui.costs.peers_panel import PeersPanel

        return PeersPanel()

    @cached_property
    def summary(self) -> "SummaryPanel":
        from resnet_viz.ui.costs.summary_panel import SummaryPanel

        return SummaryPanel()

    @cached_property
    def run_options(self) -> "RunOptionsPanel":
        from resnet_viz.ui.timing.options_card import RunOptionsPanel

        return RunOptionsPanel(self._session)

    @cached_property
    def counters(self) -> QWidget:
        from resnet_viz.ui.costs.counters_panel import CountersPanel

        return CountersPanel(self.peers, self.summary)

    @cached_property
    def table_one(self) -> "TableOnePanel":
        from resnet_viz.ui.network.table_one_panel import TableOnePanel

        return TableOnePanel()

    @cached_property
    def timing(self) -> "TimingPanel":
        from resnet_viz.ui.timing.timing_panel import TimingPanel

        return TimingPanel()

    @cached_property
    def roofline(self) -> "RooflinePanel":
        from resnet_viz.ui.timing.roofline_panel import RooflinePanel

        return RooflinePanel()

    @cached_property
    def history(self) -> "HistoryPanel":
        from resnet_viz.ui.history.panel import HistoryPanel

        return HistoryPanel()

    @cached_property
    def diagram(self) -> QWidget:
        controls = (*self.view.widgets(), self.export)
        return DiagramCard(self.crumb_row, controls, self.diagram_place)

    def part(self, name: str) -> QWidget:
        """A part by its name in `WORKSPACES` and `PAGES`; it is made where it is not there yet."""
        owners = (each for each in (self.lab, self.learn) if hasattr(type(each), name))
        found: QWidget = getattr(next(owners, self), name)
        return found

    def furnishing(self) -> Iterator[None]:
        """Makes all parts and puts them into their places, one at each step."""
        _ = self.inspector
        yield
        self.architecture.family.furnish()
        yield
        for key, page in PAGES.items():
            self.tabs.fill(key, self.part(page.part))
            yield
        self._add_columns_button()
        for row in WORKSPACES.values():
            if row.top:
                self._add_on_top(row.top)
                yield
            for name in row.main:
                self._add_to_middle(name)
                yield
            if row.left and row.left not in self._cards:
                shown = self.left.currentWidget()
                self._show_left(row.left)
                self.left.setCurrentWidget(shown)
                yield

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Shows the parts of the workspace in front where a person left them."""
        row, places = WORKSPACES[arrangement.workspace], arrangement.placed(arrangement.workspace)
        if row.left:
            self._show_left(row.left)
        for name in row.main:
            self._add_to_middle(name)
        shown = [name for name in MIDDLE if name in self._cards]
        for name in shown:
            self._cards[name].setVisible(name in row.main)
        self.main.setSizes([WIDTHS.get(name, EQUAL) * (name in row.main) for name in shown])
        self.tabs.show_pages(row.tabs, places.tab)
        self.frame.show_places(places)
        if "notice" in vars(self):
            self.notice.place_over(self._main_view())

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """The parts that the keyboard goes through by F6."""
        return self.lab.cards, self.left, self.main, self.tabs, self.costs, self.inspector

    def place_of(self, widget: QWidget) -> tuple[str, str]:
        """The key of the tab that a widget is the page of, and its name in the middle, or ''."""
        above = (name for row in WORKSPACES.values() for name in (row.top, *row.main))
        part = next((name for name in above if name and self._made(name) is widget), "")
        return self.tabs.key_of(widget), part

    def places(self) -> Places:
        """Where everything is in the workspace in front."""
        return replace(self.frame.places, tab=self.tabs.key())

    def _add_columns_button(self) -> None:
        from resnet_viz.ui.costs.columns_button import ColumnsButton

        self.tabs.add_corner("layers", ColumnsButton(self.layers.columns))

    def _main_view(self) -> QWidget:
        """What notices are over: of the diagram without its controls."""
        row = WORKSPACES[self._session.document.arrangement.workspace]
        if "diagram" in row.main:
            return self.diagram_place
        return self.part(row.main[0]) if row.main else self.rows

    def _show_costs(self) -> None:
        """The figures that the first paint shows."""
        shown, document = self._session.shown, self._session.document
        self.costs.show_convention(document.convention)
        self.costs.show_costs(shown.report, shown.base_report, is_there=shown.is_there)
        self.costs.show_latency(shown.timing)

    def _show_left(self, name: str) -> None:
        """Shows a part at the left; it is made and put there when it is first shown."""
        if name not in self._cards:
            self._cards[name] = scrolled(self.part(name))
            self.left.addWidget(self._cards[name])
        self.left.setCurrentWidget(self._cards[name])

    def _add_on_top(self, name: str) -> None:
        """Puts a part above everything else, unless it is there."""
        if name not in self._cards:
            self._cards[name] = self.part(name)
            self.frame.put_on_top(self._cards[name])

    def _made(self, name: str) -> QWidget | None:
        """A part that was asked for before, None for one that was not."""
        owners = (self, self.lab, self.learn)
        return next((vars(each)[name] for each in owners if name in vars(each)), None)

    def _add_to_middle(self, name: str) -> None:
        """Puts a part into its place in the middle, hidden, unless it is there."""
        if name not in self._cards:
            part = self.part(name)
            framed = self._cards[name] = part if part.objectName() == "card" else card(part)
            before = [each for each in MIDDLE[: MIDDLE.index(name)] if each in self._cards]
            framed.hide()  # a splitter shows what it is given, which would lay it out in vain
            self.main.insertWidget(len(before), framed)


def _waiting_text(shown: "Shown") -> str:
    """What the place of the diagram says before there is one."""
    return "Drawing …" if shown.is_there else f"Opening {shown.network.title} …"
