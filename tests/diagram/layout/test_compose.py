"""What every composed picture holds: each layer once, nothing over anything else, legible."""

import os
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.core.resnet.spec import Stem
from resnet_viz.diagram.cells.cells import dots_of
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.drawn import (
    FAMILY,
    Drawn,
    draw,
    every_stroke,
    every_text,
    grown,
    is_inside,
    is_on,
    overlap,
    places_along,
    rect_of,
    room_of,
)

CIFAR = [preset.name for preset in PRESETS if preset.spec.stem is Stem.CIFAR]
SCREEN_WIDTH, SCREEN_HEIGHT = 1600, 1000  # pixels
PIXELS_PER_POINT = 96 / 72


def test_each_layer_belongs_to_exactly_one_drawn_thing(drawn: Drawn) -> None:
    members = Counter(path for item in drawn.scene.all_items for path in item.members)
    wanted = ["input", *(node.path for node in drawn.graph.nodes)]
    assert members == Counter(wanted)


def test_ids_are_unique_and_name_a_module_or_a_block(drawn: Drawn) -> None:
    ids = [item.id for item in drawn.scene.all_items]
    ids += [shortcut.id for shortcut in drawn.scene.shortcuts]
    ids += [frame.id for frame in drawn.scene.frames]
    assert len(set(ids)) == len(ids)
    paths = {"input", *(node.path for node in drawn.graph.nodes)}
    blocks = {block.path for block in drawn.graph.blocks}
    stages = {stage.path for stage in drawn.graph.stages}
    gates = {f"{path}.se" for path in blocks if f"{path}.se.scale" in paths}
    assert {item.id for item in drawn.scene.all_items} <= paths | blocks | stages | gates


def test_items_stand_in_the_order_of_the_data_flow(drawn: Drawn) -> None:
    order = {node.path: place for place, node in enumerate(drawn.graph.nodes, start=1)}
    firsts = [order.get(item.members[0], 0) for item in drawn.scene.items]
    assert firsts == sorted(firsts)


def test_all_columns_begin_at_one_height(drawn: Drawn) -> None:
    items = drawn.flow.items
    right_of = [
        lower for upper, lower in pairwise(items) if lower.rect.x >= upper.rect.x + upper.rect.width
    ]
    is_one_row = drawn.view.direction is Direction.LEFT_TO_RIGHT and not drawn.scene.frames
    assert {item.rect.y for item in right_of} == (set() if is_one_row else {items[0].rect.y})


def test_no_two_boxes_overlap(drawn: Drawn) -> None:
    rects = [item.rect for item in drawn.scene.all_items]
    assert [pair for pair in combinations(rects, 2) if overlap(*pair)] == []


def test_no_text_is_wider_or_taller_than_its_box(drawn: Drawn) -> None:
    for item in drawn.scene.all_items:
        for text in item.texts:
            assert is_inside(rect_of(text), item.rect, room=1 if item.is_round else 2), item.id


def test_texts_on_the_page_keep_clear_of_boxes_and_of_each_other(drawn: Drawn) -> None:
    texts = [text for frame in drawn.scene.frames for text in (frame.title, frame.subtitle) if text]
    texts += [text for shortcut in drawn.scene.shortcuts for text in shortcut.texts]
    rects = [rect_of(text) for text in texts] + [item.rect for item in drawn.scene.all_items]
    near = [pair for pair in combinations(rects[: len(texts)], 2) if overlap(*pair)]
    near += [
        (text, rect)
        for text in rects[: len(texts)]
        for rect in rects[len(texts) :]
        if overlap(text, rect)
    ]
    assert near == []


def test_no_line_runs_through_a_text_on_the_page(drawn: Drawn) -> None:
    texts = [text for frame in drawn.scene.frames for text in (frame.title, frame.subtitle) if text]
    texts += [text for shortcut in drawn.scene.shortcuts for text in shortcut.texts]
    rooms = [rect_of(text) for text in texts]
    for stroke in every_stroke(drawn.scene):
        near = [room for room in rooms if overlap(room, grown(room_of(stroke), 1))]
        for place in places_along(stroke) if near else ():
            assert not any(is_on(place, room) for room in near)


