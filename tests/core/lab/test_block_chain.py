"""Which residual blocks can be drawn in a column."""

from resnet_viz.core.lab.block_chain import is_chain
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.graph import graph_of
from tests.samples.recordings import Tape, residual, transformer


def test_blocks_of_the_family_and_of_a_recorded_resnet_can_be_drawn() -> None:
    for graph in (network_named("resnet50,se=16").graph, graph_of(residual(3))):
        assert all(is_chain(graph, block) for block in graph.blocks)


def test_a_block_with_two_shortcuts_or_with_branches_cannot_be_drawn() -> None:
    graph = graph_of(transformer(2))
    assert not any(is_chain(graph, block) for block in graph.blocks)
    tape = Tape()
    x = tape.linear("stem", tape.input(1, 8), 8)
    with tape.call("block", "Block"):
        y = tape.linear("block.fc", x, 8)
        y = tape.op("mul", y, tape.linear("block.gate", y, 8))
        tape.op("add", y, x)
    gated = graph_of(tape.recording())
    assert [is_chain(gated, block) for block in gated.blocks] == [False]
