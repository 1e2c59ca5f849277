"""The window's diagram: what of the network it shows and how, by menu, toolbar and canvas."""

from PySide6.QtGui import QKeySequence

from resnet_viz.diagram.view import Level
from resnet_viz.ui.action import action
from resnet_viz.ui.appearance import SYSTEM
from resnet_viz.ui.window import Window

Key = QKeySequence.StandardKey


class DiagramWindow(Window):
    """The window with the actions that change what one sees of the diagram."""

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
