"""The SVG file: what interfaces promise of its groups, and that it is whole."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.scene import Item, Rect, Scene, Text
from resnet_viz.diagram.scene.theme import DARK, LIGHT, PRINT, Theme
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import FAMILY, ODD, draw

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]


def groups_of(text: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(text).iter(f"{SVG}g"))


def svg(arch: str, view: View, theme: Theme = LIGHT) -> str:
    return svg_of(Picture(draw(arch, view).scene, theme))


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
@pytest.mark.parametrize("arch", [*FAMILY, *ODD])
def test_each_residual_block_has_one_shortcut_group_of_its_kind(arch: str, level: Level) -> None:
    drawn = draw(arch, View(level))
    found = Counter(
        group.get("class", "").removeprefix("shortcut ")
        for group in groups_of(svg(arch, View(level)))
        if "shortcut" in group.get("class", "").split()
    )
    assert found == Counter(str(shortcut.kind) for shortcut in drawn.graph.shortcuts)


@pytest.mark.parametrize("arch", FAMILY)
def test_at_layer_level_every_layer_is_a_group_with_its_path_and_operation(arch: str) -> None:
    drawn = draw(arch, View(Level.LAYER))
    nodes = {
        group.get("id"): group.get("class", "").split()
        for group in groups_of(svg(arch, View(Level.LAYER)))
        if "node" in group.get("class", "").split()
    }
    expected = {node.path: ["node", node.op] for node in drawn.graph.nodes}
    assert {path: classes for path, classes in nodes.items() if path != "input"} == expected


def test_a_projection_group_holds_its_own_layers() -> None:
    groups = groups_of(svg("resnet18", View(Level.LAYER)))
    shortcut = next(group for group in groups if group.get("id") == "layer2.0.shortcut")
    inside = [group.get("id") for group in shortcut.iter(f"{SVG}g") if group is not shortcut]
    assert inside == ["layer2.0.downsample.0", "layer2.0.downsample.1"]
    assert shortcut.find(f"{SVG}path") is not None


def test_only_shortcuts_bear_the_classes_of_shortcuts() -> None:
    words = {"shortcut", *ShortcutKind}
    for element in ElementTree.fromstring(svg("resnet50", View(Level.LAYER))).iter():
        classes = element.get("class", "").split()
        if words & set(classes):
            assert element.tag == f"{SVG}g"
            assert classes[0] == "shortcut"
            assert classes[1] in set(ShortcutKind)
            assert len(classes) == 2


def test_a_folded_run_says_its_count_once_and_has_one_shortcut() -> None:
    text = svg("resnet34", View(Level.BLOCK, is_folded=True))
    groups = groups_of(text)
    folded = [group for group in groups if "folded" in group.get("class", "").split()]
    counts = [int(group.get("data-count", "0")) for group in folded]
    assert counts == [3, 3, 5, 2]
    for group, count in zip(folded, counts, strict=True):
        assert f"× {count}" in "".join(group.itertext())
    shortcuts = [group for group in groups if "shortcut" in group.get("class", "").split()]
    assert len(shortcuts) == 7
    said = ["".join(shortcut.itertext()).strip() for shortcut in shortcuts]
    assert not any("× " in text for text in said)


@pytest.mark.parametrize("level", list(Level))
def test_ids_are_unique(level: Level) -> None:
    root = ElementTree.fromstring(svg("resnet50", View(level)))
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []


def test_text_is_text_in_the_bundled_font_that_travels_with_it() -> None:
    root = ElementTree.fromstring(svg("resnet50", View()))
    assert "conv 7×7, 64" in {element.text for element in root.iter(f"{SVG}text")}
    assert root.get("font-family", "").startswith("Inter")
    style = root.find(f"{SVG}style")
    assert style is not None
    assert style.text is not None
    assert len(re.findall(r"@font-face.*?base64,[A-Za-z0-9+/=]{1000,}", style.text)) == 2


def test_it_says_in_words_what_it_shows() -> None:
    root = ElementTree.fromstring(svg("resnet50", View()))
    assert root.findtext(f"{SVG}title") == "ResNet-50"
    assert "16 residual shortcuts" in (root.findtext(f"{SVG}desc") or "")


def test_what_means_something_to_xml_is_escaped() -> None:
    item = Item('a<b>&"c', "conv2d", Rect(0, 0, 50, 20), (Text("x<y & z", 25, 14, 10),), ())
    text = svg_of(Picture(Scene("A & B", 60, 30, (), (), (), (item,)), LIGHT))
    root = ElementTree.fromstring(text)
    assert "x<y & z" in {element.text for element in root.iter(f"{SVG}text")}
    assert 'a<b>&"c' in {element.get("id") for element in root.iter()}


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
def test_another_program_draws_it(theme: Theme, tmp_path: Path) -> None:
    file, drawn = tmp_path / "a.svg", tmp_path / "a.png"
    file.write_text(svg("resnet18", View(), theme), encoding="utf-8")
    subprocess.run(["rsvg-convert", str(file), "-o", str(drawn)], check=True)
    assert drawn.read_bytes().startswith(b"\x89PNG")


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.svg"
        subprocess.run(
            [sys.executable, "main.py", "draw", "resnet18", "-o", str(file), "--level", "layer"],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            check=True,
        )
        files.append(file.read_bytes())
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("arch", "level"),
    [("resnet18", Level.BLOCK), ("resnet50", Level.BLOCK), ("resnet18", Level.LAYER)],
)
def test_the_picture_is_the_golden_one(arch: str, level: Level, is_rewriting_golden: bool) -> None:
    golden = ROOT / "tests" / "golden" / f"{arch}-{level}.svg"
    text = svg_of(Picture(draw(arch, View(level)).scene, LIGHT), has_font=False)
    if is_rewriting_golden:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
