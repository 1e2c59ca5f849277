"""The main path in the picture: straight, whole, and clear of everything."""

from itertools import pairwise
from math import dist

from resnet_viz.diagram.scene.scene import Item, Stroke
from tests.diagram.drawn import (
    Drawn,
    center_of,
    every_stroke,
    grown,
    is_on,
    overlap,
    places_along,
    room_of,
    touches,
)

ROOM = 2.0  # points that a line keeps from what it does not touch


def test_the_main_path_joins_each_item_to_the_next(drawn: Drawn) -> None:
    for upper, lower in pairwise(drawn.flow.items):
        way = [
            link
            for link in drawn.flow.links
            if touches(link.points[0], upper.rect) and touches(link.points[-1], lower.rect)
        ]
        assert len(way) == 1, (upper.id, lower.id)
        tip = way[0].points[-1]
        assert tip.x == center_of(lower).x or tip.x == lower.rect.x
    assert len(drawn.flow.links) == len(drawn.flow.items) - 1


def test_the_main_path_is_upright_within_each_column(drawn: Drawn) -> None:
    for upper, lower in pairwise(drawn.flow.items):
        if lower.rect.x < upper.rect.x + upper.rect.width:  # in the same column
            assert center_of(upper).x == center_of(lower).x


def test_joints_are_made_of_upright_and_level_pieces(drawn: Drawn) -> None:
    for link in drawn.scene.links:
        assert all(one.x == two.x or one.y == two.y for one, two in pairwise(link.points))


def test_no_line_runs_through_or_close_by_a_box(drawn: Drawn) -> None:
    for stroke in every_stroke(drawn.scene):
        ends = (stroke.points[0], stroke.points[-1])
        near = _items_near(stroke, drawn.scene.all_items)
        for place in places_along(stroke):
            if min(dist(place, end) for end in ends) > 3 * ROOM:
                assert not any(is_on(place, grown(item.rect, ROOM)) for item in near)


def test_lines_end_on_boxes_and_not_in_them(drawn: Drawn) -> None:
    for stroke in drawn.scene.links:
        near = _items_near(stroke, drawn.scene.all_items)
        for place in places_along(stroke):
            assert not any(is_on(place, grown(item.rect, -0.01)) for item in near)


def _items_near(stroke: Stroke, items: tuple[Item, ...]) -> list[Item]:
    room = grown(room_of(stroke), ROOM)
    return [item for item in items if overlap(item.rect, room)]


def test_joints_keep_clear_of_shortcuts(drawn: Drawn) -> None:
    strokes = [stroke for one in drawn.scene.shortcuts for stroke in one.strokes]
    for link in drawn.scene.links:
        if len(link.points) == 2:
            continue
        before_the_fork = Stroke(link.points[:-1])
        room = grown(room_of(before_the_fork), ROOM)
        near = [
            place
            for stroke in strokes
            if overlap(grown(room_of(stroke), ROOM), room)
            for place in places_along(stroke)
            if is_on(place, room)
        ]
        for place in places_along(before_the_fork):
            assert not any(
                abs(place.x - one.x) < ROOM and abs(place.y - one.y) < ROOM for one in near
            )


def test_a_column_that_begins_with_a_block_that_has_a_shortcut_is_entered_from_above(
    drawn: Drawn,
) -> None:
    with_shortcut = tuple(one.id.removesuffix("shortcut") for one in drawn.flow.shortcuts)
    for link in drawn.flow.links:
        if len(link.points) > 2:
            before, tip = link.points[-2:]
            first = next(item for item in drawn.flow.items if touches(tip, item.rect))
            assert link.has_arrow
            assert (before.x == tip.x) == f"{first.id}.".startswith(with_shortcut)
