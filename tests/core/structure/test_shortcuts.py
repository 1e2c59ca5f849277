"""Which joins close a shortcut, and of which kind; which are plain; which are neither."""

from collections import Counter

import pytest

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Read
from tests.samples.recordings import Tape, dense, outer_sums, residual, transformer, u_shape


def kinds_of(graph: Graph) -> Counter[tuple[ShortcutKind, Join]]:
    return Counter((each.kind, each.how) for each in graph.shortcuts)


def graph_from(tape: Tape) -> Graph:
    return graph_of(tape.recording())


def start(tape: Tape) -> Read:
    """An image that a convolution has seen."""
    return tape.conv("stem", tape.input(1, 4, 8, 8), 4)


def test_a_residual_network_has_an_identity_in_each_block_and_a_projection_in_the_first() -> None:
    graph = graph_of(residual(4))
    assert kinds_of(graph) == {
        (ShortcutKind.IDENTITY, Join.ADD): 3,
        (ShortcutKind.PROJECTION, Join.ADD): 1,
    }
    first = graph.shortcuts[0]
    assert (first.source, first.join) == ("relu", "layer1.0.add")
    assert first.layers == ("layer1.0.downsample.0", "layer1.0.downsample.1")
    assert [each.path for each in graph.blocks] == [f"layer1.{n}" for n in range(4)]


def test_a_block_of_a_transformer_has_two_and_what_rotates_its_queries_is_none() -> None:
    graph = graph_of(transformer(3))
    assert kinds_of(graph) == {(ShortcutKind.IDENTITY, Join.ADD): 6}
    assert graph.plain_joins == ()
    assert [len(each.shortcuts) for each in graph.blocks] == [2, 2, 2]
    assert graph.blocks[1].shortcuts[0].source == "blocks.0.add#2"


def test_concatenations_of_a_dense_block_are_shortcuts_but_it_has_no_blocks() -> None:
    graph = graph_of(dense(4))
    assert kinds_of(graph) == {(ShortcutKind.IDENTITY, Join.CAT): 4}
    assert graph.blocks == ()


def test_skips_of_a_u_lead_from_each_level_to_the_one_across() -> None:
    found = graph_of(u_shape(3)).shortcuts
    assert [(each.source, each.join) for each in found] == [
        ("down.2.act", "cat"),
        ("down.1.act", "cat#2"),
        ("down.0.act", "cat#3"),
    ]


def test_a_shortcut_written_next_to_a_module_is_found_and_the_list_is_no_block() -> None:
    graph = graph_of(outer_sums(4))
    assert (len(graph.shortcuts), graph.blocks) == (4, ())


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        ("norm", ShortcutKind.NORMED),
        ("max_pool2d", ShortcutKind.RESAMPLED),
        ("interpolate", ShortcutKind.RESAMPLED),
        ("pad", ShortcutKind.ZERO_PAD),
        ("relu", ShortcutKind.IDENTITY),
    ],
)
def test_what_is_on_its_way_decides_its_kind(way: str, kind: ShortcutKind) -> None:
    tape = Tape()
    x = start(tape)
    channels = 6 if way == "pad" else 4
    outs = ((1, channels, 8, 8),)
    aside = tape.norm("bn", x) if way == "norm" else tape.op(way, x, outs=outs)
    tape.op("add", tape.conv("conv", x, channels), aside)
    (found,) = graph_from(tape).shortcuts
    assert (found.kind, found.source) == (kind, "stem")
    assert len(found.layers) == 1


def test_two_ways_with_as_many_convolutions_are_a_plain_sum() -> None:
    tape = Tape()
    x = start(tape)
    tape.op("add", tape.conv("one", x, 4, 1), tape.conv("three", x, 4))
    graph = graph_from(tape)
    assert graph.shortcuts == ()
    assert [(each.join, each.how) for each in graph.plain_joins] == [("add", Join.ADD)]


def test_several_convolutions_of_one_value_are_sums_however_many_there_are() -> None:
    tape = Tape()
    x = start(tape)
    total = tape.norm("scale", x)
    for place in range(4):  # as in MobileOne before its branches are merged
        total = tape.op("add", total, tape.conv(f"branch.{place}", x, 4))
    graph = graph_from(tape)
    assert [(each.kind, each.join) for each in graph.shortcuts] == [(ShortcutKind.NORMED, "add")]
    assert [each.join for each in graph.plain_joins] == ["add#2", "add#3", "add#4"]


