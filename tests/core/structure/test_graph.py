"""The graph of a recorded pass: its layers, their names, what they read, the tree they are in."""

import json

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.stored import graph_from, graph_json
from resnet_viz.core.graph.tree import Group, GroupKind
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Recording
from tests.samples.recordings import SAMPLES, Tape, outer_sums, residual, shared, transformer


def paths_of(graph: Graph) -> list[str]:
    return [node.path for node in graph.nodes]


def group_at(graph: Graph, path: str) -> Group:
    """The group at a path, anywhere in the tree."""
    waiting = list(graph.groups)
    while waiting:
        group = waiting.pop()
        if group.path == path and group.kind is not GroupKind.RUN:
            return group
        waiting += [child for child in group.children if isinstance(child, Group)]
    raise AssertionError(f"no group at {path}")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_graph_of_a_recording_reads_only_what_is_before_it(sample: type) -> None:
    recording: Recording = sample()
    graph = graph_of(recording)
    assert graph_from(json.loads(json.dumps(graph_json(graph)))) == graph
    known = {each.path for each in graph.inputs}
    for node in graph.nodes:
        assert known.issuperset(node.inputs)
        assert node.path not in known
        known.add(node.path)


def test_a_module_without_modules_is_one_layer_if_it_is_torchs_or_does_one_thing() -> None:
    tape = Tape()
    x = tape.input(1, 4, 8)
    with tape.call("rnn", "LSTM", is_torch=True):
        x = tape.op("mul", tape.op("sigmoid", x))
    with tape.call("scale", "LayerScale"):
        x = tape.op("mul", tape.view("reshape", x, 4, 8))
    with tape.call("rms", "RMSNorm"):
        x = tape.op("rsqrt", tape.op("pow", x))
    assert paths_of(graph_of(tape.recording())) == ["rnn", "scale", "rms.pow", "rms.rsqrt"]


def test_a_second_call_and_a_second_sum_have_numbers() -> None:
    assert "layer1.0.relu#2" in paths_of(graph_of(residual()))
    assert "blocks.1.add#2" in paths_of(graph_of(transformer()))
    graph = graph_of(shared(3))
    assert [each for each in paths_of(graph) if "fc" in each] == [
        "layer.fc",
        "layer.fc#2",
        "layer.fc#3",
    ]
    assert graph.by_path["layer.fc#3"].call == 3


def test_an_operation_named_like_a_module_has_another_path() -> None:
    tape = Tape()
    x = tape.linear("add", tape.input(1, 8), 8)
    tape.op("add", x, x)
    assert paths_of(graph_of(tape.recording())) == ["add", "add#2"]


def test_an_input_named_like_a_module_has_a_name_of_its_own() -> None:
    tape = Tape()
    text, image = (tape.input(1, 8, name=name) for name in ("text", "image"))
    tape.op("add", tape.linear("text", text, 8), image)
    graph = graph_of(tape.recording())
    assert [each.path for each in graph.inputs] == ["text (input)", "image"]
    assert [node.inputs for node in graph.nodes] == [("text (input)",), ("text", "image")]


def test_a_parameter_belongs_to_the_first_layer_that_reads_it() -> None:
    tape = Tape()
    x = tape.input(1, 8)
    weight = tape.param("weight", 8, 8)
    for _ in range(2):
        x = tape.op("linear", x, params=(weight,))
    first, second = graph_of(tape.recording()).nodes
    assert (first.layer.params, second.layer.params) == (64, 0)


def test_constants_and_what_is_made_of_them_are_left_out() -> None:
    tape = Tape()
    mask = tape.op("triu", tape.op("ones", outs=((4, 4),)), outs=((4, 4),))
    x = tape.op("softmax", tape.input(1, 4, 4))
    tape.op("add", x, mask)
    found = graph_of(tape.recording())
    assert [(node.path, node.inputs) for node in found.nodes] == [
        ("softmax", ("input",)),
        ("add", ("softmax",)),
    ]


def test_what_is_made_of_weights_alone_stays() -> None:
    tape = Tape()
    token = tape.op("expand", outs=((1, 1, 8),), params=(tape.param("token", 1, 1, 8),))
    tape.op("cat", token, tape.input(1, 4, 8), outs=((1, 5, 8),))
    first, _ = graph_of(tape.recording()).nodes
    assert (first.inputs, first.in_shapes, first.in_shape) == ((), (), (1, 1, 8))


def test_several_outputs_of_one_layer_are_read_by_ports() -> None:
    found = graph_of(transformer()).by_path["blocks.0.attn.__matmul__#2"]
    assert (found.inputs[1], found.ports) == ("blocks.0.attn.chunk", (0, 2))


def test_a_list_of_modules_is_a_group_and_sums_between_them_are_in_it() -> None:
    graph = graph_of(outer_sums())
    assert [group.path for group in graph.groups] == ["@embed", "blocks", "@head"]
    assert "add#2" in [node.path for node in graph.stages[1].nodes]


def test_a_list_whose_modules_are_called_in_turn_with_others_is_no_group() -> None:
    tape = Tape()
    tape.lists += [("a", "ModuleList"), ("b", "ModuleList")]
    x = tape.input(1, 8)
    for place in range(2):
        x = tape.linear(f"b.{place}", tape.linear(f"a.{place}", x, 8), 9 + place)
    (group,) = graph_of(tape.recording()).groups
    assert (group.path, group.title) == ("@a.0", "")


def test_a_list_of_lists_is_groups_in_a_group() -> None:
    tape = Tape()
    tape.lists += [("a", "ModuleList"), ("a.0", "ModuleList"), ("a.1", "ModuleList")]
    x = tape.input(1, 8)
    for place in range(4):
        x = tape.linear(f"a.{place // 2}.{place % 2}", x, 8 + place)
    graph = graph_of(tape.recording())
    assert [child.path for child in group_at(graph, "a").children] == ["a.0", "a.1"]


def test_modules_without_an_operation_vanish() -> None:
    tape = Tape()
    with tape.call("drop", "Dropout", is_torch=True):
        x = tape.input(1, 8)
    with tape.call("block", "Block"), tape.call("block.path", "DropPath"):
        pass
    tape.linear("fc", x, 8)
    (group,) = graph_of(tape.recording()).groups
    assert [child.path for child in group.children] == ["fc"]


def test_a_network_without_inputs_or_layers_is_refused_with_a_sentence() -> None:
    nothing = Tape("Nothing")
    x = nothing.input(1, 8)
    with pytest.raises(UserError, match="Nothing has no layers: it gives back what it is given"):
        graph_of(nothing.recording(x))
    alone = Tape("Alone")
    alone.op("randn", outs=((1, 8),), params=(alone.param("weight", 8),))
    with pytest.raises(UserError, match="Alone takes no tensor"):
        graph_of(alone.recording())


def test_modules_in_modules_without_end_are_cut_short() -> None:
    tape = Tape()
    x = tape.input(1, 8)

    def nested(path: str, depth: int) -> None:
        with tape.call(path, "Nest"):
            if depth:
                nested(f"{path}.m", depth - 1)
            else:
                tape.op("relu", x)
                tape.op("add", x, x)

    nested("m", 200)
    graph = graph_of(tape.recording())
    assert graph_from(graph_json(graph)) == graph
