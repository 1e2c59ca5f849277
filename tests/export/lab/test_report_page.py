"""The page of a report in a real browser: whole without scripts, light, dark and on paper."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from resnet_viz.core.lab.series import ChartData, ChartKind, along_depth, by_stage
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.scene.theme import DARK, LIGHT
from resnet_viz.export.lab.dark import ATTRIBUTES, dark_colors
from resnet_viz.export.lab.pictures import chart_svg, inline_picture, picture_drawn
from resnet_viz.export.lab.report import Drawn
from resnet_viz.export.lab.report_files import report_bytes
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.files.chromium import Browser, browser
from tests.export.lab.test_report import HOSTILE, PAIR, hostile_report, report


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report_bytes(PAIR, ".html"))
    return path


def test_every_table_chart_and_picture_is_on_the_page(page: Browser, file: Path) -> None:
    page.open(file)
    assert page.value("document.querySelectorAll('svg').length") == sum(
        len(each.charts) + bool(each.drawn) for each in PAIR.sections
    )
    texts = page.value("[...document.querySelectorAll('h2')].map((each) => each.textContent)")
    assert texts == [each.title for each in PAIR.sections]
    cells = page.value("[...document.querySelectorAll('tbody td')].length")
    wanted = sum(len(t.heads) * len(t.texts) for each in PAIR.sections for t in each.tables)
    assert cells == wanted
    assert page.complaints() == []


def test_it_has_no_script_and_fetches_nothing(page: Browser, file: Path) -> None:
    page.open(file)
    assert page.value("document.scripts.length") == 0
    text = file.read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[^\"'\s<>]+", text))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert "unsafe" not in text
    assert " style=" not in text
    assert page.value("fetch('data:,x').then(() => 'fetched', () => 'refused')") == "refused"


def test_ids_are_not_repeated_and_words_are_in_the_page_s_own_font(
    page: Browser, file: Path
) -> None:
    page.open(file)
    ids = page.value("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(set(ids)) == len(ids)
    assert page.value("document.fonts.ready.then(() => document.fonts.check('14px Inter'))")
    for name in page.value(
        "[...document.querySelectorAll('[aria-labelledby]')].map("
        "(each) => document.getElementById(each.getAttribute('aria-labelledby'))?.textContent)"
    ):
        assert name


def test_hostile_names_do_not_break_out(page: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(report_bytes(hostile_report(), ".html"))
    page.open(path)
    assert page.value("document.querySelectorAll('script,img').length") == 0
    assert page.value("document.querySelectorAll('style').length") == 1
    assert HOSTILE in page.value("document.querySelector('h1').textContent")
    assert page.complaints() == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_no_wider_than_the_window(page: Browser, file: Path, width: int) -> None:
    page.ask(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=900, deviceScaleFactor=1, mobile=False,
    )  # fmt: skip
    page.open(file)
    assert page.value("document.documentElement.scrollWidth") <= width
    page.ask("Emulation.clearDeviceMetricsOverride")


def test_it_is_dark_where_the_reader_s_system_is_and_light_on_paper(
    page: Browser, file: Path
) -> None:
    page.open(file)
    seen = "getComputedStyle(document.body).backgroundColor"
    box = "getComputedStyle(document.querySelector('.conv2d rect')).fill"
    found = {}
    for kind, scheme in (("screen", "light"), ("screen", "dark"), ("print", "dark")):
        page.show_as(kind, scheme)
        found[kind, scheme] = page.value(seen), page.value(box)
    page.show_as("", "light")
    assert found["screen", "light"][0] == "rgb(255, 255, 255)"
    assert found["screen", "dark"][0] == "rgb(15, 21, 32)"
    assert found["print", "dark"] == found["screen", "light"]
    assert found["screen", "dark"][1] != found["screen", "light"][1]


def recolored(svg: str) -> str:
    """What the page's rules make of a picture in the dark."""
    colors = dark_colors()

    def turned(found: re.Match[str]) -> str:
        return f'{found[1]}="{colors.get(found[2], found[2])}"'

    return re.sub(rf'\b({"|".join(ATTRIBUTES)})="(#[0-9a-f]{{6}})"', turned, svg)


def test_every_picture_becomes_exactly_the_dark_one() -> None:
    many = report("resnet34", "resnet50", "resnet18", "resnet101", "resnet20", "plain34")
    charts = [
        ChartData(ChartKind.GROUPED, stages=by_stage(many.reports, "macs")),
        ChartData(ChartKind.LINES, curves=along_depth(many.reports[:4], "params")),
    ]
    for data in charts:
        assert recolored(chart_svg(data, "one", LIGHT)) == chart_svg(data, "one", DARK)
    for drawn in Drawn:
        for each in (PAIR, many):
            light, dark = (
                inline_picture(picture_drawn(each, drawn, layouts_for, theme), "one")
                for theme in (LIGHT, DARK)
            )
            assert recolored(light) == dark, drawn


def test_an_inline_picture_says_what_its_file_says() -> None:
    picture = picture_drawn(PAIR, Drawn.NETWORKS, layouts_for)
    words = re.compile(r"<text[^>]*>([^<]*)</text>")
    whole, inline = svg_of(picture), inline_picture(picture, "one")
    assert words.findall(inline) == words.findall(whole)
    assert "<style" not in inline
    assert "<?xml" not in inline
    assert all(found.startswith("one-") for found in re.findall(r' id="([^"]*)"', inline))
    assert unescape(PAIR.networks[0].title) in inline
