"""Lines against depth, width and input size have the values that `cost` gives for each network."""

from dataclasses import replace

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.against import MOST_DEPTH, MOST_POINTS, OPTIONS, against
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import Image

ARCHS = ("resnet20", "resnext50_32x4d", "resnet34,se=16,shortcut=C")


@pytest.mark.parametrize("arch", ARCHS)
@pytest.mark.parametrize("option", ["width", "input"])
def test_every_point_is_the_total_of_a_single_report(arch: str, option: str) -> None:
    curves = against(parse(arch), option, "macs", 2)
    assert [curve.name.text for curve in curves.curves] == ["basic", "bottleneck"]
    for curve in curves.curves:
        assert 5 <= len(curve.points) <= MOST_POINTS
        for x, y in curve.points[::6]:
            spec = parse(arch)
            twin = spec if spec.block == curve.name.block else spec.with_block(spec.block.other)
            side = {"width": int(x)} if option == "width" else {"image": Image(3, int(x), int(x))}
            report = report_of(network_named(str(replace(twin, **side))), 2)
            assert y == report.totals.macs, (arch, option, x)


@pytest.mark.parametrize("key", ["params", "activations", "training_bytes"])
def test_points_against_depth_are_networks_of_that_depth(key: str) -> None:
    for curve in against(parse("resnet50"), "depth", key).curves:
        for x, y in curve.points[::8]:
            spec = parse(f"resnet,depth={x:g},block={curve.name.block}")
            assert spec.depth == x
            assert y == getattr(report_of(network_named(spec)).totals, key)
        depths = [x for x, _ in curve.points]
        assert depths == sorted(set(depths))
        assert depths[-1] <= MOST_DEPTH


def test_no_option_leaves_a_block_without_points() -> None:
    for option in OPTIONS:
        for curve in against(parse("preact110"), option, "params").curves:
            assert curve.points, (option, curve.name)
