"""A run on another machine from the window: what is asked, what is shown, what goes wrong."""

from dataclasses import replace

import pytest

from resnet_viz.core.lab.requests import TimeElsewhere
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.settings.settings import SCHEDULER, SCHEDULER_DEVICE, remember
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import answered, made_up_timing
from tests.ui.conftest import Asked, asked_for

ADDRESS = "tcp://127.0.0.1:9786"


@pytest.fixture
def named(window: MainWindow) -> MainWindow:
    """A window in which a scheduler was named."""
    remember(SCHEDULER, ADDRESS)
    return window


def test_without_a_scheduler_the_action_says_what_is_missing(
    window: MainWindow, asked: Asked
) -> None:
    (entry,) = [each for each in window.menus.entries() if each.name == "time_elsewhere"]
    assert not entry.made.isEnabled()
    assert entry.reason == "Name a scheduler on the Sweep page first"
    remember(SCHEDULER, ADDRESS)
    window.menus.menus["Run"].aboutToShow.emit()
    assert entry.made.isEnabled()


def test_the_network_on_screen_is_asked_for_on_the_device_there(
    named: MainWindow, asked: Asked
) -> None:
    remember(SCHEDULER_DEVICE, "cuda:0")
    named.lab.elsewhere.time_elsewhere()
    (request,) = asked_for(asked, TimeElsewhere)
    assert (request.arch, request.scheduler) == ("resnet50", Scheduler(ADDRESS))
    assert (request.options.device, request.options.weights) == ("cuda:0", "")
    assert named.timed.is_running
    named.lab.elsewhere.time_elsewhere()
    assert len(asked_for(asked, TimeElsewhere)) == 1


def test_the_run_is_shown_with_the_name_of_its_machine(named: MainWindow) -> None:
    named.lab.elsewhere.time_elsewhere()
    named.runs._on_report(answered(replace(made_up_timing("resnet50"), host="gpu7")))
    assert not named.timed.is_running
    named.timed.show_timing()
    assert "on A processor of gpu7" in named.panels.timing.method.text()


def test_what_goes_wrong_is_one_notice_and_the_next_run_is_here(named: MainWindow) -> None:
    named.lab.elsewhere.time_elsewhere()
    named.runs._on_failed(Failure("no scheduler can be reached at tcp://127.0.0.1:9786"))
    assert "no scheduler can be reached" in named.panels.notice.text()
    assert not named.timed.is_running
    named.timed.run_anyway()
    assert not named.runs.is_elsewhere


def test_the_death_of_the_process_here_does_not_end_a_run_elsewhere(named: MainWindow) -> None:
    named.lab.elsewhere.time_elsewhere()
    named.timed.on_compute_died(named.compute, lambda: None, "It crashed.")
    assert named.timed.is_running
    named.runs._on_elsewhere_died("The sweep process was killed.")
    assert not named.timed.is_running


def test_stopping_leaves_the_process_here_alone(
    named: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = []
    monkeypatch.setattr(named.compute, "cancel", lambda: stopped.append("here"))
    named.lab.elsewhere.time_elsewhere()
    named.stopping.cancel()
    assert not named.timed.is_running
    assert stopped == []
