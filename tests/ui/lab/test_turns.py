"""Timing in turn from the window: what is asked, what is said, and when it goes out of date."""

import pytest

from resnet_viz.core.networks import know, network_named
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.requests import TimedInTurn, TimeInTurn, TimeModelsInTurn
from resnet_viz.core.timing.stored_run import StoreOutcome
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.session import card_edits, edits
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.ui.lab.turns import TurnsFeature
from resnet_viz.ui.window.window import MainWindow
from tests.samples.recorded import recorded_network
from tests.samples.runs import made_up_timing
from tests.ui.conftest import Asked, asked_for

PROCESSOR = Device("cpu", DeviceKind.CPU, "A processor", 2**36, free_bytes=2**35)


@pytest.fixture
def turns(window: MainWindow) -> TurnsFeature:
    """ResNet-34 as the base, next to it ResNet-50, on a machine with room."""
    window.session.meet_devices((PROCESSOR,))
    window.session.edit(edits.open_network, "resnet34")
    window.session.edit(card_edits.add_twin)
    return window.lab.turns


def answer(window: MainWindow, asked: Asked, *medians: float) -> None:
    """What the compute process would say to the last request."""
    request = asked_for(asked, TimeInTurn)[-1]
    runs = tuple(map(made_up_timing, request.archs))
    rounds = tuple((each,) * 15 for each in medians)
    stored = tuple(StoreOutcome(place) for place, _ in enumerate(runs, start=1))
    window.runs._on_turns(TimedInTurn(TurnsReport(runs, rounds), stored))


def test_the_compared_networks_are_timed_with_the_base_first(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    turns.time_in_turn()
    (request,) = asked_for(asked, TimeInTurn)
    assert request.archs == ("resnet34", "resnet50")
    assert request.options.weights == ""
    assert window.timed.is_running
    turns.time_in_turn()
    assert len(asked_for(asked, TimeInTurn)) == 1  # one at a time


def test_the_answer_is_a_sentence_and_the_times_of_both(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    turns.time_in_turn()
    answer(window, asked, 40.0, 60.0)
    said = "ResNet-50 is 1.50 × slower than ResNet-34 [1.50 – 1.50], 15 pairs."
    assert turns.verdict("resnet50", "resnet34") == said
    assert said in window.panels.notice.text()
    assert not window.timed.is_running
    assert window.session.shown.timing is not None
    assert window.session.shown.times_of("resnet34")


def test_with_another_base_the_same_passes_say_the_reverse(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    turns.time_in_turn()
    answer(window, asked, 40.0, 50.0)
    assert turns.verdict("resnet34", "resnet50").startswith("ResNet-34 is 1.25 × faster than")


def test_what_was_measured_is_of_its_networks_batch_and_options_alone(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    turns.time_in_turn()
    answer(window, asked, 40.0, 60.0)
    assert turns.ratio("resnet50", "resnet34") is not None
    assert turns.ratio("resnet101", "resnet34") is None
    window.session.edit(edits.set_batch, 8)
    assert turns.ratio("resnet50", "resnet34") is None
    window.session.edit(edits.set_batch, 1)
    assert turns.ratio("resnet50", "resnet34") is not None
    window.session.set_up(RunSetup(threads=1))
    assert turns.verdict("resnet50", "resnet34") == ""


def test_a_member_that_does_not_fit_is_refused_before_anything_is_asked(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    window.session.meet_devices((Device("cpu", DeviceKind.CPU, "A processor", free_bytes=2**20),))
    turns.time_in_turn()
    assert asked_for(asked, TimeInTurn) == []
    assert "can't be timed here" in window.panels.notice.text()
    assert "can't be timed here" in turns.obstacle()


def test_cancelled_it_is_over_and_another_can_begin(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    turns.time_in_turn()
    turns.cancel()
    assert not turns.waits_for
    turns.time_in_turn()
    assert len(asked_for(asked, TimeInTurn)) == 2


def test_the_nearest_in_latency_is_timed_next_to_its_network_and_opened(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    turns.match_latency()
    (request,) = asked_for(asked, TimeInTurn)
    assert request.archs[0] == "resnet50"
    assert len(request.archs) == 4
    assert {network_named(arch).structure.block for arch in request.archs[1:]} == {"basic"}  # type: ignore[union-attr]
    answer(window, asked, 60.0, 50.0, 59.0, 80.0)
    assert window.session.document.member.arch == request.archs[2]
    assert window.session.document.member.matched_to == "resnet50"
    assert window.session.document.networks[window.session.document.base].arch == "resnet34"
    assert "Measured here now" in window.panels.notice.text()


def test_alone_a_network_cannot_take_turns(window: MainWindow) -> None:
    assert not window.actions_by_name["time_in_turn"].isEnabled()
    window.session.edit(card_edits.add_twin)
    assert window.actions_by_name["time_in_turn"].isEnabled()


def add(window: MainWindow, *names: str) -> None:
    """Puts recorded networks next to what is compared."""
    for name in names:
        know(recorded_network(name))
        window.session.edit(card_edits.add_card, name)


def test_a_network_of_others_is_timed_in_turn_by_the_process_that_has_its_code(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    add(window, "timm:one")
    window.compare.show_comparison()
    window.actions_by_name["time_in_turn"].trigger()
    (request,) = asked_for(asked, TimeModelsInTurn)
    assert request.archs == ("resnet34", "resnet50", "timm:one")
    assert asked_for(asked, TimeInTurn) == []
    runs = tuple(map(made_up_timing, request.archs))
    rounds = tuple((each,) * 15 for each in (40.0, 60.0, 20.0))
    stored = tuple(map(StoreOutcome, (1, 2, 3)))
    window.runs._on_turns(TimedInTurn(TurnsReport(runs, rounds), stored))
    said = window.panels.notice.text()
    assert "is 2.00 × faster than ResNet-34" in said
    company = "Our ResNets ran in the same process as timm:one"
    assert company in said
    assert company in window.panels.lab.compare.verdicts.words
    assert turns.verdicts(("timm:one", "resnet101")) == ()
    assert not window.timed.is_running


def test_code_that_no_process_may_share_disables_turns_and_says_why(
    turns: TurnsFeature, window: MainWindow, asked: Asked
) -> None:
    add(window, "net.py:make", "timm:one")
    assert not window.actions_by_name["time_in_turn"].isEnabled()
    assert "net.py:make and timm:one can't be timed in turn" in turns.apart
    for tip in (
        window.actions_by_name["time_in_turn"].toolTip(),
        window.panels.lab.compare.time.toolTip(),
    ):
        assert "net.py:make and timm:one can't be timed in turn" in " ".join(tip.split())
    turns.time_in_turn()
    assert asked_for(asked, TimeModelsInTurn) == []
