"""Every format writes a network that is not a chain of stages, and says its shortcuts."""

import re
from xml.etree import ElementTree

import pytest

from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.diagram.drawing import diagram_bytes, picture_of
from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.scene.theme import THEMES
from resnet_viz.diagram.view import Direction, Level
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.whole import graph

NETWORK = Network("encoder-decoder", "Encoder-decoder", graph())
SVG = "{http://www.w3.org/2000/svg}"


def svg_of(level: str, *, is_folded: bool = False, direction: str = "TB") -> ElementTree.Element:
    look = look_of(view_of(level, direction, is_folded=is_folded))
    return ElementTree.fromstring(diagram_bytes(NETWORK, look, ".svg"))


def groups_of(root: ElementTree.Element, word: str) -> list[ElementTree.Element]:
    return [each for each in root.iter(f"{SVG}g") if word in each.get("class", "").split()]


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("is_folded", [False, True])
@pytest.mark.parametrize("level", Level)
def test_svg_has_a_group_for_each_node_shortcut_and_folded_run(
    level: Level, is_folded: bool, direction: Direction
) -> None:
    root = svg_of(level, is_folded=is_folded, direction=direction)
    ids = [each.get("id") for each in root.iter(f"{SVG}g") if each.get("id")]
    assert len(ids) == len(set(ids))
    shortcuts = groups_of(root, "shortcut")
    assert shortcuts
    for each in shortcuts:
        is_cat = "decoder" in str(each.get("id"))
        assert each.get("class") == "shortcut identity" + " concat" * is_cat
    assert {f"decoder.level{number}.cat.shortcut" for number in (1, 2, 3)} <= set(ids)
    folded = groups_of(root, "folded")
    assert [each.get("data-count") for each in folded] == ["3"] * (
        is_folded and level in (Level.BLOCK, Level.LAYER)
    )
    assert all("× 3" in "".join(each.itertext()) for each in folded)


def test_svg_has_a_group_for_each_layer_with_its_operation() -> None:
    nodes = {each.get("id"): each.get("class") for each in groups_of(svg_of("layer"), "node")}
    assert nodes["decoder.level2.up"] == "node upsample_nearest2d"
    assert nodes["decoder.level2.cat"] == "node cat"
    assert nodes["image"] == nodes["mask"] == "node input"
    assert len(nodes) == len(graph().nodes) + 2


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".tex", ".dot", ".mmd"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_format_writes_the_same_bytes_each_time(suffix: str, theme: str) -> None:
    look = look_of(view_of("block", is_folded=True), theme=theme)
    data = diagram_bytes(NETWORK, look, suffix)
    assert data
    assert data == diagram_bytes(NETWORK, look, suffix)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("level", Level)
def test_dot_lays_out_the_exported_text_and_has_all_skips(
    level: Level, direction: Direction
) -> None:
    text = diagram_bytes(
        NETWORK, look_of(view_of(level, direction, is_folded=True)), ".dot"
    ).decode()
    assert layouts_for([text])[text]
    for number in (1, 2, 3):
        assert text.count(f'id="decoder.level{number}.cat.shortcut"') == 1


def test_mermaid_has_frames_joins_and_an_arrow_for_each_line() -> None:
    text = diagram_bytes(NETWORK, look_of(view_of("block", is_folded=True)), ".mmd").decode()
    assert 'subgraph bottleneck_0_run["blocks × 3"]' in text
    assert 'entry_cat(("C")):::cat' in text
    assert 'encoder_level3 -->|"identity"| decoder_level3' in text
    assert "entry_cat --> encoder_level1" in text
    assert text.count("subgraph") == len(re.findall(r"^ *end$", text, re.MULTILINE))
    for box in ("image", "mask", "head_conv"):
        assert text.count(f'    {box}["') == 1


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_colour_the_boxes_and_what_is_not_counted_has_none(figure: str) -> None:
    heat = picture_of(NETWORK, look_of(view_of("layer"), color_by=figure)).heat
    assert heat is not None
    if figure in ("macs", "flops", "activations"):
        assert "encoder.level1.first.conv" in heat.fills
        assert "decoder.level1.up" not in heat.fills


@pytest.mark.parametrize("theme", THEMES)
def test_stages_colour_the_boxes_by_the_groups_at_the_top(theme: str) -> None:
    heat = picture_of(NETWORK, look_of(view_of("block"), color_by="stage", theme=theme)).heat
    assert heat is not None
    assert [name for _, name in heat.names] == [stage.name for stage in graph().stages]
    fills = heat.fills
    assert fills["encoder.level1"] == fills["encoder.pool3"]
    assert len({fills[name] for name in ("entry.cat", "encoder.pool1", "head.conv")}) == 3
