"""Equal neighbours are kept once, and unfolding them gives back what was recorded."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.cost import costs_of, sums_of
from resnet_viz.core.cost.memory import inference_memory, inference_timeline
from resnet_viz.core.cost.totals import tree_sums
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.stored import graph_from, graph_json
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.core.structure.graph import graph_of, unfolded_nodes
from resnet_viz.core.structure.recording import Read, Recording
from tests.samples.recordings import (
    SAMPLES,
    Tape,
    outer_sums,
    residual,
    shared,
    transformer,
)


def runs_of(graph: Graph) -> list[tuple[str, int, int]]:
    """Path, period and count of each run, outer ones first."""
    found: list[tuple[str, int, int]] = []
    waiting: list[Node | Group] = list(graph.groups)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Group):
            if part.kind is GroupKind.RUN:
                found.append((part.path, len(part.children), part.count))
            waiting = [*part.children, *waiting]
    return found


def assert_unfolds(recording: Recording) -> Graph:
    """The graph, once its layers one by one are those of the recording."""
    graph = graph_of(recording)
    assert graph.nodes == unfolded_nodes(recording)
    assert {each.join for each in graph.shortcuts}.isdisjoint(
        each.join for each in graph.plain_joins
    )
    assert graph_from(json.loads(json.dumps(graph_json(graph)))) == graph
    return graph


@pytest.mark.parametrize("sample", SAMPLES)
def test_unfolding_a_graph_gives_back_the_layers_of_the_recording(
    sample: Callable[[], Recording],
) -> None:
    assert_unfolds(sample())


def test_the_first_block_with_a_projection_is_not_in_the_run_of_the_others() -> None:
    assert runs_of(graph_of(residual(6))) == [("layer1.1", 1, 5)]


def test_blocks_that_read_a_table_from_outside_are_equal() -> None:
    graph = graph_of(transformer(32))
    assert runs_of(graph) == [("blocks.0", 1, 32)]
    assert len(graph.shortcuts) == graph.shortcut_count == 64
    assert len(graph.leaves) < 30


def test_a_module_and_the_sum_after_it_are_a_run_of_period_two() -> None:
    graph = graph_of(outer_sums(5))
    assert runs_of(graph) == [("blocks.0", 2, 5)]
    assert graph.shortcuts[-1][1:3] == ("add#4", "add#5")


def test_one_module_called_over_and_over_is_a_run_whose_paths_are_numbered() -> None:
    graph = assert_unfolds(shared(12))
    assert runs_of(graph) == [("layer#2", 1, 11)]
    assert graph.nodes[-2].path == "layer.add#12"


def test_two_kinds_of_block_in_turn_are_a_run_of_period_two() -> None:
    tape = Tape()
    x = tape.linear("embed", tape.input(1, 8), 8)
    for place in range(6):
        with tape.call(f"layers.{place}", "Wide" if place % 2 else "Narrow"):
            inner = 16 if place % 2 else 4
            y = tape.linear(f"layers.{place}.fc1", x, inner)
            x = tape.linear(f"layers.{place}.fc2", y, 8)
    graph = assert_unfolds(tape.recording())
    assert runs_of(graph) == [("layers.0", 2, 3)]


def test_runs_are_in_runs() -> None:
    tape = Tape()
    x = tape.linear("embed", tape.input(1, 8), 8)
    for place in range(3):
        with tape.call(f"stages.{place}", "Stage"):
            for inner in range(4):
                with tape.call(f"stages.{place}.{inner}", "Block"):
                    path = f"stages.{place}.{inner}"
                    x = tape.op("add", tape.linear(f"{path}.fc", x, 8), x)
    graph = assert_unfolds(tape.recording())
    assert runs_of(graph) == [("stages.0", 1, 3), ("stages.0.0", 1, 4)]


def test_blocks_whose_value_is_read_far_behind_end_a_run() -> None:
    tape = Tape()
    x = tape.linear("embed", tape.input(1, 8), 8)
    kept = x
    for place in range(6):
        with tape.call(f"blocks.{place}", "Block"):
            x = tape.op("relu", tape.linear(f"blocks.{place}.fc", x, 8))
        kept = x if place == 2 else kept
    tape.op("add", x, kept)
    graph = assert_unfolds(tape.recording())
    assert runs_of(graph) == [("blocks.0", 1, 3), ("blocks.3", 1, 3)]


def test_layers_that_all_read_one_value_are_no_run() -> None:
    tape = Tape()
    x = tape.input(1, 8)
    found = [tape.linear(f"branches.{place}", x, 8) for place in range(4)]
    tape.op("cat", *found, outs=((1, 32),))
    assert runs_of(assert_unfolds(tape.recording())) == []


def test_equal_operations_without_weights_are_no_run() -> None:
    tape = Tape()
    x = tape.input(1, 8)
    for _ in range(4):
        x = tape.op("relu", x)
    assert runs_of(graph_of(tape.recording())) == []


def test_a_run_begins_with_a_layer_that_has_weights_where_it_is_as_long() -> None:
    tape = Tape()
    x = tape.op("relu", tape.linear("first", tape.input(1, 4), 8))
    for place in range(3):
        x = tape.op("relu", tape.linear(f"fc{place}", x, 8))
    assert runs_of(assert_unfolds(tape.recording())) == [("fc0", 2, 3)]


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    """Modules in modules with layers and sums, each reading what any before it gave."""
    tape = Tape()
    values = [tape.input(1, 4), tape.input(1, 4, name="other")]
    kinds = st.sampled_from(("fc", "relu", "add", "cat"))
    shape = draw(st.lists(st.lists(kinds, min_size=1, max_size=3), min_size=1, max_size=3))
    reach = draw(st.integers(1, 3))
    for place in range(draw(st.integers(2, 7))):
        path = draw(st.sampled_from((f"blocks.{place}", "same")))
        with tape.call(path, "Block"):
            for number, inner in enumerate(shape):
                with tape.call(f"{path}.{number}", "Part"):
                    for each in inner:
                        read = values[-draw(st.integers(1, reach)) :][0]
                        values.append(_put(tape, each, f"{path}.{number}", values[-1], read))
    return tape.recording()


def _put(tape: Tape, kind: str, path: str, read: Read, other: Read) -> Read:
    match kind:
        case "fc":
            return tape.linear(f"{path}.fc", read, 4)
        case "relu":
            return tape.relu(f"{path}.act", read)
        case "add":
            return tape.op("add", read, other)
    half = tape.op("cat", read, other, outs=((1, 8),))
    return tape.linear(f"{path}.half", half, 4)


@settings(max_examples=150, deadline=None)
@given(recordings())
def test_any_recording_unfolds_to_its_layers_and_costs_the_same_folded(
    recording: Recording,
) -> None:
    graph = assert_unfolds(recording)
    assert tree_sums(graph) == sums_of(costs_of(graph))
    peak = max(moment.total_bytes for moment in inference_timeline(graph))
    assert inference_memory(graph).pass_bytes == peak
