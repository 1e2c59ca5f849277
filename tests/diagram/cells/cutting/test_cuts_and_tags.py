"""Where boxes in a row are cut, which frames fit there, and what is a tag and not a line."""

from resnet_viz.diagram.cells.cell import Box, Edge, Ground, box_of, circle_of
from resnet_viz.diagram.cells.cutting.cuts import cuts_of, fitted
from resnet_viz.diagram.cells.cutting.tags import tagged
from resnet_viz.diagram.scene.scene import WholeOp

CHAIN = [(place, place + 1) for place in range(5)]


def boxes(count: int) -> list[Box]:
    return [
        box_of(f"b{place}", "linear", (f"b{place}", ""), (f"b{place}",)) for place in range(count)
    ]


def chain(count: int) -> list[Edge]:
    return [Edge(f"b{place}", f"b{place + 1}") for place in range(count - 1)]


def test_a_cut_is_where_only_the_box_before_is_read_later() -> None:
    assert cuts_of(6, CHAIN) == [True] * 7
    assert cuts_of(6, [*CHAIN, (1, 4)]) == [True, True, True, False, False, True, True]


def test_what_nothing_leads_to_begins_no_cell_unless_nothing_leads_past_it() -> None:
    assert cuts_of(3, [(0, 2), (1, 2)]) == [True, False, False, True]
    assert cuts_of(4, [(0, 1), (2, 3)]) == [True] * 5


def test_frames_are_around_cells_or_in_one_and_let_go_of_the_joins_they_begin_with() -> None:
    row = boxes(6)
    cuts = cuts_of(6, [*CHAIN, (1, 4)])
    whole, inner = Ground("a", "", 0, 2), Ground("b", "", 2, 4)
    fitting = fitted([whole, inner], row, cuts)
    assert (fitting.around, fitting.within, list(fitting.cuts)) == ((whole,), (inner,), cuts)
    across = Ground("c", "", 1, 3)
    joined = fitted([across], row, cuts)
    assert (joined.around, joined.within) == ((), (across,))
    assert list(joined.cuts) == [True, True, False, False, False, True, True]
    row[1] = circle_of("b1", "cat", ("b1",))
    assert fitted([Ground("d", "", 1, 4)], row, cuts).within == (Ground("d", "", 2, 4),)


def test_what_is_read_in_many_far_cells_is_a_tag_at_each_and_named_on_its_box() -> None:
    far = [Edge("b1", "b4"), Edge("b1", "b6"), Edge("b1", "b8")]
    grounds = [Ground("frame", "", 5, 9)]
    found = tagged(boxes(10), grounds, [*chain(10), *far], ())
    tags = [box for box in found.boxes if box.op == WholeOp.TAG]
    assert [tag.id for tag in tags] == ["@b1>b4", "@b1>b6", "@b1>b8"]
    assert {tag.words[0] for tag in tags} == {"b1"}
    assert not set(far) & set(found.links)
    assert [Edge(tag.id, edge.head) for tag, edge in zip(tags, far, strict=True)] == list(
        found.links[-3:]
    )
    assert found.grounds == (Ground("frame", "", 6, 12),)


def test_what_few_or_near_places_read_keeps_its_lines() -> None:
    near = [Edge("b1", "b3"), Edge("b1", "b4"), Edge("b2", "b4")]
    assert tagged(boxes(10), (), [*chain(10), *near], ()).boxes == tuple(boxes(10))
    few = [Edge("b1", "b8")]
    assert tagged(boxes(10), (), [*chain(10), *few], ()).boxes == tuple(boxes(10))
