"""Costs by block, stage, kind and path: whatever the grouping, the whole stays the whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.convention import Convention, convention_named
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import GroupCost, groups_of
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import LEGAL_SPECS

MEASURES = ("params", "buffers", "macs", "flops", "activations", "bytes_read", "bytes_written")


def groups(text: str, grouping: Grouping) -> dict[str, GroupCost]:
    spec = parse(text)
    found = groups_of(graph_of(spec), report_of(network_of(spec)).layers, grouping)
    return {group.path: group for group in found}


@settings(max_examples=40, deadline=None)
@given(LEGAL_SPECS, st.integers(1, 64), st.sampled_from(Grouping))
def test_sums_over_every_grouping_equal_the_totals(
    spec: ResNetSpec, batch: int, grouping: Grouping
) -> None:
    report = report_of(network_of(spec), batch)
    found = groups_of(graph_of(spec), report.layers, grouping)
    assert sum(group.layers for group in found) == len(report.layers)
    for measure in MEASURES:
        total = getattr(report.totals, measure)
        assert sum(getattr(group.sums, measure) for group in found) == total
    assert all(
        getattr(group.shortcut, measure) <= getattr(group.sums, measure)
        for group in found
        for measure in MEASURES
    )


def test_stages_are_those_of_table_1() -> None:
    found = groups("resnet50", Grouping.STAGE)
    assert list(found) == ["stem", "layer1", "layer2", "layer3", "layer4", "head"]
    assert [group.title for group in found.values()][1:-1] == [
        "conv2_x", "conv3_x", "conv4_x", "conv5_x",
    ]  # fmt: skip
    assert sum(group.sums.params for group in found.values()) == 25_557_032
    assert found["layer4"].out_shape == (1, 2048, 7, 7)
    assert (found["layer4"].receptive_field, found["layer4"].receptive_stride) == (427, 32)


def test_a_shortcuts_own_cost_is_its_sum_and_its_projection() -> None:
    found = groups("resnet50", Grouping.BLOCK)
    projected, identity = found["layer2.0"], found["layer2.1"]
    assert projected.title == "Bottleneck, projection"
    assert projected.shortcut.params == 256 * 512 + 2 * 512
    assert projected.shortcut.macs == 256 * 512 * 28 * 28
    assert projected.shortcut.flops == 2 * 256 * 512 * 28**2 + 2 * 512 * 28**2 + 512 * 28**2
    assert (identity.shortcut.params, identity.shortcut.macs) == (0, 0)
    assert identity.shortcut.flops == 512 * 28 * 28


def test_what_shortcuts_cost_in_all_is_what_the_plain_twin_lacks() -> None:
    paths, plain = (
        groups("resnet50", Grouping.PATH),
        report_of(network_named("resnet50,shortcut=none")),
    )
    assert list(paths) == ["main path", "shortcuts"]
    for measure in MEASURES:
        assert getattr(paths["main path"].sums, measure) == getattr(plain.totals, measure)
    assert groups("plain34", Grouping.PATH).keys() == {"main path"}


def test_by_operation_every_kind_of_layer_is_one_group() -> None:
    found = groups("resnet18", Grouping.OPERATION)
    assert found["conv2d"].layers == 20
    assert found["conv2d"].sums.macs + found["linear"].sums.macs == 1_814_073_344
    assert [found[op].title for op in ("conv2d", "batch_norm", "relu", "max_pool", "add")] == [
        "convolution",
        "batch norm",
        "ReLU",
        "max pooling",
        "sum",
    ]


def test_each_convention_counts_what_it_says() -> None:
    totals = report_of(network_named("resnet50")).totals
    counts = {convention.label: convention.work(totals) for convention in Convention}
    assert counts == {
        "MACs (paper)": 4_089_184_256,
        "2 × MACs (PyTorch)": 8_178_368_512,
        "All operations": 8_217_632_232,
    }


def test_conventions_have_a_word_each() -> None:
    assert [convention_named(word) for word in ("macs", "2MACs", "all")] == list(Convention)
    with pytest.raises(UserError, match="Choose macs, 2macs or all"):
        convention_named("flops")
