"""Timed runs in the window: options, progress, what is said of them and what befalls them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import know
from resnet_viz.core.progress import Step
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device, PeakBytes, Quartiles
from resnet_viz.core.timing.note import Note, NoteKind, note_texts
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.requests import (
    DevicesFound,
    FindDevices,
    PairModel,
    PairSettings,
    TimeModel,
    TimeNetwork,
)
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.core.verification import VerifyNetwork
from resnet_viz.jobs.messages import Failure
from resnet_viz.session import edits
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.experiments import Experiments
from resnet_viz.ui.processes.runs import EXPERIMENT_HELD
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.window import MainWindow
from tests.samples.recorded import recorded_network
from tests.samples.runs import MADE_UP_PAIR, answered, made_up_timing
from tests.ui.conftest import Asked, asked_for

CPU = Device("cpu", DeviceKind.CPU, "A processor", 2**34, free_bytes=2**33)
GPU = Device("cuda:0", DeviceKind.CUDA, "A GPU", 2**35, free_bytes=2**34)
PAIR = MADE_UP_PAIR
CHOSEN = PAIR.options


def choose_device(window: MainWindow, device: str) -> None:
    box = window.toolbar.timed.device
    box.show_value(device)
    box.activated.emit(box.currentIndex())


def choose_precision(window: MainWindow, precision: Precision) -> None:
    box = window.toolbar.timed.precision
    box.show_value(precision)
    box.activated.emit(box.currentIndex())


def test_a_run_is_asked_for_with_what_is_switched(window: MainWindow, asked: Asked) -> None:
    card = window.toolbar.timed.options.card
    card.boxes["is_channels_last"].click()
    card.boxes["is_fused"].click()
    card.long.click()
    card.threads.setValue(2)
    window.timed.run()
    (request,) = asked_for(asked, TimeNetwork)
    what_if = WhatIf(is_channels_last=True, is_fused=True)
    options = TimingOptions(threads=2, what_if=what_if, is_long=True)
    assert request == TimeNetwork("resnet50", options)


def test_a_run_says_that_the_experiment_rests_meanwhile(
    window: MainWindow, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.timed.run()
    assert EXPERIMENT_HELD not in window.panels.notice.text()
    window.timed.cancel()
    monkeypatch.setattr(Experiments, "is_held", True)
    window.timed.run()
    assert EXPERIMENT_HELD in window.panels.notice.text()


def test_the_button_names_what_is_not_plain(window: MainWindow) -> None:
    options = window.toolbar.timed.options
    assert options.text() == "Options"
    options.card.boxes["is_channels_last"].click()
    options.card.boxes["is_fused"].click()
    assert options.text() == "Options · 2"
    options.card.long.click()
    assert options.text() == "Options · 3"
    assert options.accessibleName().endswith("channels last, fused, long")
    options.card.plain.click()
    assert options.text() == "Options"


def test_folding_and_training_exclude_each_other_and_say_why(window: MainWindow) -> None:
    boxes = window.toolbar.timed.options.card.boxes
    for one, other in (("is_fused", "is_training"), ("is_training", "is_fused")):
        boxes[one].click()
        assert not boxes[other].isEnabled()
        assert "Only one of the two" in boxes[other].toolTip()
        assert "Only one of the two" in window.toolbar.timed.options.card.reason.text()
        boxes[one].click()
        assert boxes[other].isEnabled()


def test_casting_is_a_choice_of_lower_precisions_alone(window: MainWindow) -> None:
    casting = window.toolbar.timed.options.card.casting
    assert not casting.isEnabled()
    choose_precision(window, Precision.BF16)
    assert casting.isEnabled()
    casting.show_value(Casting.AUTOCAST)
    casting.activated.emit(casting.currentIndex())
    assert window.session.document.run_setup.options(1).what_if == WhatIf(casting=Casting.AUTOCAST)
    choose_precision(window, Precision.FP32)
    assert window.session.document.run_setup.options(1).what_if == WhatIf()


def test_what_cuda_alone_has_is_offered_and_asked_for_there_alone(window: MainWindow) -> None:
    window.session.meet_devices((CPU, GPU))
    card = window.toolbar.timed.options.card
    assert card.boxes["is_tf32"].isHidden()
    choose_device(window, "cuda:0")
    assert not card.boxes["is_tf32"].isHidden()
    card.boxes["is_tf32"].click()
    assert window.session.document.run_setup.options(1).what_if.is_tf32
    choose_device(window, "cpu")
    assert not window.session.document.run_setup.options(1).what_if.is_tf32


def test_options_come_back_with_the_next_window(window: MainWindow, qapp: QApplication) -> None:
    card = window.toolbar.timed.options.card
    card.boxes["is_training"].click()
    card.threads.setValue(3)
    again = MainWindow(Opening(new_document("resnet18")), Appearance(qapp))
    assert again.session.document.run_setup == window.session.document.run_setup
    assert again.toolbar.timed.options.text() == "Options · 2"
    again.deleteLater()


def test_the_options_open_under_their_button_and_escape_closes_them(window: MainWindow) -> None:
    options = window.toolbar.timed.options
    QTest.mouseClick(options, Qt.MouseButton.LeftButton)
    assert options.card.isVisible()
    assert options.card.threads.specialValueText() == "auto"
    window.runs._on_devices(DevicesFound((), 2))
    assert options.card.threads.specialValueText() == "auto (2)"
    QTest.keyClick(options.card, Qt.Key.Key_Escape)
    assert not options.card.isVisible()


def test_progress_says_how_far_and_how_long_at_most(window: MainWindow) -> None:
    window.timed.run()
    step = Step("pass", 12, 60, rest_s=3.2, passes_ms=(80.0, 81.0))
    window.runs._on_progress(step)
    assert window.progress.doing() == "Timed run: pass 12 of at most 60, at most 4 s left"
    histogram = window.panels.timing.histogram
    assert histogram.words() == "2 passes so far, median 80.50 ms wall time"
    window.runs._on_progress(replace(step, passes_ms=(80.0, 81.0, 82.0), clock=ClockKind.CPU))
    assert histogram.words() == "3 passes so far, median 81.00 ms CPU time"
    window.runs._on_report(answered(made_up_timing("resnet50")))
    assert histogram.words() == "3 passes, median 81.00 ms CPU time"
    window.networks.open_text("resnet18")
    assert histogram.words().startswith("Pass times appear here")
    window.networks.open_text("resnet50")
    assert histogram.words() == "3 passes, median 81.00 ms CPU time"


def test_a_cancelled_run_leaves_no_passes_behind(window: MainWindow) -> None:
    window.timed.run()
    window.runs._on_progress(Step("pass", 1, 60, passes_ms=(80.0,)))
    window.timed.cancel()
    assert window.panels.timing.histogram.words().startswith("Pass times appear here")


def test_plain_settings_are_not_compared_with_themselves(window: MainWindow, asked: Asked) -> None:
    window.panels.timing.compare.click()
    assert "Nothing to compare" in window.panels.notice.text()
    assert asked_for(asked, PairSettings) == []


def test_chosen_settings_are_compared_with_plain_ones(window: MainWindow, asked: Asked) -> None:
    choose_precision(window, Precision.BF16)
    window.toolbar.timed.options.card.boxes["is_channels_last"].click()
    window.actions_by_name["compare_with_plain"].trigger()
    (request,) = asked_for(asked, PairSettings)
    assert request == PairSettings("resnet50", CHOSEN, TimingOptions())
    window.runs._on_progress(Step("pair", 3, 60))
    assert window.progress.doing() == "Comparison: pair 3 of at most 60"
    window.runs._on_pair(PAIR)
    said = window.panels.timing.pair.text()
    assert said.startswith("bf16 cast, channels last is 1.81 × as fast as plain fp32 (range 1.74")
    assert window.panels.timing.isVisibleTo(window)
    assert window.panels.timing.compare.isEnabled()
    window.networks.open_text("resnet18")
    assert window.panels.timing.pair.text() == ""


def test_every_figure_of_the_trust_row_is_shown(window: MainWindow) -> None:
    plain = made_up_timing("resnet50")
    report = replace(
        plain,
        whole_ms=Quartiles(100.0, 99.0, 102.0, 98.0, 104.2),
        peak_bytes=PeakBytes(100 * 2**20, 110 * 2**20),
        glue_ms=0.41,
        what_if=WhatIf(is_training=True),
        trust=replace(plain.trust, twin_spread=0.031, kernel_share=0.75, page_faults_per_pass=12),
        layers=tuple(replace(each, backward_ms=each.median_ms / 2) for each in plain.layers),
    )
    window.runs._on_report(answered(report))
    timing = window.panels.timing
    shown = dict(zip(timing.cells.texts()[::2], timing.cells.texts()[1::2], strict=True))
    assert shown == {
        "Layers add up to": "99.0%", "Overhead": "+1.0%", "Scale factor": "1.000",
        "Repeatability": "0.990",
        "Spread of equal layers": "3.1%", "Clock": "wall", "Wall / CPU": "1.01",
        "Page faults": "12 / pass", "Device works": "75%, launch-bound",
        "Between layers": "0.41 ms", "Backward": "50%",
        "Peak memory": "110.0 MiB", "Predicted": "100.0 MiB", "Ratio": "1.100",
    }  # fmt: skip
    assert "90 % below 104.20" in timing.spread.text()
    assert "fp32, training" in timing.method.text()
    assert timing.state.text() == "✓ Reliable"


@pytest.mark.parametrize(
    ("doubt", "overhead", "is_steady", "words", "state"),
    [
        (Note(NoteKind.OVERHEAD, {"share": 0.062}), 1.062, True, "✗ Unreliable", "bad"),
        (Note(NoteKind.UNSTEADY, {"passes": 9}), 1.01, False, "⚠ Unstable", "warn"),
        (Note(NoteKind.BUSY, {"ratio": 1.38}), 1.01, True, "⚠ Take care", "warn"),
    ],
)
def test_what_is_wrong_with_a_run_is_said_in_words_and_colour(
    window: MainWindow, doubt: Note, overhead: float, is_steady: bool, words: str, state: str
) -> None:
    report = made_up_timing("resnet50")
    trust = replace(report.trust, is_steady=is_steady, doubts=(doubt,))
    whole = Quartiles(101.26, 99.0, 104.0, 98.26)
    report = replace(report, overhead=overhead, trust=trust, whole_ms=whole)
    window.runs._on_report(answered(report))
    assert window.panels.timing.state.text() == words
    assert window.panels.timing.headline.text() == "≈ 101 ms wall time"
    assert "quartiles 99–104, fastest 98 ms" in window.panels.timing.spread.text()
    assert window.panels.timing.state.property("state") == state
    (note,) = note_texts((doubt,))
    assert note[1:] in window.panels.timing.notes.text()


def test_a_device_that_is_gone_after_a_failed_run_is_told_and_the_cpu_chosen(
    window: MainWindow, asked: Asked
) -> None:
    window.session.meet_devices((CPU, GPU))
    choose_device(window, "cuda:0")
    window.timed.run()
    before = len(asked_for(asked, FindDevices))
    window.runs._on_failed(Failure("RuntimeError: CUDA error: device-side failure"))
    assert len(asked_for(asked, FindDevices)) == before + 1
    window.runs.devices_found.emit((CPU,))
    assert window.toolbar.timed.device.value() == "cpu"
    assert window.panels.notice.text().splitlines() == [
        "cuda:0 isn't available any more. Using CPU instead.",
        "RuntimeError: CUDA error: device-side failure",
    ]
    assert window.toolbar.timed.run.text() == "Time it"


def test_a_failed_run_on_the_cpu_keeps_the_process(window: MainWindow, asked: Asked) -> None:
    window.timed.run()
    before = len(asked_for(asked, FindDevices))
    window.runs._on_failed(Failure("it does not fit"))
    assert len(asked_for(asked, FindDevices)) == before


def test_a_process_killed_in_a_large_run_is_told_as_out_of_memory(window: MainWindow) -> None:
    window.session.meet_devices((replace(CPU, free_bytes=80 * 2**20),))
    window.timed.run_anyway()
    window.compute.was_killed = True
    window.compute.died.emit(
        "The background PyTorch process was killed, perhaps for lack of memory."
    )
    said = window.panels.notice.text()
    assert "Memory has likely run out: a pass needs about 109.5 MiB (predicted)" in said
    assert "80.0 MiB were free on A processor" in said
    assert "smaller input or network" in said
    assert "batch" not in said.partition("predicted")[2]


def test_a_process_killed_in_a_small_run_is_not_called_out_of_memory(window: MainWindow) -> None:
    window.session.meet_devices((CPU,))
    window.timed.run()
    window.compute.was_killed = True
    window.compute.died.emit(
        "The background PyTorch process was killed, perhaps for lack of memory."
    )
    assert "memory was hardly the reason" in window.panels.notice.text()


DIED = "The background PyTorch process was killed, perhaps for lack of memory."


def test_a_process_that_comes_back_is_asked_again_and_its_death_is_past(
    window: MainWindow, asked: Asked, qtbot: QtBot
) -> None:
    window.costs.start()
    qtbot.waitUntil(lambda: bool(asked_for(asked, VerifyNetwork)))
    before = len(asked_for(asked, VerifyNetwork))
    window.compute.died.emit(DIED)
    assert window.panels.notice.text().startswith(DIED)
    assert "batch" not in window.panels.notice.text()
    qtbot.waitUntil(lambda: len(asked_for(asked, VerifyNetwork)) == before + 1)
    window.timed.on_compute_answered()
    assert window.panels.notice.text() == "The background PyTorch process is running again."


def test_a_process_that_dies_each_time_is_not_started_for_ever(
    window: MainWindow, asked: Asked
) -> None:
    for _ in range(2):
        window.compute.died.emit(DIED)
    before = len(asked_for(asked, FindDevices))
    window.compute.died.emit(DIED)
    assert "keeps crashing" in window.panels.notice.text()
    assert len(asked_for(asked, FindDevices)) == before
    buttons = window.panels.notice.findChildren(QPushButton)
    assert "Try again" in {button.text() for button in buttons}


def test_the_status_line_forgets_how_the_last_work_ended(window: MainWindow, qtbot: QtBot) -> None:
    window.progress.show_idle("Saved diagram.svg")
    assert window.progress._forgetting.remainingTime() > 5000
    window.progress._forgetting.start(1)
    qtbot.waitUntil(lambda: window.progress.doing() == "Ready")


def test_the_options_are_the_same_in_the_panel_and_under_the_button(window: MainWindow) -> None:
    panel, popover = window.panels.run_options.card, window.toolbar.timed.options.card
    panel.boxes["is_fused"].click()
    assert popover.boxes["is_fused"].isChecked()
    popover.plain.click()
    assert not panel.boxes["is_fused"].isChecked()
    window.runs._on_devices(DevicesFound((), 3))
    assert panel.threads.specialValueText() == "auto (3)"


def test_what_can_t_be_trained_is_said_before_it_is_asked_for(
    window: MainWindow, asked: Asked
) -> None:
    run, panel = window.toolbar.timed.run, window.panels.timing
    window.networks.open_text("resnet18,input=32")
    assert run.isEnabled()
    window.toolbar.timed.options.card.boxes["is_training"].click()
    assert not run.isEnabled()
    assert "layer4.0.bn1 of resnet18,input=32 has one" in run.toolTip().replace("\n", " ")
    assert "Take a batch of at least 2" in panel.spread.text()
    assert not panel.compare.isEnabled()
    window.timed.run()  # as a key would
    window.timed.compare_with_plain()
    assert not asked_for(asked, TimeNetwork) + asked_for(asked, PairSettings)
    assert "Training needs two values of each channel" in window.panels.notice.text()
    window.session.edit(edits.set_batch, 2)
    assert run.isEnabled()
    assert run.toolTip() == "Time this network, layer by layer (F5)"
    assert "layer4" not in panel.spread.text()
    window.timed.run()
    assert len(asked_for(asked, TimeNetwork)) == 1


def show_recorded(window: MainWindow) -> Network:
    """Puts a recorded network on screen, as if it had just been opened."""
    network = recorded_network("timm:hand")
    know(network)
    window.session.edit(edits.open_network, network.name)
    return network


def test_a_recorded_network_is_timed_by_the_process_that_has_its_code(
    window: MainWindow, asked: Asked
) -> None:
    network = show_recorded(window)
    window.timed.run()
    (request,) = asked_for(asked, TimeModel)
    assert request == TimeModel(network.name, "", TimingOptions())
    assert asked_for(asked, TimeNetwork) == []


def test_options_of_our_networks_only_can_not_be_ticked_for_others_and_say_why(
    window: MainWindow,
) -> None:
    card = window.toolbar.timed.options.card
    card.boxes["is_fused"].click()
    show_recorded(window)
    assert card.boxes["is_fused"].isEnabled()  # it can be taken off
    assert "fused off" in window.toolbar.timed.run.toolTip()
    assert not window.toolbar.timed.run.isEnabled()
    card.boxes["is_fused"].click()
    assert window.toolbar.timed.run.isEnabled()
    assert not card.boxes["is_fused"].isEnabled()
    assert "runs as it was written" in card.boxes["is_fused"].toolTip()
    assert card.boxes["is_channels_last"].isEnabled()
    assert card.boxes["is_training"].isEnabled()
    card.boxes["is_training"].click()
    assert window.toolbar.timed.run.isEnabled()
    window.session.edit(edits.open_network, "resnet18")
    assert card.boxes["is_training"].isEnabled()


def test_the_settings_of_a_recorded_network_are_compared_by_the_process_that_has_its_code(
    window: MainWindow, asked: Asked
) -> None:
    network = show_recorded(window)
    window.toolbar.timed.options.card.boxes["is_channels_last"].click()
    window.timed.compare_with_plain()
    (request,) = asked_for(asked, PairModel)
    assert request.source == network.name
    assert request.options.what_if.is_channels_last
    assert request.other == TimingOptions()
    assert asked_for(asked, PairSettings) == []
    window.timed.cancel()
    assert not window.timed.is_running
