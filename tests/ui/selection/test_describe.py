"""What is said of a block of any network: what it computes, and how its input gets past it."""

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import costs_of
from resnet_viz.core.cost.totals import totals_of
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.paths import is_inside
from resnet_viz.core.graph.tree import BlockView
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Read
from resnet_viz.ui.selection.describe import formula_of, shortcut_words
from resnet_viz.ui.selection.subject import Figure, Subject, network_subject, subject_of
from tests.samples.recordings import Tape, residual, transformer


def test_a_recorded_block_of_a_resnet_computes_what_our_own_does() -> None:
    recorded = graph_of(residual(3)).blocks
    own = network_named("resnet18").graph.blocks
    assert formula_of(recorded[1]) == formula_of(own[1]) == "y = ReLU(F(x) + x)"
    assert formula_of(recorded[0]) == formula_of(own[2]) == "y = ReLU(F(x) + W<sub>s</sub> x)"
    assert shortcut_words(recorded[0]) == "projection shortcut"


def test_a_block_with_two_shortcuts_has_no_formula_but_says_how_many() -> None:
    block = graph_of(transformer(2)).blocks[0]
    assert formula_of(block) == ""
    assert shortcut_words(block) == "2 identity shortcuts"


def test_what_follows_the_sum_is_in_the_formula_if_it_is_one_layer() -> None:
    assert formula_of(_block(norms=0)) == "y = F(x) + x"
    assert formula_of(_block(norms=1)) == "y = LayerNorm(F(x) + x)"
    assert formula_of(_block(norms=2)) == ""


def test_a_concatenating_shortcut_has_no_sum_in_its_formula() -> None:
    block = _block(norms=0, is_cat=True)
    assert formula_of(block) == "y = [x, F(x)]"
    assert shortcut_words(block) == "concatenated shortcut"


def test_a_shortcut_that_starts_within_the_block_has_no_formula_of_its_input() -> None:
    assert formula_of(_block(norms=0, is_activated=True)) == ""


def _block(norms: int, *, is_cat: bool = False, is_activated: bool = False) -> BlockView:
    """A block with one shortcut, and so many norms after the join."""
    tape = Tape()
    x: Read = tape.linear("stem", tape.input(1, 8), 8)
    with tape.call("block", "Block"):
        if is_activated:
            x = tape.relu("block.act", x)
        y = tape.linear("block.fc", x, 8)
        y = tape.op("cat", x, y, outs=((1, 16),)) if is_cat else tape.op("add", y, x)
        for place in range(norms):
            y = tape.layer_norm(f"block.norm{place}", y)
    (block,) = graph_of(tape.recording()).blocks
    return block


def test_the_parts_of_a_whole_network_have_names_and_not_only_classes() -> None:
    graph = graph_of(transformer(2))
    network = Network("net", "net", graph)
    found = network_subject(network, costs_of(graph), Convention.MACS)
    assert [part.name for part in found.parts] == ["cos", "blocks", "norm to head"]


def test_a_block_that_can_be_read_small_is_sketched() -> None:
    assert _sketched(graph_of(residual(2)), "layer1.1")
    assert not _sketched(graph_of(transformer(2)), "blocks.1")


def _sketched(graph: Graph, path: str) -> bool:
    return _subject(graph, path).block is not None


def _subject(graph: Graph, path: str) -> Subject:
    totals = totals_of(graph)
    inside = [cost for cost in costs_of(graph) if is_inside(cost.path, path)]
    rows = [LayerRow(cost, None, totals) for cost in inside]
    return subject_of(graph, path, 1, rows, lambda _: {})


def test_views_are_no_layers_where_people_read_how_many_there_are() -> None:
    graph = graph_of(transformer(2))
    found = network_subject(Network("net", "net", graph), costs_of(graph), Convention.MACS)
    assert len(graph.nodes) == 47
    assert found.figures[0] == Figure("Layers", "43")  # without a chunk and a transpose a block
    block = _subject(graph, "blocks.1")
    inside = [node for node in graph.nodes if is_inside(node.path, "blocks.1")]
    assert block.path == f"blocks.1 · {len(inside) - 2} layers"


def test_a_receptive_field_that_nobody_knows_has_no_line() -> None:
    names = [figure.name for figure in _subject(graph_of(transformer(2)), "blocks.1").figures]
    assert "Parameters" in names
    assert "Receptive field" not in names
