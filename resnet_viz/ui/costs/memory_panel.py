"""Memory of a network: where a pass peaks and of what, what training takes, what batch fits."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.core.cost.memory import InferenceMemory, inference_timeline
from resnet_viz.core.cost.network_memory import (
    largest_fitting_batch,
    network_memory,
    recorded_bytes,
)
from resnet_viz.core.cost.training import Optimiser, training_memory
from resnet_viz.core.graph.network import Network
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.wording import bytes_text, digits_grouped
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tables.figure_rows import FigureRow, FigureRows

if TYPE_CHECKING:
    from resnet_viz.ui.costs.memory_plot import MemoryPlot

OPTIMISER_WORDS = {Optimiser.SGD: "Training, SGD + momentum", Optimiser.ADAM: "Training, Adam"}
Shown = tuple[Network, int, Device | None, Precision]


class MemoryPanel(QWidget):
    """Predicted figures at the left, live memory along the network at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.colors = LIGHT
        self._shown: Shown | None = None
        self.rows = FigureRows()
        self._plot: MemoryPlot | None = None
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(16, 10, 0, 10)
        column.addWidget(self.rows)
        column.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(figures)

    def show_memory(
        self,
        network: Network,
        batch: int,
        device: Device | None,
        precision: Precision = Precision.FP32,
    ) -> None:
        """Shows a network's memory for a batch when the tab is looked at; training's at fp32."""
        self._shown = network, batch, device, precision
        if self.isVisible():
            self._fill()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.colors = colors
        if self._plot is not None:
            self._plot.set_colors(colors)

    def texts(self) -> list[str]:
        """The figures as they are shown, for tests and screen readers."""
        return self.rows.texts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        network, batch, device, precision = self._shown
        self.rows.show_rows(memory_rows(network, batch, device, precision))
        if self._plot is None:  # its library takes half a second to load
            from resnet_viz.ui.costs.memory_plot import MemoryPlot

            self._plot = MemoryPlot(self.colors)
            self._row.addWidget(self._plot, 1)
        size = precision.bytes_per_element
        moments = inference_timeline(network.graph, batch, size)
        self._plot.show_timeline(moments, recorded_bytes(network, batch, size))


def memory_rows(
    network: Network, batch: int, device: Device | None, precision: Precision
) -> list[FigureRow]:
    """The predicted figures of a network, and the largest batch for a device's free memory."""
    size = precision.bytes_per_element
    peak = network_memory(network, batch, size)
    rows_of = _recorded_rows if network.traced else _peak_rows
    rows = rows_of(peak, batch, precision)
    for optimiser in Optimiser:
        needed = training_memory(network.graph, batch, optimiser)
        held = bytes_text(needed.activations_bytes)
        rows.append(
            (
                OPTIMISER_WORDS[optimiser],
                f"≈ {bytes_text(needed.total_bytes)}",
                f"At fp32: weights, gradients, optimiser, {held} kept for the backward pass",
            )
        )
    if device is not None and device.free_bytes:
        fitting = digits_grouped(largest_fitting_batch(network, size, device.free_bytes))
        free = f"That fits into {bytes_text(device.free_bytes)} {device.free_place}"
        rows.append((f"Largest batch, {precision}", fitting, free))
    return rows


def _peak_rows(peak: InferenceMemory, batch: int, precision: Precision) -> list[FigureRow]:
    total = f"≈ {bytes_text(peak.total_bytes)}"
    return [
        (f"Peak of a pass, {precision}", total, f"Predicted, reached at {peak.at}"),
        ("  weights", bytes_text(peak.weights_bytes), "Parameters and buffers"),
        ("  images", bytes_text(peak.input_bytes), f"A batch of {batch}"),
        ("  activations", bytes_text(peak.activations_bytes), f"Live while {peak.at} runs"),
        ("  workspace", bytes_text(peak.workspace_bytes), "Temporary memory of that layer"),
    ]


def _recorded_rows(peak: InferenceMemory, batch: int, precision: Precision) -> list[FigureRow]:
    """Of a recorded network, which nobody knows the layers' temporary memory of."""
    total = f"≈ {bytes_text(peak.total_bytes)}"
    inputs = "The recorded inputs" if batch == 1 else f"The recorded inputs, {batch} times"
    return [
        (f"Peak of a pass, {precision}", total, "What was alive at one time as it was recorded"),
        (
            "  weights",
            bytes_text(peak.weights_bytes),
            "Parameters and buffers, the unused ones too",
        ),
        ("  inputs", bytes_text(peak.input_bytes), inputs),
        ("  activations", bytes_text(peak.activations_bytes), "Temporary memory is not in them"),
    ]
