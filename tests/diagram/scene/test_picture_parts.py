"""Font widths, outlines of strokes, the legend, the page and the list of formats."""

from itertools import combinations
from math import dist

import pytest
from fontTools.ttLib import TTFont

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.diagram.cells.cells import parts_of
from resnet_viz.diagram.files.formats import FORMATS, WriteJob, format_named
from resnet_viz.diagram.scene.color_choice import ColorScale
from resnet_viz.diagram.scene.coloring import stage_heat
from resnet_viz.diagram.scene.font import face_file, text_width
from resnet_viz.diagram.scene.heat import heat_of
from resnet_viz.diagram.scene.legend import STOP, legend_of
from resnet_viz.diagram.scene.outline import HEAD_LENGTH, outline_of
from resnet_viz.diagram.scene.picture import Picture, page_of
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Stroke
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw, is_inside, overlap, rect_of


@pytest.mark.parametrize("is_bold", [False, True])
def test_a_width_is_the_sum_of_the_font_files_advances(is_bold: bool) -> None:
    with TTFont(face_file(is_bold)) as font:
        cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
        units = sum(metrics[cmap[ord(letter)]][0] for letter in "conv 7×7, 64 · BN → µ²")
        width = units / font["head"].unitsPerEm * 10
    assert text_width("conv 7×7, 64 · BN → µ²", 10, is_bold) == pytest.approx(width)


@pytest.mark.parametrize("is_bold", [False, True])
def test_the_font_has_every_sign_the_pictures_use(is_bold: bool) -> None:
    with TTFont(face_file(is_bold)) as font:
        known = font.getBestCmap()
    assert [sign for sign in "×·→²⊕+≤≥≈µ–−✓✗…" if ord(sign) not in known] == []


def test_a_straight_line_is_two_commands_and_its_head_ends_at_the_tip() -> None:
    outline = outline_of(Stroke((Point(0, 0), Point(0, 40)), has_arrow=True))
    assert [command.letter for command in outline.commands] == ["M", "L"]
    assert outline.head is not None
    assert outline.head[0] == Point(0, 40)
    middle = Point((outline.head[1].x + outline.head[2].x) / 2, outline.head[1].y)
    assert dist(middle, outline.head[0]) == pytest.approx(HEAD_LENGTH)
    assert outline.commands[-1].points[-1].y < 40


def test_a_corner_is_rounded_and_stays_within_its_legs() -> None:
    outline = outline_of(Stroke((Point(0, 0), Point(0, 4), Point(30, 4))))
    assert [command.letter for command in outline.commands] == ["M", "L", "C", "L"]
    assert outline.commands[1].points == (Point(0, 2),)
    assert outline.commands[2].points[-1] == Point(2, 4)
    assert outline.head is None


def test_a_curve_keeps_its_pieces() -> None:
    points = tuple(Point(x, x * x / 10) for x in range(7))
    outline = outline_of(Stroke(points, is_curve=True))
    assert [command.letter for command in outline.commands] == ["M", "C", "C"]


def test_lines_of_no_length_do_no_harm() -> None:
    outline = outline_of(Stroke((Point(5, 5), Point(5, 5)), has_arrow=True))
    assert outline.head is not None


def words_of(arch: str, view: View) -> set[str]:
    return {text.text for text in legend_of(draw(arch, view).scene, LIGHT, None, 2000).texts}


def test_the_legend_names_what_the_scene_shows_and_nothing_else() -> None:
    blocks = words_of("resnet50", View())
    assert {"identity shortcut", "projection shortcut (1×1 conv)", "linear"} <= blocks
    assert "zero-padded shortcut" not in blocks
    assert "activation" not in blocks
    assert "activation" in words_of("resnet50", View(Level.LAYER))


def test_a_narrow_legend_wraps_and_loses_nothing() -> None:
    scene = draw("resnet50", View(Level.LAYER)).scene
    wide, narrow = (legend_of(scene, LIGHT, None, width) for width in (2000, 220))
    assert {text.text for text in wide.texts} == {text.text for text in narrow.texts}
    assert narrow.height > wide.height
    assert narrow.width <= 220


