"""Stored runs of the compared networks: which are offered, and what choosing one does."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu

from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.stored_run import StoredRun
from resnet_viz.session import card_edits, edits
from resnet_viz.ui.lab.stored_runs import StoredRunsFeature, run_line
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import made_up_timing

RUN = StoredRun(
    id=1, uuid="one", name="ResNet-50", arch="resnet50", device="A processor", precision="fp32",
    batch=1, threads=2, options="", median_ms=61.3, images_per_s=16.3, is_trusted=True,
    started_at="2026-11-27T10:00:00+00:00", torch="2.13.0", system="Linux", host="",
)  # fmt: skip
STORED = (
    RUN,
    replace(RUN, id=2, uuid="two", device="A card", host="lab-7"),
    replace(RUN, id=3, uuid="three", batch=8),
    replace(RUN, id=4, uuid="four", arch="resnet34"),
    replace(RUN, id=5, uuid="five", arch="resnet18"),
)


@pytest.fixture
def stored(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> StoredRunsFeature:
    """ResNet-34 as the base, next to it ResNet-50, and a history of five runs."""
    window.session.edit(edits.open_network, "resnet34")
    window.session.edit(card_edits.add_twin)
    monkeypatch.setattr(window.history, "find_runs", lambda hear: hear(STORED))
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    return window.lab.stored


def entries(feature: StoredRunsFeature) -> dict[str, list[str]]:
    return {menu.title(): [each.text() for each in menu.actions()] for menu in feature.parts}


def test_each_network_has_its_runs_with_the_batch_on_screen(stored: StoredRunsFeature) -> None:
    stored.choose_runs()
    found = entries(stored)
    assert list(found) == ["ResNet-34", "ResNet-50"]
    assert found["ResNet-34"] == [run_line(STORED[3])]
    assert found["ResNet-50"] == [run_line(STORED[0]), run_line(STORED[1])]


def test_a_line_says_time_device_settings_date_and_machine() -> None:
    assert run_line(STORED[1]).startswith("61.30 ms · A card, fp32, 2 threads · 2026-11-27 ")
    assert run_line(STORED[1]).endswith(" · on lab-7")


def test_without_a_run_it_says_so(stored: StoredRunsFeature, window: MainWindow) -> None:
    window.session.edit(edits.set_batch, 64)
    stored.choose_runs()
    assert entries(stored)["ResNet-50"] == ["No stored runs with batch 64"]


def test_a_chosen_run_is_the_one_that_is_compared(
    stored: StoredRunsFeature, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = replace(made_up_timing("resnet50"), host="lab-7")

    def read(uuid: str, hear: Callable[[TimingReport], None]) -> None:
        assert uuid == "two"
        hear(card)

    monkeypatch.setattr(window.history, "read_report", read)
    window.compare.show_comparison()
    window.session.keep_times(made_up_timing("resnet34"), "four")
    stored.choose_runs()
    stored.parts[1].actions()[1].trigger()
    assert window.session.shown.timing == card
    stored.choose_runs()
    ticked = [each.isChecked() for each in stored.parts[1].actions()]
    assert ticked == [False, True]
    said = window.panels.lab.compare.verdicts.words
    assert "on lab-7 (not on this machine)" in said
