"""Letters of other fonts in every file: embedded, as wide as measured, and set by TeX."""

import base64
import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.drawing import diagram_and_note, diagram_bytes, picture_of
from resnet_viz.diagram.files.embedded_font import part_of_font
from resnet_viz.diagram.look import Look, look_of, view_of
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.other_fonts import fonts_for
from resnet_viz.diagram.scene.picture import CAPTION_SIZE, page_of
from tests.samples.fonts import font_with

CAPTION = "网络 (ResNet-18) 图"
OTHERS = "网络图"
NETWORK = network_named("resnet18")


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine's only folder of fonts, empty."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "shared"))
    (tmp_path / "fonts").mkdir()
    return tmp_path / "fonts"


@pytest.fixture(params=[".ttf", ".otf"])
def font(fonts: Path, request: pytest.FixtureRequest) -> Path:
    """The only font that has the other letters, with curves of either kind."""
    return font_with(fonts / f"other{request.param}", OTHERS)


def look(caption: str = CAPTION) -> Look:
    return Look(look_of(view_of("network")).view, caption=caption, has_legend=False)


def file(suffix: str, caption: str = CAPTION) -> bytes:
    return diagram_bytes(NETWORK, look(caption), suffix)


def run(folder: Path, *command: str) -> str:
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr
    return told.stdout


@pytest.mark.usefixtures("font")
def test_an_svg_has_the_letters_in_a_range_of_their_own() -> None:
    text = file(".svg").decode()
    assert f">{CAPTION}</text>" in text
    (rule,) = re.findall(r"@font-face\{[^}]*unicode-range:([^}]*)\}", text)
    assert rule == ",".join(f"U+{ord(each):X}" for each in sorted(OTHERS))
    parts = re.findall(r"base64,([^)]*)\)(;unicode-range)?", text)
    (data,) = (data for data, is_other in parts if is_other)
    part = TTFont(BytesIO(base64.b64decode(data)))
    assert set(part.getBestCmap()) == {ord(each) for each in OTHERS}
    assert {part["hmtx"][name][0] for name in part.getBestCmap().values()} == {900}


@pytest.mark.usefixtures("font")
def test_a_pdf_has_them_as_letters_that_can_be_searched(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(file(".pdf"))
    assert CAPTION in run(tmp_path, "pdftotext", "a.pdf", "-")
    rows = [row.split() for row in run(tmp_path, "pdffonts", "a.pdf").splitlines()[2:]]
    assert any("MadeUpSans" in row[0] for row in rows)
    assert {row[-5] for row in rows} == {"yes"}, "embedded"


@pytest.mark.usefixtures("font")
def test_a_png_has_their_outlines_at_their_places() -> None:
    png = Image.open(BytesIO(file(".png"))).convert("L")
    page = page_of(picture_of(NETWORK, look()))
    assert page.caption
    dot = png.width / page.width
    start = text_width(CAPTION[:-1], CAPTION_SIZE)  # the last letter, a square with margins
    left = page.caption.x + start + 0.1 * CAPTION_SIZE
    greys = [
        png.crop((x, y, x + 1, y + 1)).tobytes()[0]
        for y in [round((page.caption.y - 4) * dot)]
        for x in [round((left + aside) * dot) for aside in (-0.7, 3.5, 7.6)]
    ]
    assert greys[1] < 60
    assert min(greys[0], greys[2]) > 200


@pytest.mark.usefixtures("font")
def test_the_page_is_wide_enough_for_them() -> None:
    long = OTHERS * 60
    page = page_of(picture_of(NETWORK, look(long)))
    assert page.caption
    assert page.width >= page.caption.x + 180 * 0.9 * CAPTION_SIZE


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".tex"])
def test_the_same_caption_gives_the_same_bytes(suffix: str) -> None:
    assert file(suffix) == file(suffix)
    part_of_font.cache_clear()
    assert file(suffix) == file(suffix)


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".tex"])
def test_without_a_font_nothing_is_drawn(suffix: str) -> None:
    with pytest.raises(UserError, match=r"no font here can draw .*网络图"):
        file(suffix)


def test_a_part_of_a_font_has_the_outlines_of_the_whole(fonts: Path) -> None:
    for suffix in (".ttf", ".otf"):
        font_with(fonts / f"a{suffix}", "网", f"Cut {suffix[1:]}")
        found = fonts_for(frozenset("网"))["网"]
        glyph = TTFont(BytesIO(part_of_font(found, "网")))["glyf"]["u7F51"]
        assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == (100, 0, 800, 800)
        (fonts / f"a{suffix}").unlink()


@pytest.mark.usefixtures("font")
def test_a_tex_file_of_other_letters_says_what_it_needs() -> None:
    data, note = diagram_and_note(NETWORK, look(), ".tex")
    assert note == "this file needs XeLaTeX or LuaLaTeX, and the font Made Up Sans"
    text = data.decode()
    assert f"% {note}\n" in text
    assert r"{\lettersa 网络} (ResNet-18) {\lettersa 图}" in text


@pytest.mark.parametrize("caption", ["Réseau ő Ł", "δίκτυο 10⁹ ≤ 3", "100 % {a_b} \\ ~^"])
def test_a_tex_file_of_letters_that_pdflatex_has_needs_nothing(
    caption: str, tmp_path: Path
) -> None:
    data, note = diagram_and_note(NETWORK, look(caption), ".tex")
    assert note == ""
    (tmp_path / "a.tex").write_bytes(data)
    told = run(tmp_path, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex")
    assert "Missing character" not in told


def test_lualatex_sets_the_other_letters(font: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_bytes(file(".tex"))
    # TeX keeps a list of fonts at home, which is this test's own folder.
    command = ["env", f"OSFONTDIR={font.parent}", "lualatex", "-interaction=nonstopmode"]
    told = run(tmp_path, *command, "-halt-on-error", "a.tex")
    assert "Missing character" not in told
    assert CAPTION in run(tmp_path, "pdftotext", "a.pdf", "-")