def test_a_way_past_a_pool_that_mixes_places_is_a_shortcut() -> None:
    tape = Tape()
    x = start(tape)
    y = tape.norm("norm", x)  # as in PoolFormer
    tape.op("add", x, tape.op("sub", tape.op("avg_pool2d", y), y))
    (found,) = graph_from(tape).shortcuts
    assert (found.kind, found.source) == (ShortcutKind.IDENTITY, "stem")


def test_zeros_around_a_picture_before_its_pool_are_no_new_channels() -> None:
    tape = Tape()
    x = start(tape)
    padded = tape.op("pad", x, outs=((1, 4, 9, 9),))
    aside = tape.op("avg_pool2d", padded, outs=((1, 4, 4, 4),))
    tape.op("add", tape.conv("conv", x, 4, stride=2), aside)
    (found,) = graph_from(tape).shortcuts
    assert found.kind is ShortcutKind.RESAMPLED


def test_parts_of_a_split_value_are_different_values() -> None:
    tape = Tape()
    x = start(tape)
    half = (1, 2, 8, 8)
    split = tape.op("chunk", x, outs=(half, half), is_view=True)
    y = tape.conv("conv", split, 2)
    tape.op("add", y, Read(split.op, 1))  # as in Res2Net
    tape.op("add", tape.conv("other", split, 2), split)
    graph = graph_from(tape)
    assert [each.join for each in graph.plain_joins] == ["add"]
    assert [(each.source, each.join) for each in graph.shortcuts] == [("chunk", "add#2")]


def test_branches_side_by_side_are_no_shortcut_though_one_has_fewer_convolutions() -> None:
    tape = Tape()
    x = start(tape)
    long = tape.conv("long.1", tape.conv("long.0", x, 4), 4)
    short = tape.conv("short", x, 4, 1)
    tape.op("cat", long, short, tape.op("max_pool2d", x), outs=((1, 12, 8, 8),))
    graph = graph_from(tape)
    assert graph.shortcuts == ()
    assert [(each.join, each.how) for each in graph.plain_joins] == [("cat", Join.CAT)]


def test_arithmetic_with_one_value_is_neither() -> None:
    tape = Tape()
    x = start(tape)
    tape.op("mul", x, tape.op("add", x, tape.op("pow", x)))  # as GELU with tanh
    graph = graph_from(tape)
    assert (graph.shortcuts, graph.plain_joins) == ((), ())


def test_a_mask_that_is_given_or_made_of_weights_is_neither() -> None:
    tape = Tape()
    x = start(tape)
    given = tape.op("neg", tape.input(1, 4, 8, 8, name="mask"))
    bias = tape.op("exp", outs=((1, 4, 8, 8),), params=(tape.param("bias", 4, 8, 8),))
    tape.op("add", tape.op("add", x, given), bias)
    graph = graph_from(tape)
    assert (graph.shortcuts, graph.plain_joins) == ((), ())


def test_a_table_that_several_modules_read_is_no_weight_and_of_none_of_them() -> None:
    tape = Tape()
    table = tape.param("rotary.table", 8, is_buffer=True)
    x = tape.linear("embed", tape.input(1, 8), 8)
    for place in range(3):
        with tape.call(f"layers.{place}", "Layer"):
            x = tape.op("add", x, tape.op("mul", x, params=(table,)))
            x = tape.linear(f"layers.{place}.fc", x, 8)
    graph = graph_from(tape)
    assert (graph.shortcuts, graph.plain_joins) == ((), ())
    assert len(graph.leaves) == 4
    assert sum(node.layer.buffers for node in graph.nodes) == 0


def test_a_shortcut_within_a_block_belongs_to_the_inner_one() -> None:
    tape = Tape()
    x = start(tape)
    with tape.call("outer", "Outer"):
        with tape.call("outer.inner", "Inner"):
            y = tape.op("add", tape.conv("outer.inner.conv", x, 4), x)
        tape.op("add", tape.conv("outer.conv", y, 4), x)
    inner, outer = graph_from(tape).blocks
    assert [each.join for each in inner.shortcuts] == ["outer.inner.add"]
    assert [each.join for each in outer.shortcuts] == ["outer.add"]


def test_a_long_way_past_a_whole_network_is_found_without_looking_at_all_of_it() -> None:
    tape = Tape()
    first = x = start(tape)
    for place in range(200):
        x = tape.relu(f"act.{place}", tape.conv(f"conv.{place}", x, 4))
    tape.op("add", x, first)
    (found,) = graph_from(tape).shortcuts
    assert (found.source, found.join) == ("stem", "add")
