"""From a network to its picture: caption, part in view, and options that a format lacks."""

import re
from dataclasses import replace

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.diagram.drawing import (
    caption_of,
    check_look,
    diagram_and_note,
    diagram_bytes,
    dot_source,
    picture_of,
)
from resnet_viz.diagram.look import Look, look_of, view_of
from resnet_viz.diagram.scene.caption import one_line
from resnet_viz.diagram.scene.scene import Rect

SPEC, PLAIN = parse("resnet18"), look_of()


def test_the_caption_has_the_papers_figures() -> None:
    assert (
        caption_of(network_named("resnet50"))
        == "ResNet-50 · 25.56 M parameters · 4.09 G MACs (paper)"
    )
    assert (
        caption_of(network_named("resnet20"))
        == "ResNet-20 · 269.72 k parameters · 40.55 M MACs (paper)"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [("a\n  b\t", "a b"), ("Figure 1 — é ×", "Figure 1 — é ×"), ("a\x00\x1b\u202eb", "ab")],
)
def test_a_caption_is_one_line_of_signs(written: str, shown: str) -> None:
    assert one_line(written) == shown
    picture = picture_of(network_of(SPEC), replace(PLAIN, caption=written))
    assert picture.caption == shown


def test_a_part_is_cut_to_the_scene() -> None:
    whole = picture_of(network_of(SPEC), PLAIN)
    picture = picture_of(network_of(SPEC), replace(PLAIN, part=Rect(-50, -50, 150, 150)))
    assert picture.part == Rect(0, 0, 100, 100)
    assert len(picture.scene.items) < len(whole.scene.items)


@pytest.mark.parametrize(
    ("look", "suffix", "words"),
    [
        (replace(PLAIN, page="a4"), ".png", "no page size. Leave page out, or save as .pdf"),
        (replace(PLAIN, scale=3.0), ".svg", "Leave scale out, or save as .png"),
        (replace(PLAIN, caption="a"), ".dot", "a .dot file has no caption"),
        (replace(PLAIN, part=Rect(0, 0, 9, 9)), ".mmd", "a .mmd file has no part to choose"),
        (replace(PLAIN, is_transparent=True), ".mmd", "a .mmd file has no ground to leave out"),
    ],
)
def test_an_option_that_a_format_lacks_is_refused(look: Look, suffix: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_look(look, suffix)
    with pytest.raises(UserError, match=words):
        diagram_bytes(network_of(SPEC), look, suffix, layouts=lambda _: {})


@pytest.mark.parametrize("page", ["drawing", "a4", "column"])
def test_a_page_that_makes_text_too_small_to_read_says_so(page: str) -> None:
    look = replace(look_of(view_of("layer")), page=page)
    _, note = diagram_and_note(network_named("resnet50"), look, ".pdf")
    if page == "drawing":
        assert note == ""
    else:
        assert re.fullmatch(r"scaled to \d+%, the smallest text is \d\.\d pt\. Merge .*", note)
    assert diagram_and_note(network_named("resnet50"), look_of(view_of("network")), ".svg")[1] == ""


@pytest.mark.parametrize("level", ["network", "block", "layer"])
@pytest.mark.parametrize("color_by", ["params", "stage"])
def test_dot_and_mermaid_have_the_colours_of_the_picture(level: str, color_by: str) -> None:
    look = look_of(view_of(level), color_by=color_by)
    heat = picture_of(network_of(SPEC), look).heat
    assert heat is not None
    dot = diagram_bytes(network_of(SPEC), look, ".dot").decode()
    mermaid = diagram_bytes(network_of(SPEC), look, ".mmd").decode()
    for name, fill in heat.fills.items():
        (node,) = re.findall(rf'^\s*"?{re.escape(name)}"? \[.*$', dot, re.MULTILINE)
        assert f'fillcolor="{fill}"' in node
        assert f"style {name.replace('.', '_')} fill:{fill}," in mermaid
    said = "Parameters: 0 to" in dot and "Parameters: 0 to" in mermaid
    assert said == (color_by == "params")


def test_the_source_of_a_picture_with_a_caption_is_dot() -> None:
    assert dot_source(network_of(SPEC), replace(PLAIN, caption="a")) == dot_source(
        network_of(SPEC), PLAIN
    )


def test_texts_for_other_programs_need_no_layout() -> None:
    for suffix in (".dot", ".mmd"):
        assert diagram_bytes(network_of(SPEC), PLAIN, suffix, layouts=lambda _: {})
