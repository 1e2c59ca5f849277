"""Charts as files: the same bytes each time, real text, opened by programs of others."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.series import Curve, Curves, Name
from resnet_viz.diagram.chart.chart import Chart, Dots
from resnet_viz.diagram.chart.colors import Shape
from resnet_viz.diagram.chart.lines import lines
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.plots import chart_of_plots
from resnet_viz.diagram.chart.scatter import scatter
from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS, chart_png, write_chart
from resnet_viz.diagram.files.charts.pdf import chart_pdf
from resnet_viz.diagram.files.charts.svg import chart_svg, inline_svg
from resnet_viz.diagram.files.charts.tikz import MOST_POINTS, chart_tikz
from resnet_viz.diagram.scene.scene import Point
from resnet_viz.diagram.scene.theme import DARK, LIGHT
from tests.diagram.chart.results.samples import CAPTION, SAMPLES
from tests.diagram.chart.samples import charts, made_up_cloud

SVG = "{http://www.w3.org/2000/svg}"
LOOK = ChartLook()
RESULTS = ("degradation", "lesion", "landscape", "pictures", "zeros")


def every_chart() -> dict[str, Chart]:
    results = {name: chart_of_plots(SAMPLES[name], CAPTION, LOOK) for name in RESULTS}
    return {**charts(LOOK), **results}


CHARTS = every_chart()


def words_of(chart: Chart) -> list[str]:
    return [text.text for text in chart.texts]


@pytest.mark.parametrize("row", CHART_FORMATS, ids=lambda row: row.suffix)
def test_the_same_chart_gives_the_same_bytes(row: object, tmp_path: Path) -> None:
    again = every_chart()
    for kind, chart in CHARTS.items():
        suffix = next(each.suffix for each in CHART_FORMATS if each is row)
        one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
        write_chart(chart, one)
        write_chart(again[kind], other)
        assert one.read_bytes() == other.read_bytes(), kind


@pytest.mark.parametrize("kind", CHARTS)
def test_an_svg_parser_finds_every_word_as_text_and_a_group_for_each_colour(kind: str) -> None:
    chart = CHARTS[kind]
    root = ElementTree.fromstring(chart_svg(chart))
    assert [each.text for each in root.iter(f"{SVG}text")] == words_of(chart)
    circles = {
        (group.get("fill"), len(found))
        for group in root.iter(f"{SVG}g")
        if (found := group.findall(f"{SVG}circle"))
    }
    wanted = {
        (mark.color, len(mark.points))
        for mark in chart.marks
        if isinstance(mark, Dots) and mark.shape is Shape.CIRCLE
    }
    assert circles == wanted
    assert "@font-face" in (root.findtext(f"{SVG}style") or "")


def test_the_svg_is_drawn_by_another_program(tmp_path: Path) -> None:
    file = tmp_path / "chart.svg"
    write_chart(CHARTS["scatter"], file)
    done = subprocess.run(["rsvg-convert", "-d", "96", "-p", "96", str(file)], capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", CHARTS)
def test_a_pdf_reader_finds_every_word_on_a_page_of_the_column_s_width(kind: str) -> None:
    import pypdfium2

    chart = CHARTS[kind]
    document = pypdfium2.PdfDocument(chart_pdf(chart))
    try:
        page = document[0]
        assert len(document) == 1
        assert page.get_width() == pytest.approx(88 * 72 / 25.4, abs=0.01)
        text = page.get_textpage().get_text_range()
    finally:
        document.close()
    squeezed = "".join(text.split())
    for words in words_of(chart):
        assert "".join(words.split()) in squeezed


def test_dots_of_the_pdf_are_as_round_and_where_those_of_the_svg_are(tmp_path: Path) -> None:
    """Pixels of both, by two programs that share no code."""
    from PIL import Image

    chart = CHARTS["scatter"]
    svg, drawn = tmp_path / "chart.svg", tmp_path / "svg.png"
    write_chart(chart, svg)
    (tmp_path / "pdf.png").write_bytes(chart_png(chart, 144))
    size = ["-w", str(round(chart.width * 2)), "-o", str(drawn)]
    subprocess.run(["rsvg-convert", *size, str(svg)], check=True)
    with Image.open(drawn) as one, Image.open(tmp_path / "pdf.png") as other:
        small = (chart.width / 4, chart.height / 4)
        sizes = (round(small[0]), round(small[1]))
        first = one.convert("L").resize(sizes).tobytes()
        second = other.convert("L").resize(sizes).tobytes()
    differences = sorted(abs(a - b) for a, b in zip(first, second, strict=True))
    assert differences[len(differences) * 99 // 100] <= 40
    assert sum(differences) / len(differences) < 4


def test_png_has_300_pixels_an_inch() -> None:
    data = chart_png(CHARTS["bars"])
    width = int.from_bytes(data[16:20])
    assert width == pytest.approx(88 / 25.4 * 300, abs=1.01)
    at = data.index(b"pHYs") + 4
    assert int.from_bytes(data[at : at + 4]) == round(300 / 0.0254)


@pytest.mark.deep
@pytest.mark.parametrize("kind", CHARTS)
def test_pdflatex_sets_the_chart(kind: str, tmp_path: Path) -> None:
    write_chart(CHARTS[kind], tmp_path / "chart.tex")
    command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "chart.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, (tmp_path / "chart.log").read_text(errors="replace")[-2000:]
    assert (tmp_path / "chart.pdf").stat().st_size > 5000
    shutil.rmtree(tmp_path)


def test_a_chart_that_tex_can_not_hold_is_refused_with_other_formats() -> None:
    many = Dots((Point(1, 1),) * (MOST_POINTS + 1), 1, "#000000")
    chart = Chart("many", 100, 100, "", CHARTS["bars"].clip, inside=(many,))
    with pytest.raises(UserError, match=r"pdflatex has memory for 15000.*\.svg or \.pdf"):
        chart_tikz(chart)


def test_names_are_text_and_never_markup() -> None:
    hostile = '<script>alert(1)</script>"&\\input{x}'
    curve = Curve(Name(hostile, "A"), ((1.0, 1.0), (2.0, 2.0)))
    chart = lines(Curves("depth", "macs", (curve,), title=hostile), ChartLook(width_mm=180))
    for text in (chart_svg(chart), inline_svg(chart, "one")):
        root = ElementTree.fromstring(text)
        assert not [each for each in root.iter() if each.tag.endswith("script")]
        assert hostile in [each.text for each in root.iter(f"{SVG}text")]
    assert "\\input{" not in chart_tikz(chart)


def test_an_inline_chart_has_ids_of_its_own_and_no_style() -> None:
    one, other = (inline_svg(CHARTS["lines"], name) for name in ("one", "other"))
    ids = [
        {each.get("id") for each in ElementTree.fromstring(text).iter() if each.get("id")}
        for text in (one, other)
    ]
    assert not ids[0] & ids[1]
    assert "<style" not in one


def test_a_chart_without_ground_lets_what_is_behind_it_show_through() -> None:
    chart = scatter(made_up_cloud(20), ChartLook(DARK, has_ground=False))
    assert DARK.page not in chart_svg(chart).split("clipPath")[0]
    assert chart_png(chart)[25] == 6  # colour type with alpha; PNG specification, section 11.2.1
    assert chart_png(scatter(made_up_cloud(20), ChartLook(LIGHT)))[25] == 2


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"'.gif' isn't a chart format. Choose one of .svg"):
        write_chart(CHARTS["bars"], tmp_path / "chart.gif")
    assert list(tmp_path.iterdir()) == []
