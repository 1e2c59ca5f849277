"""Costs against figures that others published or measured, to the unit."""

from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.cost import LayerCost, sums_of
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import LEGAL_SPECS


def report(text: str, batch: int = 1) -> CostReport:
    return report_of(network_named(text), batch)


def layer(text: str, path: str, batch: int = 1) -> LayerCost:
    return next(layer for layer in report(text, batch).layers if layer.path == path)


@pytest.mark.parametrize(
    ("text", "params", "macs"),
    [
        ("resnet18", 11_689_512, 1_814_073_344),
        ("resnet34", 21_797_672, 3_663_761_408),
        ("resnet50", 25_557_032, 4_089_184_256),
        ("resnet101", 44_549_160, 7_801_405_440),
        ("resnet152", 60_192_808, 11_513_626_624),
        ("resnet18,stride_in=1x1", 11_689_512, 1_814_073_344),
        ("resnet34,stride_in=1x1", 21_797_672, 3_663_761_408),
        ("resnet50,stride_in=1x1", 25_557_032, 3_857_973_248),
        ("resnet101,stride_in=1x1", 44_549_160, 7_570_194_432),
        ("resnet152,stride_in=1x1", 60_192_808, 11_282_415_616),
        ("resnet18,block=bottleneck", 15_995_176, 2_342_256_640),
        ("resnet,block=basic,depth=50", 34_339_112, 5_513_449_472),
    ],
)
def test_params_and_macs_are_those_of_pytorch(text: str, params: int, macs: int) -> None:
    totals = report(text).totals
    assert (totals.params, totals.macs) == (params, macs)


@pytest.mark.parametrize(
    ("text", "billions"),
    [("resnet18", 1.8), ("resnet50", 3.8), ("resnet101", 7.6), ("resnet152", 11.3)],
)
def test_macs_are_those_of_the_papers_table_1(text: str, billions: float) -> None:
    """Of ResNet-34 the paper gives option A's, 3.6; of ResNet-50's 3.858 it cuts the rest off."""
    macs = report(f"{text},stride_in=1x1").totals.macs
    assert macs / 1e9 == pytest.approx(billions, abs=0.06)


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        ("resnet18", 2.5),
        ("resnet34", 3.7),
        ("resnet50", 11.1),
        ("resnet101", 16.2),
        ("resnet152", 22.6),
    ],
)
def test_activations_are_those_of_timms_model_cards(text: str, millions: float) -> None:
    assert round(report(text).totals.activations / 1e6, 1) == millions


def test_flops_of_resnet50_count_every_operation_once() -> None:
    """From the sizes alone: E elements leave batch norms, blocks and the stem have ReLUs."""
    layers = {layer.path: layer for layer in report("resnet50").layers}
    normed = sum(prod(each.out_shape) for each in layers.values() if each.op == "batch_norm")
    rectified = sum(prod(each.out_shape) for each in layers.values() if each.op == "relu")
    added = sum(prod(each.out_shape) for each in layers.values() if each.op == "add")
    pooled = 9 * 64 * 56 * 56 + 2048 * 7 * 7
    macs = 4_089_184_256
    # fvcore: MAC + 2E + average pool (without the bias) = 4,111,512,576
    assert macs + 2 * normed + 2048 * 7 * 7 == 4_111_512_576
    bias = 1000
    assert report("resnet50").totals.flops == (
        2 * macs + 2 * normed + rectified + added + pooled + bias
    )


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("conv1", 7),
        ("bn1", 7),
        ("maxpool", 11),
        ("layer1.0.conv1", 11),
        ("layer1.0.conv2", 19),
        ("layer1.0.downsample.0", 11),
        ("layer1.0.add", 19),
        ("layer1.2.relu", 35),
        ("layer2.3.relu", 91),
        ("layer3.5.relu", 267),
        ("layer4.2.relu", 427),
    ],
)
def test_receptive_fields_with_the_stride_in_the_3x3(path: str, field: int) -> None:
    assert layer("resnet50", path).receptive_field == field


