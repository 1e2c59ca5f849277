"""The graph: shapes, strides, names and shortcuts as the paper draws them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from resnet_viz.core.arch import parse
from resnet_viz.core.expand import expand
from resnet_viz.core.graph import Graph, Node, ShortcutKind
from resnet_viz.core.layer import Conv2d
from resnet_viz.core.spec import Block, ResNetSpec
from tests.legal_specs import LEGAL_SPECS


def graph(text: str) -> Graph:
    return expand(parse(text))


def node(text: str, path: str) -> Node:
    return next(node for node in graph(text).nodes if node.path == path)


def stride_of(text: str, path: str) -> int:
    layer = node(text, path).layer
    assert isinstance(layer, Conv2d)
    return layer.stride


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_every_input_of_a_node_comes_before_it_and_has_its_shape(spec: ResNetSpec) -> None:
    found = expand(spec)
    seen = {found.input.path: found.input}
    for node in found.nodes:
        assert {seen[path].out_shape for path in node.inputs} == {node.in_shape}
        assert node.path not in seen
        seen[node.path] = node


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_every_node_but_the_last_is_used(spec: ResNetSpec) -> None:
    found = expand(spec)
    used = {path for node in found.nodes for path in node.inputs}
    assert {node.path for node in found.nodes} - used == {"fc"}


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_every_block_ends_in_a_sum_of_its_input_and_its_main_path(spec: ResNetSpec) -> None:
    found = expand(spec)
    by_path = {node.path: node for node in found.nodes}
    assert len(found.shortcuts) == len(found.blocks) == sum(spec.stages)
    for block, shortcut in zip(found.blocks, found.shortcuts, strict=True):
        add = by_path[f"{block.path}.add"]
        end = shortcut.layers[-1] if shortcut.layers else shortcut.source
        assert shortcut.add == add.path
        assert add.inputs == (f"{block.path}.bn{spec.block.convs}", end)
        assert by_path[f"{block.path}.conv1"].inputs == (shortcut.source,)
        assert shortcut.layers == () or by_path[shortcut.layers[0]].inputs == (shortcut.source,)


@settings(max_examples=25, deadline=None)
@given(LEGAL_SPECS)
def test_a_shortcut_is_projected_only_where_the_shape_changes(spec: ResNetSpec) -> None:
    for block in expand(spec).blocks:
        assert block.shortcut is not None
        is_changed = block.nodes[0].in_shape != block.nodes[-1].out_shape
        is_projected = block.shortcut.kind is ShortcutKind.PROJECTION
        # One place can't be halved: the paper's stride is there though the shape is not changed.
        assert is_projected or not is_changed
        assert is_projected == bool(block.shortcut.layers)


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
        (64, 56, 56),
        (256, 56, 56),
        (512, 28, 28),
        (1024, 14, 14),
        (2048, 7, 7),
        (1000,),
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
        sides = [stage.nodes[-1].out_shape[1] for stage in graph(text).stages[:-1]]
        assert [high // low for high, low in pairwise(sides)] == [1, 2, 2, 2]


def test_a_bottleneck_gives_four_times_its_planes() -> None:
    assert node("resnet50", "layer1.0.conv3").out_shape == (256, 56, 56)
    assert node("resnet34", "layer1.0.conv2").out_shape == (64, 56, 56)
    assert [Block.BASIC.expansion, Block.BOTTLENECK.expansion] == [1, 4]


def test_the_main_path_of_a_block_leaves_the_projection_out() -> None:
    block = graph("resnet50").blocks[0]
    assert [node.path.removeprefix("layer1.0.") for node in block.main] == [
        "conv1", "bn1", "relu1", "conv2", "bn2", "relu2", "conv3", "bn3", "add", "relu",
    ]  # fmt: skip


def test_odd_sizes_round_as_pytorch_does() -> None:
    assert node("resnet18,input=225x193", "conv1").out_shape == (64, 113, 97)
    assert node("resnet18,input=225x193", "maxpool").out_shape == (64, 57, 49)
    assert node("resnet18,input=1", "layer4.1.relu").out_shape == (512, 1, 1)
