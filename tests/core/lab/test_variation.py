"""The variants of a network: every figure against a report of its own."""

import pytest

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.against import against, variants_of
from resnet_viz.core.lab.choices import Varied
from resnet_viz.core.lab.sweep.points import COLUMNS
from resnet_viz.core.lab.variation import around, costs_of, curves_of
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Block


@pytest.mark.parametrize("varied", Varied)
def test_every_figure_is_what_the_report_of_the_variant_says(varied: Varied) -> None:
    for variant in list(variants_of(parse("resnet20"), varied))[::7]:
        report = report_of(network_of(variant.spec), 2)
        expected = tuple(measure_named(key).of_network(report) for key in COLUMNS)
        assert costs_of(variant, 2).figures == expected


@pytest.mark.parametrize("varied", Varied)
def test_curves_are_those_that_files_have(varied: Varied) -> None:
    spec = parse("resnext50_32x4d")
    costs = [costs_of(each, 1) for each in variants_of(spec, varied)]
    for key in ("macs", "activations"):
        assert curves_of(costs, varied, key) == against(spec, varied.value, key)


def test_around_a_network_depth_and_width_go_through_all_their_pairs() -> None:
    found = list(around(parse("resnet20")))
    for block in Block:
        own = [each.spec for each in found if each.block is block]
        widths = {each.width for each in own}
        depths = {each.depth for each in own}
        assert len(own) == len(set(own)) == len(widths) * len(depths)
        assert len(widths) > 10 < len(depths)
    assert all(checked(each.spec) for each in found)
