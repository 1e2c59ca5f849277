"""What of a window finding and doing reaches: its parts, its features, its actions."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QMainWindow, QWidget

from resnet_viz.ui.canvas.actions import DiagramFeature
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.costs.layer_table import LayerTable
from resnet_viz.ui.export.actions import ExportFeature
from resnet_viz.ui.history.actions import HistoryFeature
from resnet_viz.ui.history.panel import HistoryPanel
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.network.actions import NetworkFeature
from resnet_viz.ui.parts.action import Actions
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session


class Parts(NamedTuple):
    """The widgets that have menus of their own."""

    canvas: Canvas
    layers: LayerTable
    runs: HistoryPanel


class Reach(NamedTuple):
    """`menus` gives the actions, which are there when the window is; `select` shows a layer.

    `open_session` opens a session file in the window, `open_model` a network of others;
    `is_running` says whether a timed run goes on. `regions` are the parts of the window that the
    keyboard goes through, in their order.
    """

    window: QMainWindow
    session: Session
    parts: Parts
    diagram: DiagramFeature
    networks: NetworkFeature
    history: HistoryFeature
    exports: ExportFeature
    menus: Callable[[], Actions]
    select: Callable[[str], None]
    open_session: Callable[[Path], None]
    open_model: Callable[[str], None]
    say: Say
    appearance: Appearance
    is_running: Callable[[], bool]
    regions: tuple[QWidget, ...]

    def front(self, page: QWidget) -> None:
        """Brings a page to the front."""
        self.say.front(page)
