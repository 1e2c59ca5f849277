"""Timed runs and timed sweeps wait for each other; what only counts waits for nothing."""

from dataclasses import replace

import pytest

from resnet_viz.core.lab.requests import RunSweep
from resnet_viz.core.lab.stored_sweep import SweepOptions
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import PairSettings, TimeInTurn, TimeNetwork
from resnet_viz.session import card_edits
from resnet_viz.ui.lab.sweeps.form import SweepForm
from resnet_viz.ui.processes.experiments import Experiments
from resnet_viz.ui.processes.runs import EXPERIMENT_HELD
from resnet_viz.ui.window.window import MainWindow
from tests.samples.sweeps import made_up_sweep
from tests.ui.conftest import Asked, asked_for

RUNS = ("run", "compare_with_plain", "time_in_turn", "match_latency")
STORED = replace(made_up_sweep("resnet18|resnet34", done=2), options=SweepOptions(TimingOptions()))


@pytest.fixture
def form(window: MainWindow) -> SweepForm:
    window.session.edit(card_edits.add_twin)
    window.lab.sweeps.show_sweeps()
    made = window.panels.lab.sweep.form
    made.edit.setText("resnet18|resnet34")
    return made


def reasons(window: MainWindow, names: tuple[str, ...]) -> list[str]:
    """Why each of these actions can't be chosen, '' where it can."""
    found = {each.name: each for each in window.menus.entries()}
    return ["" if found[name].made.isEnabled() else found[name].reason for name in names]


def test_no_run_begins_while_a_sweep_times_its_networks(
    form: SweepForm, window: MainWindow, asked: Asked
) -> None:
    button = window.toolbar.timed.run
    form.timed.setChecked(True)
    assert reasons(window, RUNS) == [""] * len(RUNS)
    window.lab.sweeps.start_sweep()
    assert reasons(window, RUNS) == ["A timed sweep is running. Cancel it first"] * len(RUNS)
    assert not button.isEnabled()
    assert "A timed sweep is running. Cancel it first." in button.toolTip()
    window.timed.run()  # as a notice's button would
    window.timed.run_anyway()
    window.timed.compare_with_plain()
    window.lab.turns.time_in_turn()
    assert not [
        each for kind in (TimeNetwork, PairSettings, TimeInTurn) for each in asked_for(asked, kind)
    ]
    assert "A timed sweep is running. Cancel it first." in window.panels.notice.text()
    window.lab.sweeps.cancel_sweep()
    assert reasons(window, RUNS) == [""] * len(RUNS)
    assert button.isEnabled()


def test_a_timed_sweep_says_that_the_experiment_rests_meanwhile(
    form: SweepForm, window: MainWindow, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Experiments, "is_held", True)
    form.timed.setChecked(True)
    window.lab.sweeps.start_sweep()
    assert EXPERIMENT_HELD in window.panels.notice.text()


def test_no_timed_sweep_starts_or_goes_on_while_a_run_does(
    form: SweepForm, window: MainWindow, asked: Asked
) -> None:
    form.timed.setChecked(True)
    window.timed.run_anyway()
    assert reasons(window, ("start_sweep",)) == ["A run is going on. Stop it first"]
    assert not form.start.isEnabled()
    assert "A run is going on. Stop it first." in form.start.toolTip()
    window.lab.sweeps.start_sweep()
    window.lab.sweeps._sweeps.listed.emit((STORED,))
    window.panels.lab.sweep.stored.resume_asked.emit(STORED.uuid)
    assert not asked_for(asked, RunSweep)
    assert "A run is going on. Stop it first." in window.panels.notice.text()
    window.timed.cancel()
    assert form.start.isEnabled()
    window.panels.lab.sweep.stored.resume_asked.emit(STORED.uuid)
    assert asked_for(asked, RunSweep) == [RunSweep(STORED.uuid)]
    assert window.runs.is_sweep_timed


def test_what_only_counts_and_what_others_time_waits_for_nothing(
    form: SweepForm, window: MainWindow, asked: Asked
) -> None:
    window.timed.run_anyway()
    window.lab.sweeps.start_sweep()
    assert len(asked_for(asked, RunSweep)) == 1
    window.timed.cancel()
    assert reasons(window, RUNS) == [""] * len(RUNS)
    window.lab.sweeps.cancel_sweep()
    form.timed.setChecked(True)
    form.scheduler.edit.setText("127.0.0.1:9786")
    window.lab.sweeps.start_sweep()
    assert len(asked_for(asked, RunSweep)) == 2
    assert reasons(window, RUNS) == [""] * len(RUNS)
    window.lab.sweeps.cancel_sweep()
    plain = replace(STORED, options=SweepOptions())
    window.lab.sweeps._sweeps.listed.emit((plain,))
    window.timed.run_anyway()
    form.scheduler.edit.clear()
    window.panels.lab.sweep.stored.resume_asked.emit(plain.uuid)
    assert len(asked_for(asked, RunSweep)) == 3


def test_a_wrong_scheduler_is_a_reason_why_no_sweep_starts(
    form: SweepForm, window: MainWindow, asked: Asked
) -> None:
    form.scheduler.edit.setText("http://127.0.0.1")
    assert reasons(window, ("start_sweep",)) == ["The scheduler's address can't be used"]
    assert not form.start.isEnabled()
    assert "The scheduler's address can't be used." in form.start.toolTip().replace("&#x27;", "'")
    window.lab.sweeps.start_sweep()
    assert not asked_for(asked, RunSweep)
    form.scheduler.edit.clear()
    assert form.start.isEnabled()
