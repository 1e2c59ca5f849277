"""A cell that is laid out whole: its geometry holds in every view, both ways."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.tree import GroupKind
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.layout.asking import answers_for
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.layout.whole_layout import read_whole_layout
from resnet_viz.diagram.scene.crop import cropped
from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.scene.scene import Item, Point, Rect, Scene, ShortcutPicture
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.drawn import (
    center_of,
    every_stroke,
    every_text,
    grown,
    is_inside,
    is_on,
    overlap,
    places_along,
    rect_of,
)
from tests.diagram.whole import ALL_VIEWS, graph, scene_of

EVERY_VIEW = pytest.mark.parametrize("view", ALL_VIEWS, ids=str)
NEAR = 1.5  # points: Graphviz prints few digits


@EVERY_VIEW
def test_no_two_boxes_overlap_and_all_lie_in_the_picture(view: View) -> None:
    scene = scene_of(view)
    for one, other in combinations(scene.all_items, 2):
        assert not overlap(one.rect, other.rect), (one.id, other.id)
    page = Rect(0.0, 0.0, scene.width, scene.height)
    assert all(is_inside(item.rect, page) for item in scene.all_items)
    assert all(is_on(place, page) for each in every_stroke(scene) for place in each.points)


@EVERY_VIEW
def test_no_line_leads_through_a_box(view: View) -> None:
    scene = scene_of(view)
    for stroke in every_stroke(scene):
        for place in places_along(stroke):
            assert not [item.id for item in scene.all_items if _is_within(place, item)], stroke


def _is_within(place: Point, item: Item) -> bool:
    """Whether a place is in a box or circle, not only at its border."""
    if not item.is_round:
        return is_on(place, grown(item.rect, -NEAR))
    middle, radius = center_of(item), item.rect.width / 2
    return (place.x - middle.x) ** 2 + (place.y - middle.y) ** 2 < (radius - NEAR) ** 2


@EVERY_VIEW
def test_every_shortcut_leads_from_one_box_to_another(view: View) -> None:
    scene = scene_of(view)
    for shortcut in scene.shortcuts:
        start, end = shortcut.strokes[0].points[0], shortcut.strokes[-1].points[-1]
        tails, heads = _at(scene, start), _at(scene, end)
        assert tails or _is_on_the_main_path(scene, start), shortcut.id
        assert heads, shortcut.id
        assert tails != heads, shortcut.id
        assert shortcut.strokes[-1].has_arrow
        for before, after in pairwise(shortcut.strokes):
            assert _at(scene, before.points[-1]) == _at(scene, after.points[0])


def _is_on_the_main_path(scene: Scene, place: Point) -> bool:
    """Whether the path passes a place: on a straight line, or where one ends and one begins."""
    ends, starts = zip(*((each.points[-1], each.points[0]) for each in scene.links), strict=True)
    ways = (each.points for each in scene.links if len(each.points) == 2)
    return (_meets(place, ends) and _meets(place, starts)) or any(
        is_on(place, grown(Rect(start.x, start.y, end.x - start.x, end.y - start.y), NEAR))
        for start, end in ways
    )


def _at(scene: Scene, place: Point) -> list[str]:
    return [item.id for item in scene.all_items if is_on(place, grown(item.rect, NEAR))]


@EVERY_VIEW
def test_words_stay_in_their_boxes_and_frames_hold_their_boxes(view: View) -> None:
    scene = scene_of(view)
    for item in scene.all_items:
        assert all(is_inside(rect_of(text), item.rect) for text in item.texts), item.id
    for frame in scene.frames:
        assert is_inside(rect_of(frame.title), frame.rect), frame.id
        assert not [item.id for item in scene.all_items if overlap(rect_of(frame.title), item.rect)]
        for item in scene.all_items:
            assert is_inside(item.rect, frame.rect) or not overlap(item.rect, frame.rect)


@EVERY_VIEW
def test_no_line_leads_through_a_title(view: View) -> None:
    scene = scene_of(view)
    titles = [rect_of(frame.title) for frame in scene.frames]
    for stroke in every_stroke(scene):
        for place in places_along(stroke):
            assert not [title for title in titles if is_on(place, grown(title, 1.0))]


@EVERY_VIEW
def test_the_main_path_is_whole_from_cell_to_cell(view: View) -> None:
    """Where no line of a cell ends at a box, the next cell's goes on from there."""
    scene = scene_of(view)
    starts = [link.points[0] for link in scene.links]
    ends = [link.points[-1] for link in scene.links]
    assert all(_at(scene, place) or _meets(place, ends) for place in starts)
    assert all(_at(scene, place) or _meets(place, starts) for place in ends)


