"""Which groups of a large cell are laid out alone, and what is in the cell in their place."""

from dataclasses import replace

import pytest

from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.diagram.cells.cell import (
    ENTRY,
    Box,
    Edge,
    FramedCell,
    Ground,
    Skip,
    WholeCell,
    box_of,
    plain_cells,
    spine_of,
)
from resnet_viz.diagram.cells.cutting.alone import MIDDLING, MOST_WAYS, by_groups
from resnet_viz.diagram.cells.cutting.cuts import LARGE
from resnet_viz.diagram.cells.cutting.dividing import divided, is_divided, sizes_of

HALF = 40
COUNT = 2 * HALF + 1
ARM, OTHER = Ground("one", "one", 0, HALF), Ground("two", "two", HALF, 2 * HALF)
PLACES = {f"b{place}": place for place in range(COUNT)}


def boxes() -> tuple[Box, ...]:
    return tuple(box_of(each, "linear", (each, ""), (each,)) for each in PLACES)


def links() -> tuple[Edge, ...]:
    """Two rows that read what comes in, and the last box, which reads the ends of both."""
    rows = [range(HALF), range(HALF, 2 * HALF)]
    inside = [Edge(f"b{n}", f"b{n + 1}") for row in rows for n in row[:-1]]
    ends = [Edge(ENTRY, f"b{row[0]}") for row in rows]
    return (*ends, *inside, *(Edge(f"b{row[-1]}", f"b{2 * HALF}") for row in rows))


def cell(*more: Edge, skips: tuple[Skip, ...] = ()) -> WholeCell:
    return WholeCell("b0", boxes(), (), (*links(), *more), skips, "b80")


def alone_in(whole: WholeCell, *spans: Ground) -> list[str]:
    found = by_groups(whole, spans, PLACES)
    assert isinstance(found, WholeCell)
    return [each.id for each in found.grounds if each.is_alone]


def test_groups_that_few_values_enter_and_leave_are_laid_out_alone() -> None:
    assert alone_in(cell(), ARM, OTHER) == ["one", "two"]
    assert alone_in(cell(Edge("b50", "b80")), ARM, OTHER) == ["one", "two"]
    many = [Edge(f"b{place}", "b80") for place in range(MOST_WAYS)]
    assert alone_in(cell(*many), ARM, OTHER) == ["two"]
    short = Ground("short", "", 3, 7)
    assert alone_in(cell(Edge("b4", "b80"), Edge("b5", "b80")), short) == []
    assert alone_in(cell(), Ground("a box", "", 3, 4), Ground("all", "", 0, COUNT)) == []


def test_in_a_middling_cell_only_long_groups_are_laid_out_alone() -> None:
    count, end = LARGE - HALF, LARGE - 1
    inside = {f"b{place}" for place in range(LARGE)}
    kept = tuple(each for each in links() if {each.tail, each.head} <= {ENTRY, *inside})
    whole = replace(cell(), boxes=boxes()[:LARGE], links=kept, exit="")
    short, long = Ground("short", "", HALF, HALF + 5), Ground("long", "", HALF, end)
    assert count < HALF
    assert alone_in(whole, short, ARM) == ["one"]
    assert alone_in(whole, short, long, ARM) == ["one", "long"]


def test_of_groups_in_groups_the_outer_one_is_alone_where_it_can_be() -> None:
    inner = Ground("inner", "", 3, 9)
    assert alone_in(cell(), inner, ARM) == ["one"]
    assert alone_in(cell(Edge("b20", "b80")), inner, ARM) == ["one", "inner"]


def test_a_frame_that_is_there_anyway_is_the_one_that_is_alone() -> None:
    run = Ground("run", "", 0, HALF, count=4)
    found = by_groups(replace(cell(), grounds=(run,)), [ARM], PLACES)
    assert isinstance(found, WholeCell)
    assert found.grounds == (replace(run, is_alone=True),)
    across = replace(cell(), grounds=(Ground("across", "", 20, 60),))
    assert alone_in(across, ARM, OTHER) == []


