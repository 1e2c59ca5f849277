"""Large cells drawn by their groups: towers next to each other, their lines from box to box."""

import pytest

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.cells.cutting.readable import crowding_note
from resnet_viz.diagram.cells.keys import key_of
from resnet_viz.diagram.layout.asking import answers_for, missing_dots
from resnet_viz.diagram.layout.framed_picture import FRAME_GAP
from resnet_viz.diagram.scene.scene import Rect, Stroke
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.drawn import is_inside
from tests.diagram.geometry import NEAR, faults_of
from tests.diagram.layout.test_any_network import unseen
from tests.diagram.recorded import (
    encoder_decoder_graph,
    scene_of,
    streams_graph,
    timm_graph,
    towers_graph,
)
from tests.samples.graphs import encoder_decoder

VIEWS = tuple(
    View(Level.LAYER, is_folded, direction)
    for is_folded in (False, True)
    for direction in Direction
)


NETWORKS = {
    "towers": towers_graph, "streams": streams_graph, "transformer": encoder_decoder_graph,
}  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("name", NETWORKS)
def test_the_geometry_of_networks_with_groups_that_are_laid_out_alone_holds(
    name: str, view: View
) -> None:
    graph = NETWORKS[name]()
    assert faults_of(scene_of(graph, view)) == []
    assert unseen(graph, scene_of(graph, view)) == []


@pytest.mark.parametrize("view", VIEWS[::2], ids=str)
def test_each_value_enters_a_group_at_a_port_of_its_own_and_leaves_below_it(view: View) -> None:
    scene = scene_of(streams_graph(), view)
    frames = [each.rect for each in scene.frames if each.id.startswith("exchanges.")]
    frames = [rect for rect in frames if not any(_is_around(other, rect) for other in frames)]
    places = []
    for rect in frames:
        tops = {round(each.points[-1].x) for each in scene.links if _ends_over(each, rect)}
        lows = {round(each.points[0].x) for each in scene.links if _begins_under(each, rect)}
        assert tops == lows
        places.append(sorted(x - round(rect.x) for x in tops))
    assert all(len(each) == 2 for each in places)
    assert places[1:] == places[1:2] * (len(places) - 1)


def _is_around(outer: Rect, inner: Rect) -> bool:
    return outer != inner and is_inside(inner, outer)


def _ends_over(stroke: Stroke, rect: Rect) -> bool:
    x, y = stroke.points[-1]
    return rect.x < x < rect.x + rect.width and abs(y - rect.y) <= FRAME_GAP + NEAR


def _begins_under(stroke: Stroke, rect: Rect) -> bool:
    x, y = stroke.points[0]
    return rect.x < x < rect.x + rect.width and abs(y - rect.y - rect.height) <= NEAR


def test_a_decoder_is_in_a_frame_below_its_encoder_and_reads_it_at_a_port() -> None:
    graph, view = encoder_decoder_graph(), View(Level.LAYER)
    encoder, decoder = (_frame(graph, view, name) for name in ("encoder", "decoder"))
    assert encoder.y + encoder.height < decoder.y
    entering = [each for each in scene_of(graph, view).links if _ends_over(each, decoder)]
    assert len(entering) == 2
    starts = [each.points[0].x for each in entering]
    assert sum(encoder.x < x < encoder.x + encoder.width for x in starts) == 1


def test_towers_are_in_frames_next_to_each_other_which_close_in_place() -> None:
    graph, view = towers_graph(), View(Level.LAYER)
    one, other = (_frame(graph, view, name) for name in ("visual", "textual"))
    assert one.x + one.width < other.x or other.x + other.width < one.x
    assert abs(one.y - other.y) < one.height / 2
    assert crowding_note(graph, view) is None
    closed = view.toggling(key_of(graph, view, "visual"))
    assert "visual" in {item.id for item in scene_of(graph, closed).items}


def _frame(graph: Graph, view: View, name: str) -> Rect:
    return next(each.rect for each in scene_of(graph, view).frames if each.id == name)


def test_lines_into_a_group_lead_to_its_first_box_and_those_out_of_it_come_from_its_last() -> None:
    graph = towers_graph()
    scene = scene_of(graph, View(Level.LAYER))
    frame = _frame(graph, View(Level.LAYER), "textual")
    crossing = [
        each.points
        for each in scene.links
        if min(p.y for p in each.points) < frame.y < max(p.y for p in each.points)
        and frame.x < each.points[-1].x < frame.x + frame.width
    ]
    first = next(item.rect for item in scene.items if item.id == "textual.first")
    assert [way[-1] for way in crossing] == [(first.x + first.width / 2, first.y)]


def test_equal_groups_are_laid_out_once_and_all_is_asked_for_in_two_turns() -> None:
    sections = laid_out_sections(towers_graph(), View(Level.LAYER))
    first = missing_dots(sections, {})
    known = layouts_for(first)
    (second,) = missing_dots(sections, known)
    assert second not in first
    assert missing_dots(sections, known | layouts_for([second])) == ()
    assert answers_for(sections, layouts_for) == known | layouts_for([second])


def test_the_layout_of_an_encoder_and_decoder_is_the_same_each_time() -> None:
    view = View(Level.LAYER)
    graphs = [encoder_decoder() for _ in range(2)]
    assert scene_of(graphs[0], view) == scene_of(graphs[1], view)


@pytest.mark.deep
@pytest.mark.parametrize("is_folded", [False, True])
@pytest.mark.parametrize("level", Level)
def test_hrnet_can_be_read_at_every_level(level: Level, is_folded: bool) -> None:
    assert crowding_note(timm_graph("hrnet_w18"), View(level, is_folded)) is None


@pytest.mark.deep
def test_equal_modules_of_hrnet_are_below_each_other_with_their_branches_in_order() -> None:
    scene = scene_of(timm_graph("hrnet_w18"), View(Level.BLOCK))
    frames = {each.id: each.rect for each in scene.frames}
    modules = [frames[f"stage3.{place}"] for place in range(4)]
    assert len({(rect.x, rect.width, rect.height) for rect in modules}) == 1
    for place in range(4):
        lefts = [frames[f"stage3.{place}.branches.{branch}"].x for branch in range(3)]
        assert lefts == sorted(lefts)


@pytest.mark.deep
def test_no_text_of_hrnet_has_more_than_two_hundred_boxes() -> None:
    for level in Level:
        sections = laid_out_sections(timm_graph("hrnet_w18"), View(level))
        texts = answers_for(sections, layouts_for)
        assert max(text.count("height=") for text in texts) <= 256
