"""Shortcuts in the picture: as many as blocks, of the right kind, from the fork to the sum."""

import re
from collections import Counter
from math import hypot

from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.diagram.scene.scene import TextRole
from resnet_viz.diagram.view import Level
from tests.diagram.drawn import (
    Drawn,
    center_of,
    grown,
    is_on,
    places_along,
    rect_of,
    touches,
)


def test_there_is_a_shortcut_for_each_block_and_of_its_kind(drawn: Drawn) -> None:
    if not drawn.has_blocks:
        return
    said = [kind for one in drawn.scene.shortcuts for kind in [one.kind] * one.count]
    assert said == [shortcut.kind for shortcut in drawn.graph.shortcuts]
    blocks = 0 if drawn.is_plain else len(drawn.graph.blocks)
    assert sum(one.count for one in drawn.scene.shortcuts) == blocks


def test_whatever_is_open_each_block_has_its_shortcut_drawn_or_stated(drawn: Drawn) -> None:
    texts = [text.text for item in drawn.scene.items for text in item.texts]
    stated = [text for text in texts if text.startswith("shortcuts: ")]
    count = sum(int(number) for text in stated for number in re.findall(r"\d+", text))
    count += sum(one.count for one in drawn.scene.shortcuts)
    assert count == (0 if drawn.is_plain else len(drawn.graph.blocks))


def test_boxes_of_whole_stages_state_their_shortcuts(drawn: Drawn) -> None:
    if drawn.has_blocks or drawn.is_mixed:
        return
    assert drawn.scene.shortcuts == ()
    texts = [text.text for item in drawn.scene.items for text in item.texts]
    stated = [text for text in texts if text.startswith(("shortcuts: ", "no shortcuts"))]
    for stage, text in zip(drawn.graph.stages[1:-1], stated, strict=True):
        counts = {kind: int(count) for count, kind in re.findall(r"(\d+) ([a-z-]+)", text)}
        assert counts == Counter(block.shortcut.kind for block in stage.blocks if block.shortcut)


def test_unfolded_each_shortcut_is_drawn_and_named_after_its_block(drawn: Drawn) -> None:
    if drawn.has_blocks and not drawn.view.is_folded:
        names = [f"{block.path}.shortcut" for block in drawn.graph.blocks if block.shortcut]
        assert [shortcut.id for shortcut in drawn.scene.shortcuts] == names


def test_each_shortcut_ends_with_an_arrow_on_the_circle_of_its_sum(drawn: Drawn) -> None:
    items = {item.id: item for item in drawn.flow.items}
    for shortcut in drawn.flow.shortcuts:
        add = items[shortcut.id.replace(".shortcut", ".add")]
        last = shortcut.strokes[-1]
        middle, tip = center_of(add), last.points[-1]
        assert last.has_arrow
        assert hypot(tip.x - middle.x, tip.y - middle.y) == add.rect.width / 2
        assert tip.y == middle.y


def test_each_shortcut_leaves_the_line_into_its_block(drawn: Drawn) -> None:
    for shortcut in drawn.flow.shortcuts:
        block = shortcut.id.removesuffix(".shortcut")
        first = next(item for item in drawn.flow.items if item.id == _behind_fork(drawn, block))
        fork = shortcut.strokes[0].points[0]
        above, end = next(
            link.points[-2:] for link in drawn.flow.links if touches(link.points[-1], first.rect)
        )
        assert above.x == fork.x == end.x == center_of(first).x
        assert above.y < fork.y < end.y == first.rect.y


def test_shortcuts_run_right_of_their_block(drawn: Drawn) -> None:
    for shortcut in drawn.flow.shortcuts:
        start = shortcut.strokes[0].points[0]
        places = [place for stroke in shortcut.strokes for place in places_along(stroke)]
        assert min(place.x for place in places) == start.x


def test_at_layer_level_a_projection_is_drawn_through_its_own_layers(drawn: Drawn) -> None:
    if drawn.view.level is not Level.LAYER or drawn.is_mixed:
        return
    paths = {shortcut.join: shortcut.layers for shortcut in drawn.graph.shortcuts}
    for shortcut in drawn.flow.shortcuts:
        layers = paths[shortcut.id.replace(".shortcut", ".add")]
        assert tuple(item.id for item in shortcut.items) == layers
        assert len(shortcut.strokes) == len(layers) + 1
        for before, item, after in zip(
            shortcut.strokes, shortcut.items, shortcut.strokes[1:], strict=False
        ):
            assert before.points[-1] == (center_of(item).x, item.rect.y)
            assert after.points[0] == (center_of(item).x, item.rect.y + item.rect.height)


def test_at_block_level_identity_and_projection_are_one_smooth_line_each(drawn: Drawn) -> None:
    if drawn.view.level is not Level.BLOCK or drawn.is_mixed:
        return
    for shortcut in drawn.scene.shortcuts:
        (stroke,) = shortcut.strokes
        assert stroke.is_curve
        for before, knot, after in list(
            zip(*(stroke.points[at:] for at in range(3)), strict=False)
        )[2::3]:
            turn = (knot.x - before.x) * (after.y - knot.y) - (knot.y - before.y) * (
                after.x - knot.x
            )
            assert abs(turn) < 1e-6


def test_a_projection_says_what_it_does(drawn: Drawn) -> None:
    if drawn.view.level is not Level.BLOCK or drawn.is_mixed:
        return
    for shortcut in drawn.scene.shortcuts:
        notes = [text.text for text in shortcut.texts]
        if shortcut.kind is ShortcutKind.IDENTITY:
            assert notes == []
        else:
            words = "1×1, " if shortcut.kind is ShortcutKind.PROJECTION else "pad to "
            assert [note.startswith(words) for note in notes] == [True]


def test_a_folded_run_says_once_how_many_blocks_it_stands_for(drawn: Drawn) -> None:
    counts = [shortcut.count for shortcut in drawn.scene.shortcuts if shortcut.count > 1]
    frames = [frame.title for frame in drawn.scene.frames]
    texts = [*frames, *(text for item in drawn.scene.all_items for text in item.texts)]
    said = [text.text for text in texts if text.role is TextRole.COUNT and "×" in text.text]
    if drawn.is_plain:
        assert not counts
    else:
        assert sorted(said) == sorted(f"× {count}" for count in counts)
    notes = [text.text for shortcut in drawn.scene.shortcuts for text in shortcut.texts]
    assert not any(note.startswith("× ") for note in notes)


def test_what_a_shortcut_says_stands_close_to_its_line(drawn: Drawn) -> None:
    for shortcut in drawn.scene.shortcuts:
        for text in shortcut.texts:
            assert text.role is TextRole.NOTE
            around = grown(rect_of(text), 9)
            assert any(is_on(place, around) for place in places_along(shortcut.strokes[0]))


def _behind_fork(drawn: Drawn, path: str) -> str:
    """The box that the main path enters where the shortcut leaves; the block's where it has one."""
    block = next(block for block in drawn.graph.blocks if block.path == path)
    if any(item.id == path for item in drawn.scene.items):
        return path
    assert block.shortcut
    return next(node.path for node in block.main if node.inputs[0] == block.shortcut.source)
