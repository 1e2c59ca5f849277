"""What people call the parts of a network."""

import pytest

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import brief_name, full_name, steps_to
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.graph import graph_of
from tests.samples.recordings import Tape, outer_sums, shared, transformer

GRAPH = network_named("resnet50").graph


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", ""),
        ("layer3", "conv4_x (layer3)"),
        ("layer3.2", "conv4_x (layer3) · block 2"),
        ("layer3.0.downsample.0", "conv4_x (layer3) · block 0 · downsample.0"),
        ("conv1", "conv1"),
        ("stem", "stem"),
    ],
)
def test_a_part_has_one_name_with_its_path(path: str, words: str) -> None:
    assert full_name(GRAPH, path) == words


def test_next_to_its_path_a_part_has_a_short_name() -> None:
    assert brief_name(GRAPH, "layer3.2") == "conv4_x · block 2"
    assert brief_name(GRAPH, "layer3.1", count=5) == "conv4_x · blocks 1–5"


def test_every_step_on_the_way_is_a_path_of_the_network() -> None:
    steps = steps_to(GRAPH, "layer4.1.conv2")
    assert [step.path for step in steps] == ["layer4", "layer4.1", "layer4.1.conv2"]
    assert [step.brief for step in steps] == ["conv5_x", "block 1", "conv2"]


def test_no_two_layers_have_the_same_name() -> None:
    names = [full_name(GRAPH, node.path) for node in GRAPH.nodes]
    assert len(set(names)) == len(names)


TRANSFORMER = graph_of(transformer(5))
OTHERS = graph_of(outer_sums(5))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("blocks", "blocks"),
        ("blocks.3", "blocks · Block 3"),
        ("blocks.3.attn", "blocks · Block 3 · attn"),
        ("blocks.3.attn.qkv", "blocks · Block 3 · attn · qkv"),
        ("blocks.3.attn.add#2", "blocks · Block 3 · attn · add#2"),
        ("@norm", "norm to head"),
        ("norm", "norm"),
        ("nowhere.at.all", "nowhere · nowhere.at · nowhere.at.all"),
    ],
)
def test_a_part_of_any_other_network_is_named_by_the_groups_around_it(
    path: str, words: str
) -> None:
    assert full_name(TRANSFORMER, path) == words


def test_a_group_that_is_named_first_says_its_class() -> None:
    graph = graph_of(shared(3))
    assert full_name(graph, "layer") == "layer (Layer)"
    assert full_name(graph, "layer#3") == "layer#3 (Layer)"


def test_a_run_of_any_other_network_has_the_class_of_its_parts_and_their_numbers() -> None:
    assert brief_name(TRANSFORMER, "blocks.0", count=5) == "Block 0–4"


def test_next_to_its_path_a_part_of_any_other_network_is_named_with_the_group_around_it() -> None:
    assert brief_name(TRANSFORMER, "blocks.3") == "Block 3"
    assert brief_name(TRANSFORMER, "blocks.3.attn.qkv") == "attn · qkv"
    assert brief_name(TRANSFORMER, "blocks.3.norm1") == "Block 3 · norm1"
    assert brief_name(TRANSFORMER, "norm") == "norm"


def test_what_is_next_to_the_modules_of_a_list_is_named_in_the_list() -> None:
    assert [step.path for step in steps_to(OTHERS, "add#3")] == ["blocks", "add#3"]


@pytest.mark.parametrize("graph", [TRANSFORMER, OTHERS, graph_of(shared(4))])
def test_no_two_layers_of_any_other_network_have_the_same_name(graph: Graph) -> None:
    names = [full_name(graph, node.path) for node in graph.nodes]
    assert len(set(names)) == len(names)


def test_a_group_at_the_top_has_a_name_that_no_other_has() -> None:
    assert [stage.name for stage in GRAPH.stages[:3]] == ["stem", "conv2_x", "conv3_x"]
    assert [stage.name for stage in TRANSFORMER.stages] == ["cos", "blocks", "norm to head"]
    assert [stage.title for stage in TRANSFORMER.stages] == ["", "ModuleList", ""]


def test_views_give_no_name_to_layers_in_no_module() -> None:
    tape = Tape()
    x = tape.view("reshape", tape.linear("fc", tape.input(4, 8), 8), 32)
    x = tape.view("reshape", x, 4, 8)
    with tape.call("body", "Body"):
        x = tape.linear("body.fc", x, 8)
    tape.linear("head", tape.view("__getitem__", x, 2, 8), 3)
    stages = graph_of(tape.recording()).stages
    assert [stage.name for stage in stages] == ["fc", "body", "head"]