def test_everything_is_on_the_page(drawn: Drawn) -> None:
    scene = drawn.scene
    page = Rect(0, 0, scene.width, scene.height)
    rects = [item.rect for item in scene.all_items] + [frame.rect for frame in scene.frames]
    rects += [rect_of(text) for text in every_text(scene)]
    rects += [room_of(stroke) for stroke in every_stroke(scene)]
    assert all(is_inside(rect, page, room=4) for rect in rects)


def test_no_text_is_smaller_than_8_points(drawn: Drawn) -> None:
    assert min(text.size for text in every_text(drawn.scene)) >= 8


def test_frames_hold_their_stage_and_only_that(drawn: Drawn) -> None:
    for frame in drawn.scene.frames:
        for item in drawn.scene.all_items:
            if item.id.startswith(f"{frame.id}.") or item.id == frame.id:
                assert is_inside(item.rect, frame.rect, room=4), (frame.id, item.id)
            elif not frame.id.startswith(item.id):
                assert not overlap(item.rect, frame.rect), (frame.id, item.id)


def test_frame_titles_stand_in_their_frames(drawn: Drawn) -> None:
    for frame in drawn.scene.frames:
        for text in filter(None, (frame.title, frame.subtitle)):
            assert is_inside(rect_of(text), frame.rect, room=2)


def test_the_picture_keeps_a_shape_that_suits_a_screen(drawn: Drawn) -> None:
    is_whole = not (drawn.view.is_folded or drawn.view.is_to_scale)
    if drawn.arch in FAMILY and drawn.has_blocks and is_whole:
        least = 1.1 if drawn.view.direction is Direction.LEFT_TO_RIGHT else 1.2  # six rows at least
        assert least < drawn.scene.width / drawn.scene.height < 2.2


@pytest.mark.parametrize("is_to_scale", [False, True])
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("arch", ["resnet18", "resnet34", "resnet50"])
def test_at_block_level_the_whole_network_fits_a_screen_with_legible_text(
    arch: str, direction: Direction, is_to_scale: bool
) -> None:
    assert _is_legible(draw(arch, View(Level.BLOCK, False, direction, is_to_scale)).scene)


@pytest.mark.parametrize("is_to_scale", [False, True])
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("arch", ["resnet101", "resnet152", *CIFAR])
def test_folded_at_block_level_every_deep_network_fits_a_screen_with_legible_text(
    arch: str, direction: Direction, is_to_scale: bool
) -> None:
    assert _is_legible(draw(arch, View(Level.BLOCK, True, direction, is_to_scale)).scene)


def _is_legible(scene: Scene) -> bool:
    scale = min(SCREEN_WIDTH / scene.width, SCREEN_HEIGHT / scene.height)
    smallest = min(text.size for text in every_text(scene)) * scale
    return smallest >= 8 * PIXELS_PER_POINT


def test_each_stage_says_its_output_size() -> None:
    scene = draw("resnet50", View()).scene
    said = [(frame.title.text, frame.subtitle and frame.subtitle.text) for frame in scene.frames]
    assert said == [
        ("conv2_x", "56×56"),
        ("conv3_x", "28×28"),
        ("conv4_x", "14×14"),
        ("conv5_x", "7×7"),
    ]


def test_a_picture_is_the_same_in_every_process() -> None:
    program = (
        "from resnet_viz.core.resnet.arch import parse\n"
        "from resnet_viz.core.resnet.expand import expand\n"
        "from resnet_viz.diagram.cells.cells import dots_of\n"
        "from resnet_viz.diagram.view import *\n"
        "from resnet_viz.diagram.layout.compose import compose\n"
        "from resnet_viz.jobs.drawing_child import layouts_for\n"
        "for level in (Level.BLOCK, Level.LAYER):\n"
        "    graph, view = expand(parse('resnet101')), View(level, level is Level.LAYER)\n"
        "    dots = dots_of(graph, view)\n"
        "    print(dots, compose(graph, view, layouts_for(dots)))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop()) > 10_000


def test_a_stranger_layout_is_refused_in_words() -> None:
    graph, view = expand(parse("resnet18")), View()
    good = layouts_for(dots_of(graph, view))
    for nonsense in ("", "{}", '{"objects": [{"name": "in"}]}', "[1]"):
        with pytest.raises(UserError, match="can't be read"):
            compose(graph, view, dict.fromkeys(good, nonsense))
