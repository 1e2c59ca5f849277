"""The lesson sheet in a real browser: whole without scripts, light, dark and on A4."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from resnet_viz.core.experiments.command import command_of
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.experiments.telling import caption_of
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.plots import chart_of_plots
from resnet_viz.diagram.files.charts.svg import inline_svg
from resnet_viz.diagram.scene.theme import DARK, LIGHT
from resnet_viz.export.lesson.colors import dark_rules, paired_colors
from resnet_viz.export.lesson.page import lesson_page
from resnet_viz.export.lesson.sheet import sheet_of
from resnet_viz.export.self_contained import self_contained
from tests.diagram.chart.results.samples import SAMPLES
from tests.diagram.files.chromium import Browser, browser
from tests.samples.looked_into import BAD, CLEAR, GOOD, inside_outcome, lesion_outcome
from tests.samples.looked_into import DARK as UNREAD

HOSTILE = '</style><script>alert(1)</script>"&\u202e<img src=x onerror=alert(2)>'
NET = Net("resnet20,input=1x8x8,classes=10", NetKind.RESIDUAL, 20)
FLOW = Flow(NET, 0, 2.3, (1.0, 0.1), (3.0, 2.0, 1.0), (1.0, 1.5))
GRADIENTS = Outcome(
    Experiment.GRADIENTS, ("resnet20",), Setting(), Found(flow=(FLOW,)), 0.5, "2.13.0"
)
LESIONS = lesion_outcome(BAD, GOOD)
INSIDE = inside_outcome(UNREAD, CLEAR)
RESULTS = (INSIDE, LESIONS, GRADIENTS)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "sheet.html"
    path.write_text(lesson_page(RESULTS), encoding="utf-8")
    return path


def texts_of(page: Browser, selector: str) -> list[str]:
    found = f"[...document.querySelectorAll('{selector}')].map((each) => each.textContent)"
    return list(page.value(found))


def test_it_has_the_block_a_figure_for_each_result_in_order_and_the_sources(
    page: Browser, file: Path
) -> None:
    page.open(file)
    heads = texts_of(page, "h2")
    wanted = [EXPERIMENTS[each.experiment].title for each in (GRADIENTS, LESIONS, INSIDE)]
    assert heads[0] == "What a residual block is"
    assert [head.split("  ")[1] for head in heads[1:-1]] == wanted
    assert heads[-1] == "Sources"
    assert page.value("document.querySelectorAll('.chart svg').length") == 3
    assert page.value("document.querySelectorAll('.blocks svg').length") == 2
    assert "CC BY 4.0" in texts_of(page, "body")[0]
    assert page.complaints() == []


def test_it_says_of_each_result_what_its_caption_says_and_the_command(
    page: Browser, file: Path
) -> None:
    page.open(file)
    paragraphs = texts_of(page, "p")
    for outcome in RESULTS:
        for message in caption_of(outcome):
            assert any(str(message) in each for each in paragraphs)
    assert texts_of(page, "pre") == [command_of(each) for each in (GRADIENTS, LESIONS, INSIDE)]


def test_it_has_no_script_and_fetches_nothing(page: Browser, file: Path) -> None:
    page.open(file)
    text = file.read_text(encoding="utf-8")
    assert page.value("document.scripts.length") == 0
    assert set(re.findall(r"https?://[^\"'\s<>]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "unsafe" not in text
    assert " style=" not in text
    assert page.value("fetch('data:,x').then(() => 'fetched', () => 'refused')") == "refused"
    ids = page.value("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(set(ids)) == len(ids)


def test_its_charts_are_dark_where_the_reader_s_system_is_and_light_on_paper(
    page: Browser, file: Path
) -> None:
    page.open(file)
    ground = "getComputedStyle(document.querySelector('.chart svg > rect')).fill"
    found = {}
    for kind, scheme in (("screen", "light"), ("screen", "dark"), ("print", "dark")):
        page.show_as(kind, scheme)
        found[kind, scheme] = page.value(ground)
    page.show_as("", "light")
    assert found["screen", "light"] == found["print", "dark"] == "rgb(255, 255, 255)"
    assert found["screen", "dark"] == "rgb(15, 21, 32)"


def test_it_prints_on_a4_without_cutting_a_chart(page: Browser, file: Path) -> None:
    import pypdfium2

    page.open(file)
    printed = page.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    document = pypdfium2.PdfDocument(BytesIO(b64decode(printed["data"])))
    try:
        assert 2 <= len(document) <= 6
        for sheet in document:
            assert sheet.get_width() == pytest.approx(210 * 72 / 25.4, abs=1)
            assert sheet.get_height() == pytest.approx(297 * 72 / 25.4, abs=1)
    finally:
        document.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_no_wider_than_the_window(page: Browser, file: Path, width: int) -> None:
    page.ask(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=900, deviceScaleFactor=1, mobile=False,
    )  # fmt: skip
    page.open(file)
    assert page.value("document.documentElement.scrollWidth") <= width
    page.ask("Emulation.clearDeviceMetricsOverride")


def test_words_of_others_do_not_break_out(page: Browser, tmp_path: Path) -> None:
    net = Net("resnet20", NetKind.RESIDUAL, 20)
    setting = Setting(steps=2, data=DataSet.FOLDER, folder=f"/tmp/{HOSTILE}")
    lesions = tuple(replace(each, chosen=(HOSTILE,)) for each in LESIONS.found.lesions)
    outcomes = (
        replace(LESIONS, setting=setting, torch=HOSTILE, found=Found(lesions=lesions)),
        Outcome(
            Experiment.TRAINING,
            (HOSTILE,),
            setting,
            Found(training=(Training(net, 0, (2.3,)),)),
            1.0,
            HOSTILE,
        ),
    )
    path = tmp_path / "hostile.html"
    path.write_text(lesson_page(outcomes), encoding="utf-8")
    page.open(path)
    assert page.value("document.querySelectorAll('script,img').length") == 0
    assert page.value("document.querySelectorAll('style').length") == 1
    assert "\u202e" not in path.read_text(encoding="utf-8")
    assert page.complaints() == []


def test_nothing_is_no_error_and_the_same_results_give_the_same_bytes() -> None:
    assert "No experiment was run yet." in lesson_page(())
    assert lesson_page(RESULTS) == lesson_page(tuple(reversed(RESULTS)))
    empty = replace(LESIONS, found=Found())
    assert sheet_of((empty,)).figures == ()


def test_the_block_is_of_the_network_as_it_took_the_data() -> None:
    sheet = sheet_of((GRADIENTS,))
    assert sheet.network.name == "resnet20,input=1x8x8"
    assert [block.path for block in sheet.blocks] == ["layer1.0", "layer2.0"]


def test_every_colour_of_every_kind_of_chart_has_its_dark_one() -> None:
    for name, plots in SAMPLES.items():
        light, dark = (chart_of_plots(plots, "", ChartLook(theme)) for theme in (LIGHT, DARK))
        colors = paired_colors([(light, dark)])
        again = paired_colors([(dark, dark)])
        assert set(colors.values()) <= set(again), name
        assert DARK.page in colors.values()
        assert colors[LIGHT.ink] == DARK.ink
    assert '.chart [fill="#ffffff"]{fill:#0f1520}' in dark_rules(".chart", {"#ffffff": "#0f1520"})


def test_its_policy_lets_pictures_in_only_where_there_are_any(
    page: Browser, tmp_path: Path
) -> None:
    assert "img-src" not in lesson_page(RESULTS)
    (plot,) = SAMPLES["pictures"]
    chart = inline_svg(chart_of_plots((plot,), "", ChartLook()), "one")
    path = tmp_path / "pictures.html"
    path.write_text(self_contained("Pictures", "", chart), encoding="utf-8")
    page.open(path)
    assert "img-src data:;" in path.read_text(encoding="utf-8")
    assert page.value("document.querySelectorAll('image').length") == len(plot.images)
    assert page.complaints() == []


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        (GRADIENTS, "resnet-viz learn gradients resnet20 --seed 0"),
        (LESIONS, "resnet-viz learn lesion plain20 resnet20 --steps 60 --seed 0"),
        (
            replace(
                LESIONS,
                setting=Setting(
                    Init.ZERO_GAMMA, has_batch_norm=False, seed=7, seeds=2, steps=5,
                    data=DataSet.SHAPES, is_longer=True,
                ),
            ),
            "resnet-viz learn lesion plain20 resnet20 --steps 5 --seed 7 --seeds 2 "
            "--init zero_gamma --no-batch-norm --data shapes --longer",
        ),
        (
            replace(LESIONS, setting=Setting(data=DataSet.FOLDER, folder="/home/a/my pictures")),
            "resnet-viz learn lesion plain20 resnet20 --steps 0 --seed 0 --data 'my pictures'",
        ),
    ],
)  # fmt: skip
def test_the_command_has_all_that_decided_the_result(outcome: Outcome, wanted: str) -> None:
    assert command_of(outcome) == wanted