def test_what_a_shortcut_has_on_its_way_is_not_parted_from_its_join() -> None:
    way = (Edge("b5", "b39"), Edge("b39", "b80"))
    skip = Skip("s", ShortcutKind.PROJECTION, way, aside=("b39",))
    assert alone_in(cell(skips=(skip,)), ARM, OTHER) == ["two"]


@pytest.mark.parametrize("is_lying", [False, True])
def test_a_divided_cell_has_a_box_for_each_group_and_every_line_once(is_lying: bool) -> None:
    skip = Skip("s", ShortcutKind.IDENTITY, (Edge(ENTRY, "b5"),))
    past = Skip("t", ShortcutKind.IDENTITY, (Edge("b39", "b80"),))
    whole = by_groups(cell(skips=(skip, past)), [ARM, OTHER], PLACES)
    assert isinstance(whole, WholeCell)
    assert is_divided(whole)
    outer, parts = divided(replace(whole, is_lying=is_lying))
    assert [box.id for box in outer.boxes] == ["one", "two", "b80"]
    assert outer.links == (
        Edge(ENTRY, "one"), Edge(ENTRY, "two"), Edge("one", "b80"), Edge("two", "b80"),
    )  # fmt: skip
    assert [each.edges for each in outer.skips] == [(Edge("one", "b80"),)]
    assert [box.id for part in parts for box in spine_of(part)] == list(PLACES)[:-1]
    assert {each.is_lying for each in (*parts, *plain_cells(parts))} == {is_lying}
    assert max(sizes_of([whole])) <= LARGE


def test_a_small_cell_is_laid_out_whole_and_cells_in_frames_are_looked_at_too() -> None:
    small = replace(cell(), boxes=boxes()[:MIDDLING], links=links()[:3], exit="")
    assert by_groups(small, [ARM], PLACES) == small
    framed = by_groups(FramedCell("f", "", (cell(),)), [ARM], PLACES)
    assert isinstance(framed, FramedCell)
    assert is_divided(next(plain_cells(framed.cells)))


def test_a_group_with_ports_has_a_name_for_each_value_that_enters_and_leaves() -> None:
    whole = by_groups(cell(Edge("b3", "b60"), Edge("b50", "b80")), [ARM, OTHER], PLACES)
    assert isinstance(whole, WholeCell)
    outer, (one, other) = divided(whole)
    assert [box.id for box in outer.boxes] == ["one", "two", "b80"]
    assert outer.links == (
        Edge(ENTRY, ">one"), Edge(ENTRY, ">two"), Edge("b39", "b80"), Edge("b79", "b80"),
        Edge("b3", "b3>two"), Edge("b50", "b80"),
    )  # fmt: skip
    assert [_ports_of(each) for each in (one, other)] == [
        ((ENTRY,), ("b3", "b39")), ((ENTRY, "b3"), ("b50", "b79")),
    ]  # fmt: skip


def _ports_of(part: FramedCell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    (inner,) = plain_cells(part.cells)
    assert isinstance(inner, WholeCell)
    assert not inner.has_entry
    return inner.entering, tuple(edge.head for edge in inner.leaving)


def test_what_leaves_a_group_only_by_a_shortcut_gets_no_port() -> None:
    skip = Skip("s", ShortcutKind.IDENTITY, (Edge("b5", "b80"),))
    assert alone_in(cell(skips=(skip,)), ARM, OTHER) == ["two"]
    assert alone_in(cell(Edge("b5", "b80"), skips=(skip,)), ARM, OTHER) == ["one", "two"]


def test_of_a_small_cell_only_groups_at_the_top_are_laid_out_alone() -> None:
    kept = tuple(each for each in links() if int(each.head[1:]) < MIDDLING)
    grounds = Ground("top", "", 2, 14, is_outer=True), Ground("inner", "", 15, 23)
    small = replace(cell(), boxes=boxes()[:MIDDLING], links=kept, exit="b23", grounds=grounds)
    assert alone_in(small, *grounds) == ["top"]
