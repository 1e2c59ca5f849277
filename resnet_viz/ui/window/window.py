"""The main window: one network on screen, and every part told when it changes."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.figures import Counted
from resnet_viz.core.lab.layer_row import LayerRow, rows_of
from resnet_viz.core.request import Worker
from resnet_viz.core.resnet.network import counterpart_of
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.scene.scene import Item, Scene
from resnet_viz.ui.canvas.describe import block_formula, card_text, layer_formulas
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.checks import Checks
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.processes.runs import Runs
from resnet_viz.ui.processes.weights_file import WeightsFile
from resnet_viz.ui.window.geometry import restore_places, save_places
from resnet_viz.ui.window.panels import Panels
from resnet_viz.ui.window.status_bar import Progress
from resnet_viz.ui.window.toolbar import Toolbar


class Window(QMainWindow):
    """Shows one network; what a person can do by menu is declared in `Actions`."""

    def __init__(self, network: Network, appearance: Appearance) -> None:
        super().__init__()
        self.network = network
        self.batch = 1
        self.pinned: CostReport | None = None
        self.report = report_of(network, self.batch)
        self.rows: tuple[LayerRow, ...] = ()
        self.scene: Scene | None = None
        self.appearance = appearance
        self.compute = Child(Worker.COMPUTE, self)
        self.draw = Child(Worker.DRAW, self)
        self.drawing = Drawing(self.draw, self)
        self.runs = Runs(self.compute, self)
        self.checks = Checks(self.compute, self)
        self.weights = WeightsFile(self.compute, self)
        self.panels = Panels()
        self.toolbar = Toolbar()
        self.progress = Progress()
        self.addToolBar(self.toolbar)
        self.setCentralWidget(self.panels)
        self.setStatusBar(self.progress)
        self._connect_panels()
        self._connect_children()
        restore_places(self, self.panels)
        self.on_appearance_changed()
        self._show_figures(network)

    def start_children(self) -> None:
        """Starts both processes and what they do first; for after the first paint."""
        self.draw.start()
        self.compute.start()
        self.runs.find_devices()
        self.request_scene()
        self.checks.check_soon(self.network)

    def set_network(self, network: Network) -> None:
        """Shows a legal network in every part."""
        self._show_figures(network)
        self.request_scene()
        self.checks.check_soon(self.network)

    def heat(self) -> BoxColors | None:
        """The colours of what is chosen in the toolbar, None when by operation."""
        if self.scene is None:
            return None
        timing = self.timing()
        counted = Counted(self.network.graph, self.report, timing.layers if timing else ())
        picture = self.appearance.colors.picture
        return heat_by(self.toolbar.color_choice(), self.scene, counted, picture)

    def timing(self) -> TimingReport | None:
        """The last run of the network and batch on screen."""
        return self.runs.report_for(self.network, self.batch)

    def request_scene(self) -> None:
        """Asks for the picture of what is on screen."""
        self.drawing.request(self.network.graph, self.toolbar.view(), self._on_scene)

    def on_costs_changed(self) -> None:
        """Spec, batch, pinned network or times changed: every figure anew."""
        self.report = report_of(self.network, self.batch)
        timing = self.timing()
        self.rows = rows_of(self.report, timing.layers if timing else ())
        self.panels.show_figures(self.report, self.pinned, self.rows, timing)
        self._show_memory()
        self.panels.peers.show_network(self.network, self.batch)
        has_ceilings = timing is not None and timing.ceilings is not None
        self.toolbar.offer_time_coloring(has_times=timing is not None, has_ceilings=has_ceilings)
        self.setWindowTitle(f"{self.network.title} · {self.report.arch} — ResNet Viz")

    def on_batch_edited(self, batch: int) -> None:
        """Another batch: costs anew, and the colours that follow from them."""
        self.batch = batch
        self.on_costs_changed()
        self._paint()

    def _on_convention(self, convention: Convention) -> None:
        self.panels.layers.set_convention(convention)
        self.panels.groups.show_report(self.report, convention, self.timing())

    def _show_memory(self) -> None:
        target = self.toolbar.chosen_device(), self.toolbar.chosen_precision()
        self.panels.memory.show_memory(self.network.graph, self.batch, *target)

    def _worked(self, path: str) -> dict[str, str]:
        return layer_formulas(self.network.graph, self.report, path)

    def on_appearance_changed(self) -> None:
        """Light became dark, or back."""
        self.panels.layers.set_bar_color(self.appearance.colors.bar)
        for panel in (self.panels.table_one, self.panels.memory):
            panel.set_colors(self.appearance.colors)
        self._paint()

    def closeEvent(self, event: QCloseEvent) -> None:
        save_places(self, self.panels)
        self.checks.stop()
        self.compute.close()
        self.draw.close()
        super().closeEvent(event)

    def _connect_panels(self) -> None:
        panels, toolbar = self.panels, self.toolbar
        panels.architecture.network_edited.connect(self.set_network)
        panels.table_one.network_chosen.connect(self.set_network)
        panels.architecture.weights.forget_clicked.connect(self.weights.forget)
        panels.costs.batch_edited.connect(self.on_batch_edited)
        panels.convention_switch.convention_chosen.connect(self._on_convention)
        panels.groups.group_chosen.connect(self._on_layer_selected)
        panels.layers.layers.formulas_of = self._worked
        panels.costs.pin_clicked.connect(self.toggle_pin)
        panels.compare.pin_clicked.connect(self.toggle_pin)
        panels.compare.swap_block_clicked.connect(self.swap_block)
        panels.layers.layer_selected.connect(self._on_layer_selected)
        panels.canvas.item_selected.connect(self._on_item_selected)
        panels.canvas.describe = self._describe
        panels.tabs.currentChanged.connect(self._show_summary)
        toolbar.view_edited.connect(self.request_scene)
        toolbar.target_edited.connect(self._show_memory)
        toolbar.fit_clicked.connect(panels.canvas.fit)
        self.appearance.changed.connect(self.on_appearance_changed)

    def _connect_children(self) -> None:
        self.checks.verified.connect(self.panels.costs.show_verification)
        self.checks.failed.connect(self._on_check_failed)
        self.draw.died.connect(self._on_draw_died)
        self.drawing.failed.connect(self.panels.notice.say)
        self.weights.name_changed.connect(self.panels.architecture.weights.show_file)
        self.weights.network_wanted.connect(self.set_network)
        self.weights.said.connect(self.panels.notice.say)
        self.weights.progressed.connect(self.progress.show_idle)

    def toggle_pin(self) -> None:
        """Keeps the network on screen as A, or lets A go."""
        self.pinned = None if self.pinned else self.report
        self.on_costs_changed()

    def swap_block(self) -> None:
        """Basic for bottleneck or back, with the stages kept."""
        self.set_network(counterpart_of(self.network))

    def read_weights(self, path: str) -> None:
        """Opens a file of weights, for the network on screen or the one that they tell."""
        self.weights.open(path, self.network)

    def _on_scene(self, scene: Scene) -> None:
        self.scene = scene
        self._paint()
        facts = f"{len(self.rows)} layers · {self.report.totals.shortcuts} shortcuts"
        self.progress.show_facts(f"{facts} · layout {self.drawing.last_ms:.0f} ms")

    def _show_figures(self, network: Network) -> None:
        self.network = network
        self.panels.architecture.show_network(network)
        self.panels.table_one.show_network(network)
        self.weights.follow(network)
        self.panels.costs.show_checking()
        self.on_costs_changed()
        self._show_summary()

    def _paint(self) -> None:
        if self.scene is not None:
            self.panels.canvas.set_picture(self.scene, self.appearance.colors.picture, self.heat())
            self._show_selection(self._item(self.panels.canvas.selected()))

    def _item(self, item_id: str) -> Item | None:
        return pick(self.scene, item_id) if self.scene else None

    def _describe(self, item_id: str) -> str:
        item = self._item(item_id)
        return card_text(item, self.rows, self._formula(item)) if item else ""

    def _formula(self, item: Item | None) -> str:
        return block_formula(self.network.graph, item) if item else ""

    def _on_item_selected(self, item_id: str) -> None:
        item = self._item(item_id)
        self.panels.layers.select(item.members[0] if item and item.members else "")
        self._show_selection(item)

    def _on_layer_selected(self, path: str) -> None:
        self.panels.canvas.select(path)
        self._show_selection(self._item(self.panels.canvas.selected()))

    def _show_selection(self, item: Item | None) -> None:
        self.panels.inspector.show_item(item, self.rows, self._formula(item), self._worked)
        self.panels.show_crumb(self.network.title, item.id if item else "")

    def _on_check_failed(self, message: str) -> None:
        self.panels.costs.show_unchecked()
        self.panels.notice.say(message)

    def _show_summary(self) -> None:
        summary = self.panels.summary
        if self.panels.tabs.currentWidget() is summary:
            summary.ask(self.compute, self.network)

    def _on_draw_died(self, message: str) -> None:
        words = f"{message} The last picture stays."
        self.panels.notice.say(words, "Draw again", self.request_scene)