@pytest.mark.parametrize(
    ("text", "field"), [("resnet50", 483), ("resnet101", 1027), ("resnet152", 1507)]
)
def test_receptive_fields_of_the_papers_networks_are_the_published_ones(
    text: str, field: int
) -> None:
    """Araujo et al. 2019, table 1 (ResNet v1, whose 3x3s all see the halved places)."""
    assert layer(f"{text},stride_in=1x1", "layer4.2.relu").receptive_field == field


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS, st.integers(1, 64))
def test_sums_over_any_grouping_equal_the_totals(spec: ResNetSpec, batch: int) -> None:
    found, graph = report_of(network_of(spec), batch), graph_of(spec)
    by_path = {layer.path: layer for layer in found.layers}
    by_stage = [sums_of(tuple(by_path[n.path] for n in stage.nodes)) for stage in graph.stages]
    by_op = [
        sums_of(tuple(layer for layer in found.layers if layer.op == op))
        for op in {layer.op for layer in found.layers}
    ]
    for groups in (by_stage, by_op):
        for measure in ("params", "buffers", "macs", "flops", "activations"):
            total = getattr(found.totals, measure)
            assert sum(getattr(group, measure) for group in groups) == total


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS, st.integers(2, 100))
def test_a_batch_multiplies_the_work_and_not_the_network(spec: ResNetSpec, batch: int) -> None:
    one, many = report_of(network_of(spec)).totals, report_of(network_of(spec), batch).totals
    assert many.params == one.params
    assert many.param_bytes == one.param_bytes == 4 * one.params
    assert many.buffers == one.buffers
    assert many.shortcuts == one.shortcuts == (0 if spec.is_plain else sum(spec.stages))
    assert many.macs == batch * one.macs
    assert many.flops == batch * one.flops
    assert many.activations == batch * one.activations


@pytest.mark.parametrize(
    ("path", "params", "macs", "flops", "activations"),
    [
        ("conv1", 7 * 7 * 3 * 64, 147 * 64 * 112**2, 2 * 147 * 64 * 112**2, 64 * 112**2),
        ("bn1", 128, 0, 2 * 64 * 112**2, 0),
        ("relu", 0, 0, 64 * 112**2, 0),
        ("maxpool", 0, 0, 9 * 64 * 56**2, 0),
        ("layer1.0.conv1", 4096, 12_845_056, 25_690_112, 200_704),
        ("layer1.0.add", 0, 0, 256 * 56**2, 0),
        ("avgpool", 0, 0, 2048 * 49, 0),
        ("flatten", 0, 0, 0, 0),
        ("fc", 2_049_000, 2_048_000, 4_097_000, 1000),
    ],
)
def test_each_kind_of_layer(
    path: str, params: int, macs: int, flops: int, activations: int
) -> None:
    found = layer("resnet50", path)
    assert (found.params, found.macs, found.flops, found.activations) == (
        params,
        macs,
        flops,
        activations,
    )


@pytest.mark.parametrize(
    ("text", "path", "read", "written"),
    [
        ("resnet50", "conv1", 3 * 224**2 + 64 * 147, 64 * 112**2),
        ("resnet50", "bn1", 64 * 112**2 + 4 * 64, 64 * 112**2),
        ("resnet50", "layer1.0.add", 2 * 256 * 56**2, 256 * 56**2),
        ("resnet50", "flatten", 0, 0),
        ("resnet50", "fc", 2048 + 2049 * 1000, 1000),
        ("resnet20", "layer2.0.downsample", 16 * 16**2, 32 * 16**2),
        ("resnet18,se=16", "layer1.0.se.scale", 64 * 56**2 + 64, 64 * 56**2),
    ],
)
def test_each_tensor_is_read_and_written_once(
    text: str, path: str, read: int, written: int
) -> None:
    found = layer(text, path)
    assert (found.bytes_read, found.bytes_written) == (4 * read, 4 * written)


def test_weights_are_read_once_for_a_whole_batch() -> None:
    one, three = layer("resnet50", "layer4.0.conv2"), layer("resnet50", "layer4.0.conv2", 3)
    weights = 4 * one.params
    assert three.bytes_read - weights == 3 * (one.bytes_read - weights)
    assert three.bytes_written == 3 * one.bytes_written


def test_intensity_is_operations_for_each_byte() -> None:
    conv, norm = layer("resnet50", "layer1.0.conv2"), layer("resnet50", "layer1.0.bn2")
    moved = 4 * (2 * 64 * 56**2 + 64 * 64 * 9)
    assert conv.intensity == 2 * 64 * 64 * 9 * 56**2 / moved
    assert norm.intensity < 0.25 < conv.intensity
    assert layer("resnet50", "flatten").intensity == 0


def test_the_stride_of_the_receptive_field_is_that_of_the_places() -> None:
    strides = {name: layer("resnet50", f"layer{name}.0.relu").receptive_stride for name in "1234"}
    assert strides == {"1": 4, "2": 8, "3": 16, "4": 32}
    assert layer("resnet20", "layer3.0.downsample").receptive_stride == 4
