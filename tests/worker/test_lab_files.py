"""Charts and reports as the drawing process makes them for the window."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.series import ChartData, ChartKind, by_stage
from resnet_viz.core.networks import network_named
from resnet_viz.core.plain import plain_of, read_own
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.request import Request
from resnet_viz.export.lab.chart_files import CHART_FILES, WIDTHS_MM
from resnet_viz.export.lab.report_files import REPORT_FORMATS
from resnet_viz.export.lab.requests import (
    ChartChoice,
    PreviewChart,
    PreviewReport,
    ReportAsked,
    SaveChart,
    SaveReport,
)
from resnet_viz.worker.draw import handlers_for
from resnet_viz.worker.lab_files import HANDLERS

ARCHS = ("resnet18", "resnet34")
REPORTS = [report_of(network_named(arch)) for arch in ARCHS]
DATA = ChartData(ChartKind.GROUPED, stages=by_stage(REPORTS, "macs"))
CHOICE = ChartChoice("light", 88)
ASKED = ReportAsked(ARCHS, 1, ("B is 2.00 × slower than A [1.90 – 2.10], 15 pairs.",))


def answer(request: Request[Any]) -> Any:
    """The answer to a request as it comes out of the pipe."""
    kind = type(request)
    read = read_own(kind, json.loads(json.dumps(plain_of(request))))
    assert read == request
    assert kind in handlers_for(kind.verb)
    return HANDLERS[kind](read, ignore_progress)


@pytest.mark.parametrize("suffix", [suffix for suffix, _ in CHART_FILES])
def test_a_chart_is_saved_in_every_format_that_is_offered(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"chart{suffix}"
    saved = answer(SaveChart(DATA, CHOICE, str(path), suffix))
    assert path.stat().st_size == saved.size_bytes > 100


def test_the_csv_of_a_chart_holds_the_exact_values(tmp_path: Path) -> None:
    path = tmp_path / "chart.csv"
    answer(SaveChart(DATA, CHOICE, str(path), ".csv"))
    head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    assert head[0] == "name"
    assert [row[0] for row in rows] == ["A ResNet-18", "B ResNet-34"]
    assert [sum(map(int, row[1:])) for row in rows] == [each.totals.macs for each in REPORTS]


@pytest.mark.parametrize("width", WIDTHS_MM)
def test_the_preview_of_a_chart_says_how_large_it_is_printed(width: str) -> None:
    choice = ChartChoice("dark", int(width), has_title=False, is_transparent=True)
    preview = answer(PreviewChart(DATA, choice, ".png", 400))
    extent = preview.extent
    assert extent.width_mm == pytest.approx(int(width))
    assert extent.width_px == pytest.approx(int(width) / 25.4 * 300, abs=1)
    assert extent.is_easily_read
    data = preview.png
    assert max(int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == pytest.approx(400, 2)


@pytest.mark.parametrize("suffix", [row.suffix for row in REPORT_FORMATS])
def test_a_report_is_saved_in_every_format_with_what_timing_said(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"report{suffix}"
    answer(SaveReport(ASKED, str(path), suffix))
    text = path.read_text(encoding="utf-8")
    assert ("slower" in text) is (suffix != ".csv")
    preview = answer(PreviewReport(ASKED, suffix))
    assert 0 < len(preview.text.splitlines()) <= 30


def test_what_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        answer(SaveChart(DATA, CHOICE, str(tmp_path / "no" / "chart.svg"), ".svg"))
    with pytest.raises(UserError, match="2 to 6 networks"):
        answer(SaveReport(ReportAsked(ARCHS[:1], 1), str(tmp_path / "report.md"), ".md"))
    assert list(tmp_path.iterdir()) == []
