"""The graph: shapes, strides, names and shortcuts as the paper draws them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Conv2d
from resnet_viz.core.graph.tree import Node, ShortcutKind
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.spec import Block, Image, ResNetSpec
from tests.samples.legal_specs import LEGAL_SPECS


def graph(text: str) -> Graph:
    return expand(parse(text))


def gate_of(node: Node) -> tuple[int, ...]:
    """One number for each channel."""
    return 1, node.in_shape[1], 1, 1


def node(text: str, path: str) -> Node:
    return next(node for node in graph(text).nodes if node.path == path)


def stride_of(text: str, path: str) -> int:
    layer = node(text, path).layer
    assert isinstance(layer, Conv2d)
    height, width = layer.stride
    assert height == width
    return height


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_every_input_of_a_node_comes_before_it_and_has_its_shape(spec: ResNetSpec) -> None:
    found = expand(spec)
    seen = {found.input.path: found.input}
    for node in found.nodes:
        shapes = [seen[path].out_shape for path in node.inputs]
        assert shapes[0] == node.in_shape
        assert shapes[1:] in ([], [gate_of(node)] if node.op == "scale" else [node.in_shape])
        assert node.path not in seen
        seen[node.path] = node


@settings(max_examples=100, deadline=None)
@given(LEGAL_SPECS)
def test_no_layer_vanishes_however_small_the_images(spec: ResNetSpec) -> None:
    smallest = replace(spec, image=Image(spec.image.channels, 1, 1))
    for found in (expand(spec), expand(smallest)):
        assert all(min(node.out_shape) >= 1 for node in found.nodes)


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_every_node_but_the_last_is_used(spec: ResNetSpec) -> None:
    found = expand(spec)
    used = {path for node in found.nodes for path in node.inputs}
    assert {node.path for node in found.nodes} - used == {"fc" if spec.classes else "flatten"}


@settings(max_examples=40, deadline=None)
@given(LEGAL_SPECS)
def test_every_block_ends_in_a_sum_of_its_input_and_its_main_path(spec: ResNetSpec) -> None:
    found = expand(spec)
    by_path = {node.path: node for node in found.nodes}
    assert len(found.blocks) == sum(spec.stages)
    assert len(found.shortcuts) == (0 if spec.is_plain else len(found.blocks))
    for block in found.blocks:
        if block.shortcut:
            shortcut, add = block.shortcut, by_path[f"{block.path}.add"]
            end = shortcut.layers[-1] if shortcut.layers else shortcut.source
            branch = [node for node in block.main if node.op not in ("add", "relu")][-1]
            assert shortcut.join == add.path
            assert add.inputs == (branch.path, end)
            assert not shortcut.layers or by_path[shortcut.layers[0]].inputs == (shortcut.source,)
            assert add in block.nodes[-2:]


@settings(max_examples=40, deadline=None)
@given(LEGAL_SPECS)
def test_a_shortcut_is_the_identity_unless_option_and_shape_say_otherwise(
    spec: ResNetSpec,
) -> None:
    for block in expand(spec).blocks:
        if block.shortcut is None:
            assert spec.is_plain
            continue
        is_changed = block.nodes[0].in_shape != block.nodes[-1].out_shape
        kind = block.shortcut.kind
        # One place can't be halved: the paper's stride is there though the shape is not changed.
        assert kind is not ShortcutKind.IDENTITY or not is_changed
        assert (kind is ShortcutKind.IDENTITY) == (not block.shortcut.layers)
        allowed = {
            "A": {ShortcutKind.IDENTITY, ShortcutKind.ZERO_PAD},
            "B": {ShortcutKind.IDENTITY, ShortcutKind.PROJECTION},
            "C": {ShortcutKind.PROJECTION},
        }
        assert kind in allowed[spec.shortcut]


@settings(max_examples=40, deadline=None)
@given(LEGAL_SPECS)
def test_only_an_identity_takes_the_input_as_it_came_in_pre_order(spec: ResNetSpec) -> None:
    for block in expand(spec).blocks:
        shortcut = block.shortcut
        if shortcut and block.nodes[0].op != "conv2d":  # the stem has activated the first block's
            is_identity = shortcut.kind is ShortcutKind.IDENTITY
            assert (shortcut.source == block.nodes[0].inputs[0]) == is_identity
            assert is_identity or shortcut.source == f"{block.path}.relu1"


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_stages_count_from_the_stem_to_the_head(spec: ResNetSpec) -> None:
    found = expand(spec)
    assert [stage.number for stage in found.stages] == list(range(len(spec.stages) + 2))
    assert tuple(len(stage.blocks) for stage in found.stages[1:-1]) == spec.stages
    for stage in found.stages:
        assert {node.stage for node in stage.nodes} == {stage.number}
        for block in stage.blocks:
            index = int(block.path.rpartition(".")[2])
            assert {node.block for node in block.nodes} == {index}


@pytest.mark.parametrize(
    ("text", "identities", "projections"),
    [
        ("resnet18", 5, 3),
        ("resnet34", 13, 3),
        ("resnet50", 12, 4),
        ("resnet101", 29, 4),
        ("resnet152", 46, 4),
    ],
)
def test_kinds_of_shortcut(text: str, identities: int, projections: int) -> None:
    kinds = [shortcut.kind for shortcut in graph(text).shortcuts]
    assert kinds.count(ShortcutKind.IDENTITY) == identities
    assert kinds.count(ShortcutKind.PROJECTION) == projections


def test_the_stages_of_resnet50_have_the_sizes_of_table_1() -> None:
    found = graph("resnet50")
    assert [stage.nodes[-1].out_shape for stage in found.stages] == [
        (1, 64, 56, 56),
        (1, 256, 56, 56),
        (1, 512, 28, 28),
        (1, 1024, 14, 14),
        (1, 2048, 7, 7),
        (1, 1000),
    ]
    assert [stage.title for stage in found.stages] == [
        "stem", "conv2_x", "conv3_x", "conv4_x", "conv5_x", "head",
    ]  # fmt: skip


def test_stride_in_chooses_which_convolution_of_a_bottleneck_halves() -> None:
    first, second = "layer2.0.conv1", "layer2.0.conv2"
    paper = "resnet50,stride_in=1x1"
    assert (stride_of("resnet50", first), stride_of("resnet50", second)) == (1, 2)
    assert (stride_of(paper, first), stride_of(paper, second)) == (2, 1)


def test_stride_in_means_nothing_to_a_basic_block() -> None:
    assert graph("resnet18,stride_in=1x1").nodes == graph("resnet18").nodes


def test_the_first_stage_does_not_halve_and_each_other_does_once() -> None:
    for text in ("resnet34", "resnet50"):
        sides = [stage.nodes[-1].out_shape[2] for stage in graph(text).stages[:-1]]
        assert [high // low for high, low in pairwise(sides)] == [1, 2, 2, 2]


def test_a_bottleneck_gives_four_times_its_planes() -> None:
    assert node("resnet50", "layer1.0.conv3").out_shape == (1, 256, 56, 56)
    assert node("resnet34", "layer1.0.conv2").out_shape == (1, 64, 56, 56)
    assert [Block.BASIC.expansion, Block.BOTTLENECK.expansion] == [1, 4]


def test_the_main_path_of_a_block_leaves_the_projection_out() -> None:
    block = graph("resnet50").blocks[0]
    assert [node.path.removeprefix("layer1.0.") for node in block.main] == [
        "conv1", "bn1", "relu1", "conv2", "bn2", "relu2", "conv3", "bn3", "add", "relu",
    ]  # fmt: skip


def test_odd_sizes_round_as_pytorch_does() -> None:
    assert node("resnet18,input=225x193", "conv1").out_shape == (1, 64, 113, 97)
    assert node("resnet18,input=225x193", "maxpool").out_shape == (1, 64, 57, 49)
    assert node("resnet18,input=1", "layer4.1.relu").out_shape == (1, 512, 1, 1)


def test_pre_activation_begins_each_block_but_the_first_with_its_own_activation() -> None:
    first, second = graph("preact50").blocks[:2]
    assert [node.path.rpartition(".")[2] for node in first.main] == [
        "conv1", "bn2", "relu2", "conv2", "bn3", "relu3", "conv3", "add",
    ]  # fmt: skip
    assert [node.path.rpartition(".")[2] for node in second.main] == [
        "bn1", "relu1", "conv1", "bn2", "relu2", "conv2", "bn3", "relu3", "conv3", "add",
    ]  # fmt: skip
    head = [node.path for node in graph("preact50").stages[-1].nodes]
    assert head == ["final_bn", "final_relu", "avgpool", "flatten", "fc"]


def test_a_projection_is_a_bare_convolution_in_pre_order() -> None:
    shortcuts = [block.shortcut for block in graph("preact50").blocks if block.shortcut]
    projected = [each for each in shortcuts if each.kind is ShortcutKind.PROJECTION]
    assert [each.layers for each in projected] == [
        (f"layer{stage}.0.downsample.0",) for stage in (1, 2, 3, 4)
    ]
    assert [each.source for each in projected] == [
        "maxpool", "layer2.0.relu1", "layer3.0.relu1", "layer4.0.relu1",
    ]  # fmt: skip


def test_resnet_d_pools_before_a_projection_that_strides_and_keeps_the_names() -> None:
    found = graph("resnet50,downsample=avg")
    layers = {each.path: each.shortcut.layers for each in found.blocks if each.shortcut}
    assert layers["layer1.0"] == ("layer1.0.downsample.1", "layer1.0.downsample.2")
    assert layers["layer2.0"] == tuple(f"layer2.0.downsample.{place}" for place in range(3))
    assert node("resnet50,downsample=avg,input=225", "layer2.0.downsample.0").out_shape == (
        1,
        256,
        29,
        29,
    )


def test_the_deep_stem_is_three_convolutions_of_half_the_width() -> None:
    stem = [node.layer for node in graph("resnet50,stem=deep").stages[0].nodes]
    convs = [layer for layer in stem if isinstance(layer, Conv2d)]
    assert [(conv.in_channels, conv.out_channels, conv.stride[0]) for conv in convs] == [
        (3, 32, 2), (32, 32, 1), (32, 64, 1),
    ]  # fmt: skip


def test_squeeze_and_excitation_scales_the_branch_before_the_sum() -> None:
    path = "layer1.0.se.scale"
    assert node("resnet18,se=16", path).inputs == ("layer1.0.bn2", "layer1.0.se.sigmoid")
    assert node("resnet18,se=16", "layer1.0.add").inputs == (path, "maxpool")
    assert node("resnet18,se=16", "layer1.0.se.fc1").out_shape == (1, 4, 1, 1)
