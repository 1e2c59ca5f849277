"""Large cells drawn by their groups: towers next to each other, their lines from box to box."""

import pytest

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.cells.cutting.readable import crowding_note
from resnet_viz.diagram.cells.keys import key_of
from resnet_viz.diagram.layout.asking import answers_for, missing_dots
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.geometry import faults_of
from tests.diagram.recorded import scene_of, timm_graph, towers_graph
from tests.samples.graphs import encoder_decoder

VIEWS = tuple(
    View(Level.LAYER, is_folded, direction)
    for is_folded in (False, True)
    for direction in Direction
)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_geometry_of_two_towers_holds(view: View) -> None:
    assert faults_of(scene_of(towers_graph(), view)) == []


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
def test_no_text_of_hrnet_has_more_than_two_hundred_boxes() -> None:
    for level in Level:
        sections = laid_out_sections(timm_graph("hrnet_w18"), View(level))
        texts = answers_for(sections, layouts_for)
        assert max(text.count("height=") for text in texts) <= 256
