"""The tab of memory: its figures, its plot, and the warning before a run that won't fit."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QGraphicsTextItem
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.memory import inference_memory, inference_timeline, largest_batch
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.wording import bytes_text, digits_grouped
from resnet_viz.ui.costs.memory_panel import MemoryPanel
from resnet_viz.ui.costs.memory_plot import MemoryPlot
from resnet_viz.ui.look.colors import DARK
from tests.samples.recorded import recorded_network

NETWORK = network_named("resnet50")
GRAPH = NETWORK.graph
CPU = Device("cpu", DeviceKind.CPU, "A processor", 2**34, free_bytes=2**33)


@pytest.fixture
def panel(qtbot: QtBot) -> MemoryPanel:
    made = MemoryPanel()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_memory(NETWORK, 1, CPU)
    made.show()
    return made


def figures(panel: MemoryPanel) -> dict[str, str]:
    texts = panel.texts()
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_it_shows_the_predicted_peak_training_and_the_largest_batch(panel: MemoryPanel) -> None:
    totals = report_of(network_named("resnet50")).totals
    shown = figures(panel)
    assert shown["Peak of a pass, fp32"] == f"≈ {bytes_text(totals.peak_inference_bytes)}"
    assert shown["Training, SGD + momentum"] == f"≈ {bytes_text(totals.training_bytes)}"
    assert shown["Largest batch, fp32"] == digits_grouped(largest_batch(GRAPH, 4, 2**33))


def test_without_a_device_there_is_no_largest_batch(panel: MemoryPanel) -> None:
    for device in (None, replace(CPU, free_bytes=None)):
        panel.show_memory(NETWORK, 1, device)
        assert not any("Largest batch" in name for name in figures(panel))


def test_it_follows_the_precision(panel: MemoryPanel) -> None:
    panel.show_memory(NETWORK, 8, CPU, Precision.BF16)
    shown = figures(panel)
    peak = inference_memory(GRAPH, 8, 2).total_bytes
    assert shown["Peak of a pass, bf16"] == f"≈ {bytes_text(peak)}"
    assert shown["Largest batch, bf16"] == digits_grouped(largest_batch(GRAPH, 2, 2**33))


def test_the_plot_has_a_step_for_each_layer_and_names_the_peak(qtbot: QtBot) -> None:
    timeline = inference_timeline(GRAPH, 1)
    plot = MemoryPlot(DARK)
    qtbot.addWidget(plot)
    plot.show_timeline(timeline)
    (curve,) = plot.listDataItems()
    assert len(curve.yData) == len(timeline)
    highest = max(timeline, key=lambda moment: moment.total_bytes)
    assert max(curve.yData) == pytest.approx(highest.total_bytes / 2**20)
    words = [item.toPlainText() for item in plot.items() if hasattr(item, "toPlainText")]
    assert f"{highest.path}: {bytes_text(highest.total_bytes)}" in words


def test_of_a_recorded_network_curve_and_figures_say_which_is_computed(panel: MemoryPanel) -> None:
    network = recorded_network()
    panel.show_memory(network, 1, None)
    plot = panel.findChild(MemoryPlot)
    assert plot
    words = [each.toPlainText() for each in plot.items() if isinstance(each, QGraphicsTextItem)]
    peak = max(each.total_bytes for each in inference_timeline(network.graph))
    recorded = figures(panel)["  activations"]
    assert any(f"Recorded, dashed: {recorded}\nBy shapes: {bytes_text(peak)}" in w for w in words)
    panel.show_memory(NETWORK, 1, None)
    words = [each.toPlainText() for each in plot.items() if isinstance(each, QGraphicsTextItem)]
    assert not any("Recorded" in each for each in words)