def test_with_heat_the_legend_is_its_scale() -> None:
    scene = draw("resnet18", View()).scene
    heat = heat_of(scene, {"fc": 2.5}, FIGURES["time"], LIGHT)
    texts = [text.text for text in legend_of(scene, LIGHT, heat, 2000).texts]
    assert texts[-3:] == ["1.5 ms", "2 ms", "2.5 ms"]
    assert texts[-7:-4] == ["Time", "0 ms", "0.5 ms"]


@pytest.mark.parametrize("widest", [2000, 260])
def test_each_tick_stands_below_the_colour_of_its_value(widest: float) -> None:
    scene = draw("resnet50", View()).scene
    heat = heat_of(scene, {"fc": 1.5e6, "conv1": 64}, FIGURES["macs"], LIGHT, ColorScale.LOG)
    legend = legend_of(scene, LIGHT, heat, widest)
    bar = [each for each in legend.swatches if each.tint.fill in heat.stops]
    words = {text.text: text for text in legend.texts}
    for tick in heat.ticks:
        stop = bar[round(tick.share * (len(heat.stops) - 1))]
        text = words[tick.text]
        assert text.x == pytest.approx(stop.rect.x + STOP / 2)
        assert text.anchor is Anchor.MIDDLE
        assert text.y - text.size > stop.rect.y + stop.rect.height
        assert stop.rect.y > words[heat.title].y - text.size
    rooms = [rect_of(text) for text in legend.texts]
    assert [pair for pair in combinations(rooms, 2) if overlap(*pair)] == []
    page = Rect(0, 0, legend.width, legend.height)
    assert all(is_inside(room, page, room=0) for room in rooms)


def test_by_stage_the_legend_names_the_stages() -> None:
    drawn = draw("resnet20", View())
    heat = stage_heat(drawn.scene, drawn.graph, LIGHT)
    legend = legend_of(drawn.scene, LIGHT, heat, 2000)
    assert [text.text for text in legend.texts][-5:] == [
        "stem", "conv2_x", "conv3_x", "conv4_x", "head"
    ]  # fmt: skip
    assert [each.tint.fill for each in legend.swatches] == [color for color, _ in heat.names]


@pytest.mark.parametrize("caption", ["", "A caption that is far wider than the small scene " * 4])
def test_everything_lies_on_the_page(caption: str) -> None:
    picture = Picture(draw("resnet18", View()).scene, LIGHT, caption=caption)
    page = page_of(picture)
    assert page.scene_at.x >= 0
    assert page.scene_at.x + picture.scene.width <= page.width
    assert page.legend is not None
    assert page.legend_at.x + page.legend.width <= page.width
    assert page.legend_at.y >= page.scene_at.y + picture.scene.height
    assert page.legend_at.y + page.legend.height <= page.height
    if page.caption:
        assert page.caption.x == page.legend_at.x
        assert page.caption.x + text_width(caption, page.caption.size) <= page.width
        assert page.legend_at.y + page.legend.height < page.caption.y < page.height


def test_every_format_writes_something_of_its_own() -> None:
    drawn = draw("resnet18", View())
    parts = parts_of([(drawn.graph, None)], drawn.view)
    order = WriteJob(Picture(drawn.scene, LIGHT), drawn.graph, drawn.view, parts=parts)
    starts = {row.suffix: row.write(order)[:5] for row in FORMATS if not row.views}
    assert starts == {
        ".svg": b"<?xml",
        ".pdf": b"%PDF-",
        ".png": b"\x89PNG\r",
        ".dot": b"digra",
        ".tex": b"\\docu",
        ".mmd": b"---\nt",
    }


@pytest.mark.parametrize("suffix", ["", ".jpg", ".SVG"])
def test_an_unknown_format_names_the_known_ones(suffix: str) -> None:
    if suffix == ".SVG":
        assert format_named(suffix).suffix == ".svg"
        return
    with pytest.raises(UserError, match=r"Choose one of .svg .pdf .png .dot .tex .mmd .html"):
        format_named(suffix)
