"""The picture for a room: largest columns first, folding by itself, and else what is asked for."""

from functools import lru_cache
from itertools import pairwise

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cell import Section
from resnet_viz.diagram.cells.cells import dots_in, laid_out_sections
from resnet_viz.diagram.layout.compose import laid_out, page_of, scene_on
from resnet_viz.diagram.layout.fit import Sheet, best_of, is_enough, sheet_of, views_in
from resnet_viz.diagram.layout.placing import Laid
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.room import LEAST_SCALE, MOST_SCALE, Room
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.drawn import every_stroke, is_on, overlap, places_along, rect_of

LaidOut = tuple[tuple[Section, ...], tuple[tuple[Laid, ...], ...]]
LAPTOP, DESK = Room(600, 260), Room(918, 423)
EIGHT = "resnet,stages=2-2-2-2-2-2-2-2"
ROOMS = (LAPTOP, DESK, Room(598, 169), Room(728, 183), Room(290, 200))
ROOM_NAMES = ("laptop", "desk", "960", "1366 at 1.25", "half")
NETWORKS = ("resnet18", "resnet50", "resnet152", "resnet1202", EIGHT)


@lru_cache(maxsize=16)
def laid_out_as(arch: str, view: View) -> LaidOut:
    sections = laid_out_sections(expand(parse(arch)), view)
    return sections, laid_out(sections, layouts_for(dots_in(sections)))


def sheet_in(arch: str, view: View, room: Room) -> tuple[Sheet, Scene]:
    graph, sheets = expand(parse(arch)), list[Sheet]()
    for tried in views_in(view, room):
        sections, laid = laid_out_as(arch, tried)
        sheets.append(sheet_of(tried, page_of(sections, laid, tried.direction, room), room))
        if is_enough(sheets):
            break
    best = best_of(sheets)
    return best, scene_on(best.page, graph.title, best.view.direction)


@pytest.mark.parametrize("arch", NETWORKS)
@pytest.mark.parametrize("room", [LAPTOP, DESK], ids=["laptop", "desk"])
@pytest.mark.parametrize("level", [Level.NETWORK, Level.STAGE])
def test_stages_always_fit_with_words_that_can_be_read(arch: str, room: Room, level: Level) -> None:
    sheet, scene = sheet_in(arch, View(level), room)
    assert sheet.is_whole
    assert sheet.scale >= LEAST_SCALE
    assert sheet.scale == pytest.approx(
        min(room.width / scene.width, room.height / scene.height, MOST_SCALE)
    )


@pytest.mark.parametrize("arch", NETWORKS)
@pytest.mark.parametrize("room", ROOMS, ids=ROOM_NAMES)
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("direction", Direction)
def test_every_first_picture_has_room_for_first_lines_of_nine_pixels(
    arch: str, room: Room, level: Level, direction: Direction
) -> None:
    sheet, scene = sheet_in(arch, View(level, direction=direction), room)
    room = room._replace(least=sheet.page.least)
    scale = room.read_scale_of(scene.width, scene.height)
    assert sheet.is_whole == (scene.width * scale <= room.width + 1e-6) & (
        scene.height * scale <= room.height + 1e-6
    )
    for box in scene.all_items:
        if not box.is_round:
            label = text_width(box.texts[0].text, max(9.0, 10 * scale), is_bold=True)
            assert label + 3 <= box.rect.width * scale, box.id
            assert not any(text.size * scale < 5.99 for text in box.texts)


@pytest.mark.parametrize("arch", ["resnet50", "resnet152"])
@pytest.mark.parametrize("room", [Room(626, 266), Room(728, 183)], ids=["1280", "1366 at 1.25"])
def test_the_blocks_of_a_known_network_are_seen_at_once_on_a_laptop(arch: str, room: Room) -> None:
    assert sheet_in(arch, View(), room)[0].is_whole


@pytest.mark.parametrize("arch", ["resnet152", "resnet1202"])
def test_many_equal_blocks_are_merged_by_themselves_where_each_would_be_too_small(
    arch: str,
) -> None:
    sheet, scene = sheet_in(arch, View(), DESK)
    assert sheet.view == View(is_folded=True)
    assert sheet.scale >= LEAST_SCALE
    folded = [item for item in scene.items if item.count > 1]
    assert folded
    assert all(any(f"× {item.count}" == text.text for text in item.texts) for item in folded)


def test_blocks_that_can_be_read_are_not_merged() -> None:
    assert sheet_in("resnet50", View(), DESK)[0].view == View()
    assert sheet_in("resnet50", View(), DESK)[0].scale >= 1


def test_what_a_person_folded_or_unfolded_stays_as_it_is() -> None:
    view = View().toggling("layer3.1")
    assert views_in(view, LAPTOP) == (view,)
    assert views_in(View(), LAPTOP._replace(may_fold=False)) == (View(),)
    assert views_in(View(), None) == (View(),)


def test_the_direction_that_was_asked_for_stays() -> None:
    for direction in Direction:
        view = View(direction=direction)
        assert sheet_in("resnet152", view, DESK)[0].view.direction is direction


@pytest.mark.parametrize("arch", NETWORKS)
@pytest.mark.parametrize("room", [LAPTOP, DESK, Room(400, 900)], ids=["laptop", "desk", "tall"])
@pytest.mark.parametrize(
    "view", [View(Level.STAGE), View(), View(is_folded=True), View(Level.LAYER, True)]
)
def test_no_line_of_any_room_s_picture_runs_through_a_title(
    arch: str, room: Room, view: View
) -> None:
    scene = sheet_in(arch, view, room)[1]
    titles = [
        rect_of(text) for each in scene.frames for text in (each.title, each.subtitle) if text
    ]
    for stroke in every_stroke(scene):
        for place in places_along(stroke):
            assert not any(is_on(place, title) for title in titles)
    boxes = [item.rect for item in scene.all_items]
    assert not any(overlap(title, box) for title in titles for box in boxes)
    assert not any(overlap(one, two) for one, two in pairwise(boxes))


def test_eight_short_stages_are_below_each_other_where_that_fills_a_tall_room() -> None:
    scene = sheet_in(EIGHT, View(), Room(900, 600))[1]
    assert len({frame.rect.y for frame in scene.frames}) > 1
    assert len({frame.rect.x for frame in scene.frames}) < len(scene.frames)
