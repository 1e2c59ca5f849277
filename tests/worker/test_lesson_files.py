"""Results of experiments as the drawing process writes them for the window."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.experiments.telling import json_of, plots_of
from resnet_viz.core.plain import plain_of, read_own
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.request import Request
from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS
from resnet_viz.export.lab.requests import ChartChoice
from resnet_viz.export.lesson.files import RESULT_FILES, VALUE_SUFFIXES
from resnet_viz.export.lesson.page import lesson_page
from resnet_viz.export.lesson.requests import (
    CopyResultChart,
    PreviewLesson,
    PreviewResult,
    PreviewResultChart,
    ResultChart,
    SaveLesson,
    SaveResult,
    SaveResultChart,
)
from resnet_viz.worker.draw import handlers_for
from resnet_viz.worker.lesson_files import HANDLERS
from tests.diagram.chart.results.samples import SAMPLES
from tests.samples.looked_into import BAD, GOOD, lesion_outcome

OUTCOME = lesion_outcome(BAD, GOOD)
CHOICE = ChartChoice("light", 88)
CHART = ResultChart(plots_of(OUTCOME), "Lesions", "What was measured.", CHOICE)


def answer(request: Request[Any]) -> Any:
    """The answer to a request as it comes out of the pipe."""
    kind = type(request)
    read = read_own(kind, json.loads(json.dumps(plain_of(request))))
    assert read == request
    assert kind in handlers_for(kind.verb)
    return HANDLERS[kind](read, ignore_progress)


@pytest.mark.parametrize("suffix", [row.suffix for row in CHART_FORMATS])
def test_a_chart_is_saved_in_every_format_that_is_offered(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"chart{suffix}"
    saved = answer(SaveResultChart(CHART, str(path), suffix))
    assert path.stat().st_size == saved.size_bytes > 1000
    assert suffix in dict(RESULT_FILES)


@pytest.mark.parametrize("name", SAMPLES)
def test_plots_of_every_kind_come_through_the_pipe(name: str) -> None:
    plots: tuple[Plot, ...] = SAMPLES[name]
    found = answer(PreviewResultChart(ResultChart(plots, "", "", CHOICE), ".svg", 200))
    assert found.png.startswith(b"\x89PNG")
    assert found.extent.text_pt >= 6


def test_the_size_of_a_png_is_said_in_pixels() -> None:
    extent = answer(PreviewResultChart(CHART, ".png", 200)).extent
    assert extent.width_px == pytest.approx(88 / 25.4 * 300, abs=1)
    assert extent.width_mm == pytest.approx(88)


def test_values_are_those_of_the_command(tmp_path: Path) -> None:
    for suffix in VALUE_SUFFIXES:
        answer(SaveResult(OUTCOME, str(tmp_path / f"values{suffix}"), suffix))
    found = json.loads((tmp_path / "values.json").read_text(encoding="utf-8"))
    assert found["networks"] == json_of(OUTCOME)["networks"]
    rows = list(csv.DictReader((tmp_path / "values.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["arch"] for row in rows} == {"plain20", "resnet20"}
    assert "experiment,arch" in answer(PreviewResult(OUTCOME, ".csv")).text


def test_the_picture_for_the_clipboard_is_in_both_formats() -> None:
    copied = answer(CopyResultChart(CHART))
    assert copied.png.startswith(b"\x89PNG")
    assert "What was measured." in copied.svg


def test_the_sheet_has_all_results_and_its_preview_says_what_is_on_it(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    answer(SaveLesson((OUTCOME,), str(path)))
    assert path.read_text(encoding="utf-8") == lesson_page((OUTCOME,))
    text = answer(PreviewLesson((OUTCOME,))).text
    assert text.startswith("Why residual connections work")
    assert "Lesions" in text


def test_what_can_t_be_written_is_said_and_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    with pytest.raises(UserError):
        answer(SaveLesson((OUTCOME,), str(folder)))
    assert list(folder.iterdir()) == []
