"""The LaTeX document, by its structure, and compiled where there is a TeX with TikZ."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.diagram.files.tikz import tikz_of
from resnet_viz.diagram.scene.color_choice import ColorScale
from resnet_viz.diagram.scene.heat import heat_of
from resnet_viz.diagram.scene.picture import Picture, page_of
from resnet_viz.diagram.scene.scene import Item, Rect, Scene
from resnet_viz.diagram.scene.theme import LIGHT, PRINT, Theme
from resnet_viz.diagram.view import Level, View
from tests.deep import mostly_deep
from tests.diagram.drawn import draw


@pytest.fixture(scope="module")
def document() -> str:
    return tikz_of(Picture(draw("resnet50", View(Level.LAYER)).scene, LIGHT))


def test_environments_open_and_close_in_order(document: str) -> None:
    open_ones: list[str] = []
    for word, name in re.findall(r"\\(begin|end)\{(\w+)\}", document):
        if word == "begin":
            open_ones.append(name)
        else:
            assert open_ones.pop() == name
    assert open_ones == []


def test_braces_are_balanced_in_every_line(document: str) -> None:
    for line in document.splitlines():
        bare = line.replace(r"\{", "").replace(r"\}", "")
        assert bare.count("{") == bare.count("}"), line


def test_every_colour_that_is_used_is_defined(document: str) -> None:
    defined = set(re.findall(r"\\definecolor\{(c[0-9A-F]{6})\}", document))
    assert set(re.findall(r"\bc[0-9A-F]{6}\b", document)) == defined


def test_it_has_every_layer_and_every_shortcut(document: str) -> None:
    paths = {node.path for node in draw("resnet50", View(Level.LAYER)).graph.nodes}
    comments = re.findall(r"^% (\S+)$", document, re.MULTILINE)
    assert paths <= set(comments)
    assert len(re.findall(r"^% \S+\.shortcut: ", document, re.MULTILINE)) == 16


def test_everything_is_in_ascii(document: str) -> None:
    assert document.isascii()
    scene = draw("resnet18", View(is_folded=True)).scene
    heat = heat_of(
        scene, {"fc": 2.5, "conv1": 1.0, "maxpool": 0.0}, FIGURES["time"], PRINT, ColorScale.LOG
    )
    text = tikz_of(Picture(scene, PRINT, heat))
    assert text.isascii()
    assert r"$\leq$ 1 ms" in text


def test_a_folded_run_says_its_count_once_on_its_box() -> None:
    text = tikz_of(Picture(draw("resnet34", View(is_folded=True)).scene, LIGHT))
    assert text.count(r"$\times$ 5}") == 1
    shortcut = text.partition("% layer3.1.shortcut: identity\n")[2].partition("\n% ")[0]
    assert r"$\times$ 5}" not in shortcut


def test_without_a_ground_the_page_keeps_its_size() -> None:
    picture = Picture(draw("resnet18", View()).scene, LIGHT)
    page = page_of(picture)
    size = f"(0,0) rectangle ({page.width:g},{page.height:g});"
    assert f"\\fill[cFFFFFF] {size}" in tikz_of(picture)
    clear = tikz_of(replace(picture, has_ground=False))
    assert f"\\path {size}" in clear
    assert "\\fill[cFFFFFF] (0,0)" not in clear


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        (Scene("tall", 90, 20_000, (), (), (), ()), "20028 points long"),
        (
            Scene(
                "full", 90, 90, (), (), (), (Item("a", "add", Rect(0, 0, 9, 9), (), ()),) * 10_001
            ),
            "10004 lines, boxes and texts",
        ),
    ],
)
def test_what_tex_can_not_hold_is_refused_with_advice(scene: Scene, words: str) -> None:
    with pytest.raises(UserError, match=f"{words}.*Merge equal blocks.*save as .svg or .pdf"):
        tikz_of(Picture(scene, LIGHT, has_legend=False))


@pytest.mark.parametrize("theme", mostly_deep([LIGHT, PRINT], [PRINT]), ids=["light", "print"])
def test_it_compiles_to_a_page_of_the_drawings_size(tmp_path: Path, theme: Theme) -> None:
    scene = draw("resnet50", View(Level.LAYER, is_folded=True)).scene
    picture = Picture(scene, theme, caption="100 % of ResNet_50 · {×}")
    (tmp_path / "a.tex").write_text(tikz_of(picture), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-2000:]
    assert "Missing character" not in told.stdout
    said = subprocess.run(["pdfinfo", "a.pdf"], cwd=tmp_path, capture_output=True, text=True)
    (size,) = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", said.stdout)
    page = page_of(picture)
    assert [float(side) for side in size] == pytest.approx([page.width, page.height], abs=0.1)
