"""The data of charts agree with cost reports to the unit."""

import json

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.series import (
    ChartData,
    ChartKind,
    Cloud,
    Curve,
    Name,
    along_depth,
    by_stage,
    names_of,
    profiles_of,
    table_of_curves,
    table_of_stages,
)
from resnet_viz.core.networks import network_named
from resnet_viz.core.plain import plain_of, read_own

ARCHS = ("resnet34", "resnet50", "resnet,block=bottleneck,stages=1-2-3", "preact110", "resnet20")
KEYS = ("params", "macs", "flops", "activations", "bytes_read", "bytes_written")


@pytest.mark.parametrize("key", KEYS)
def test_stages_sum_to_the_totals_of_cost(key: str) -> None:
    reports = [report_of(network_named(arch), 2) for arch in ARCHS]
    values = by_stage(reports, key)
    for (_, row), report in zip(values.rows, reports, strict=True):
        assert sum(value or 0 for value in row) == report.to_dict()["totals"].get(
            key, getattr(report.totals, key)
        )


def test_each_stage_sums_its_layers_of_the_promised_json() -> None:
    report = report_of(network_named("resnet50"))
    values = by_stage([report], "macs")
    layers = report.to_dict()["layers"]
    for number in range(1, 5):
        wanted = sum(layer["macs"] for layer in layers if layer["stage"] == number)
        assert values.rows[0][1][number] == wanted


@pytest.mark.parametrize("arch", ARCHS)
def test_sums_along_depth_end_at_the_depth_and_the_total(arch: str) -> None:
    report = report_of(network_named(arch))
    (curve,) = along_depth([report], "macs").curves
    assert list(curve.points[-1]) == [report.depth, report.totals.macs]
    xs, ys = [x for x, _ in curve.points], [y for _, y in curve.points]
    assert xs == sorted(set(xs))
    assert ys == sorted(ys)


def test_what_does_not_sum_is_refused_with_a_choice() -> None:
    report = report_of(network_named("resnet18"))
    for make in (by_stage, along_depth):
        with pytest.raises(UserError, match="not a sum over layers"):
            make([report], "peak_inference_bytes")


def test_networks_of_one_title_are_named_by_their_text() -> None:
    reports = [report_of(network_named(a)) for a in ("resnet18", "resnet18,classes=10", "resnet34")]
    names = names_of(reports)
    assert [name.letter for name in names] == ["A", "B", "C"]
    assert len({name.text for name in names}) == 3
    assert names[2].with_letter == "C ResNet-34"


def test_tables_hold_every_value_of_a_chart() -> None:
    reports = [report_of(network_named(arch)) for arch in ("resnet18", "resnet34")]
    heads, rows = table_of_stages(by_stage(reports, "params"))
    assert heads[0] == "name"
    assert [sum(value for value in row[1:] if isinstance(value, int | float)) for row in rows] == [
        report.totals.params for report in reports
    ]
    curves = along_depth(reports, "params")
    heads, rows = table_of_curves(curves)
    assert heads == ("name", "depth", "params")
    assert len(rows) == sum(len(curve.points) for curve in curves.curves)


def test_measures_of_whole_networks_are_those_of_cost() -> None:
    reports = [report_of(network_named(arch)) for arch in ARCHS]
    profiles = profiles_of(reports, ("depth", "params", "peak_inference_bytes"))
    wanted = [
        (each.depth, each.totals.params, each.totals.peak_inference_bytes) for each in reports
    ]
    assert [row for _, row in profiles.rows] == wanted
    assert ChartData(ChartKind.PARALLEL, profiles=profiles).table.heads[1:] == profiles.keys


def test_data_of_every_kind_travel_between_processes() -> None:
    reports = [report_of(network_named(arch)) for arch in ("resnet18", "resnet20")]
    point = Curve(Name("basic", block="basic"), ((1.0, 2.0),))
    for data in (
        ChartData(ChartKind.GROUPED, stages=by_stage(reports, "params")),
        ChartData(ChartKind.LINES, curves=along_depth(reports, "macs")),
        ChartData(ChartKind.SCATTER, cloud=Cloud("params", "macs", (point,), x_most=3.0)),
        ChartData(ChartKind.PARALLEL, profiles=profiles_of(reports, ("params", "macs"))),
    ):
        assert read_own(ChartData, json.loads(json.dumps(plain_of(data)))) == data
