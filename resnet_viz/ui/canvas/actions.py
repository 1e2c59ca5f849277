"""The window's diagram: what of the network it shows and how, by menu, toolbar and canvas."""

from PySide6.QtGui import QKeySequence

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.paths import is_inside, without_run
from resnet_viz.diagram.cells.fold import key_of, outer_key_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import Direction, Level
from resnet_viz.ui.canvas.shortcut_card import shortcut_text
from resnet_viz.ui.look.appearance import SYSTEM, Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.timing.roofline_actions import RooflineWindow

Key = QKeySequence.StandardKey


class DiagramWindow(RooflineWindow):
    """The window with the actions that change what one sees of the diagram.

    A double click, the sign on a box or Enter unfolds it in place, and folds it again.
    """

    def __init__(self, network: Network, appearance: Appearance) -> None:
        super().__init__(network, appearance)
        self._opened = ""
        self._sought = ""
        self.panels.canvas.item_activated.connect(self.toggle_item)
        self.toolbar.searched.connect(self._on_searched)
        self.toolbar.find_asked.connect(self.seek)
        self.panels.crumb.part_clicked.connect(self.go_to)

    @action("View", "Network", "One box for each stage, from left to right", "Ctrl+1")
    def show_network(self) -> None:
        self.toolbar.show_level(Level.NETWORK)

    @action("View", "Stages", "One box for each stage, with its shortcuts counted", "Ctrl+2")
    def show_stages(self) -> None:
        self.toolbar.show_level(Level.STAGE)

    @action("View", "Blocks", "One box for each residual block", "Ctrl+3")
    def show_blocks(self) -> None:
        self.toolbar.show_level(Level.BLOCK)

    @action("View", "Layers", "One box for each layer", "Ctrl+4")
    def show_layers(self) -> None:
        self.toolbar.show_level(Level.LAYER)

    @action("View", "Fold equal blocks", "Draw equal neighbours as one box, × n", "Ctrl+5")
    def toggle_fold(self) -> None:
        self.toolbar.fold.toggle()

    @action("View", "Unfold or fold", "The selected box in its place, or what it stands in")
    def toggle_selected(self) -> None:
        self.toggle_item(self.panels.canvas.selected())

    @action("View", "Fold outwards", "What the selected box stands in, as one box", "Backspace")
    def fold_outwards(self) -> None:
        selected = self.panels.canvas.selected()
        self._toggle(outer_key_of(self.network.graph, self.toolbar.view(), selected))

    @action("View", "Fold all", "One box for each stage", "Ctrl+Shift+Up")
    def fold_all(self) -> None:
        self.toolbar.show_view(Level.STAGE, is_folded=True)

    @action("View", "Unfold all", "Every layer of every block", "Ctrl+Shift+Down")
    def unfold_all(self) -> None:
        self.toolbar.show_view(Level.LAYER, is_folded=False)

    @action("View", "Left to right", "Stages as rows", "Ctrl+6", is_switch=True, starts_group=True)
    def flow_to_the_right(self, is_on: bool) -> None:
        self.toolbar.show_direction(Direction.LEFT_TO_RIGHT if is_on else Direction.TOP_TO_BOTTOM)

    @action(
        "View",
        "Boxes to scale",
        "Blocks and layers as high as their output, as wide as the logarithm of its channels",
        "Ctrl+7",
        is_switch=True,
    )
    def draw_to_scale(self, is_on: bool) -> None:
        self.toolbar.show_scale(is_to_scale=is_on)

    @action("View", "Fit", "Show the whole diagram", "F", starts_group=True)
    def fit(self) -> None:
        self.panels.canvas.fit()

    @action("View", "Zoom in", "Make the diagram larger", Key.ZoomIn)
    def zoom_in(self) -> None:
        self.panels.canvas.zoom_in()

    @action("View", "Zoom out", "Make the diagram smaller", Key.ZoomOut)
    def zoom_out(self) -> None:
        self.panels.canvas.zoom_out()

    @action("View", "Light", "Always light", "Ctrl+Alt+L", starts_group=True)
    def be_light(self) -> None:
        self.appearance.choose("light")

    @action("View", "Dark", "Always dark", "Ctrl+Alt+D")
    def be_dark(self) -> None:
        self.appearance.choose("dark")

    @action("View", "As the system", "Light or dark as the system is", "Ctrl+Alt+S")
    def be_as_system(self) -> None:
        self.appearance.choose(SYSTEM)

    def toggle_item(self, path: str) -> None:
        """Unfolds the box or folds the frame that is drawn with this id."""
        self._toggle(key_of(self.network.graph, self.toolbar.view(), path))

    def go_to(self, path: str) -> None:
        """Selects a stage, block or layer and shows it; '' shows the whole network."""
        self.panels.canvas.go_to(path)
        if not path:
            self.fit()

    def seek(self, step: int) -> None:
        """Selects the next layer that the search found, or the one before, round and round."""
        paths = self.panels.layers.shown_paths()
        if not self._sought or self.toolbar.search.text() != self._sought:
            return
        here = self.panels.layers.selected_path()
        first = -1 if step > 0 else 0
        place = ((paths.index(here) if here in paths else first) + step) % len(paths)
        self.panels.layers.select(paths[place])
        self._on_layer_selected(paths[place])
        self.toolbar.search.show_found(place + 1, len(paths))

    def _on_searched(self, text: str) -> None:
        """Shows what a text finds; one that finds nothing leaves everything as it was."""
        for words in (text, self._sought, ""):
            self.panels.layers.filter_by(words)
            if paths := self.panels.layers.shown_paths():
                break
        self._sought = words
        self.panels.canvas.show_found(frozenset(paths) if words else frozenset())
        self.toolbar.search.show_found(0, len(paths) if words == text else 0)

    def _show_figures(self, network: Network) -> None:
        super()._show_figures(network)
        if text := self.toolbar.search.text():
            self._on_searched(text)

    def _describe(self, item_id: str) -> str:
        shortcuts = self.scene.shortcuts if self.scene else ()
        found = next((each for each in shortcuts if each.id == item_id), None)
        if found is None:
            return super()._describe(item_id)
        return shortcut_text(self.network.graph, self.rows, item_id, found.count)

    def _toggle(self, key: str) -> None:
        if key:
            self._opened = without_run(key)
            self.panels.canvas.hold(self._opened)
            self.toolbar.toggle(key)

    def _on_scene(self, scene: Scene) -> None:
        super()._on_scene(scene)
        if self._opened:
            inside = (item.id for item in scene.items if is_inside(item.id, self._opened))
            drawn = {item.id for item in scene.items}
            chosen = self._opened if self._opened in drawn else next(inside, "")
            self._opened = ""
            self.panels.canvas.choose(chosen)