def _meets(place: Point, places: Sequence[Point]) -> bool:
    return any(abs(place.x - x) < 0.01 and abs(place.y - y) < 0.01 for x, y in places)


@pytest.mark.parametrize("direction", Direction)
def test_data_flows_in_the_direction_asked_and_back_in_the_other_arm_of_a_u(
    direction: Direction,
) -> None:
    scene = scene_of(View(Level.BLOCK, direction=direction))
    places = {item.id: center_of(item) for item in scene.all_items}
    axis = 1 if direction is Direction.TOP_TO_BOTTOM else 0
    way = ("image", "entry.cat", "encoder.level1", "encoder.pool3", "bottleneck.5.add")
    assert all(places[one][axis] < places[other][axis] for one, other in pairwise(way))
    back = ("bottleneck.5.add", "decoder.level3", "decoder.level1", "head.conv")
    assert all(places[one][axis] > places[other][axis] for one, other in pairwise(back))


@EVERY_VIEW
def test_the_same_view_gives_the_same_picture(view: View) -> None:
    assert compose(
        graph(), view, answers_for(laid_out_sections(graph(), view), layouts_for)
    ) == scene_of(view)


def test_picking_and_cropping_know_groups_and_layers() -> None:
    scene = scene_of(View(Level.BLOCK, is_folded=True))
    decoder = pick(scene, "decoder")
    frame = next(frame for frame in scene.frames if frame.id == "decoder")
    assert decoder is not None
    assert decoder.rect == frame.rect
    conv = pick(scene, "encoder.level2.first.conv")
    assert conv is not None
    assert conv.id == "encoder.level2"
    part = cropped(scene, frame.rect)
    assert {item.id for item in part.items} == {
        item.id for item in scene.items if item.id.startswith("decoder.")
    }
    assert len(part.shortcuts) == 3


def test_boxes_are_to_scale_too() -> None:
    scene = scene_of(View(Level.BLOCK, is_folded=True, is_to_scale=True))
    heights = {item.id: item.rect.height for item in scene.items}
    assert heights["encoder.level1"] > heights["encoder.level3"]
    for one, other in combinations(scene.items, 2):
        assert not overlap(one.rect, other.rect)


def test_no_text_is_on_another() -> None:
    for view in ALL_VIEWS:
        for one, other in combinations(every_text(scene_of(view)), 2):
            assert not overlap(rect_of(one), rect_of(other)), (one, other)


@pytest.mark.parametrize("text", ["", "{}", '{"bb": "0,0,1", "objects": []}'])
def test_an_answer_that_is_no_layout_is_said(text: str) -> None:
    with pytest.raises(UserError, match="can't be read"):
        read_whole_layout(text)


@pytest.mark.parametrize("arch", ["resnet18", "resnet50,stages=2-3,se=4", "preact50,stages=2-3"])
@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
@pytest.mark.parametrize("is_folded", [False, True])
def test_a_resnet_laid_out_whole_has_the_shortcuts_and_layers_of_its_own_picture(
    arch: str, level: Level, is_folded: bool
) -> None:
    view = View(level, is_folded)
    family = expand(parse(arch))
    parts = tuple(replace(group, kind=GroupKind.PART) for group in family.groups)
    whole = replace(family, groups=parts)
    ours, theirs = (
        compose(graph, view, answers_for(laid_out_sections(graph, view), layouts_for))
        for graph in (whole, family)
    )
    assert [_gist(each) for each in ours.shortcuts] == [_gist(each) for each in theirs.shortcuts]
    members = [
        sorted(path for i in each.all_items for path in i.members) for each in (ours, theirs)
    ]
    assert members[0] == members[1]
    for one, other in combinations(ours.all_items, 2):
        assert not overlap(one.rect, other.rect), (one.id, other.id)


def _members(scene: Scene) -> list[str]:
    return sorted(path for item in scene.all_items for path in item.members)


def _gist(shortcut: ShortcutPicture) -> tuple[str, str, int, tuple[tuple[str, ...], ...]]:
    aside = tuple(item.members for item in shortcut.items)
    return shortcut.id, shortcut.kind, shortcut.count, aside
