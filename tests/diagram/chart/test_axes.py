"""Axes say what measures are called, and write their values as their units ask for."""

from resnet_viz.core.cost.measures import MEASURES
from resnet_viz.core.timing.time_measures import RUN_TIMES
from resnet_viz.diagram.chart.axes import measure_axis
from resnet_viz.diagram.chart.ticks import AxisUnit


def test_every_measure_has_an_axis_with_a_title_of_its_own() -> None:
    keys = [*(each.key for each in MEASURES), *(each.key for each in RUN_TIMES)]
    titles = [measure_axis(key).title for key in keys]
    assert len(set(titles)) == len(keys)
    assert not set(titles) & set(keys)


def test_bytes_times_and_small_numbers_have_ticks_of_their_own() -> None:
    assert measure_axis("peak_inference_bytes").unit is AxisUnit.BYTES
    assert measure_axis("param_bytes").unit is AxisUnit.BYTES
    assert measure_axis("latency_ms").unit is AxisUnit.TIME
    assert measure_axis("depth").unit is AxisUnit.PLAIN
    assert measure_axis("width").unit is AxisUnit.PLAIN
    assert measure_axis("params").unit is AxisUnit.COUNT
