"""The session: one document, a signal for each kind of change, steps that go there and back."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.spec import Block, ShortcutOption
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision
from resnet_viz.diagram.scene.color_choice import Coloring, ColorScale
from resnet_viz.diagram.view import Level
from resnet_viz.session import card_edits, edits
from resnet_viz.session.document import MOST_RUNS, Document
from resnet_viz.session.member import WeightsChoice
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.ui.session.remembered import new_document, remember
from resnet_viz.ui.session.session import Session
from tests.samples.runs import made_up_timing

SIGNALS = (
    "network_changed",
    "runs_changed",
    "view_changed",
    "look_changed",
    "setup_changed",
    "selection_changed",
    "opened",
)


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(new_document("resnet50"))


@pytest.fixture
def heard(session: Session) -> list[str]:
    """The signals in the order in which they came."""
    names: list[str] = []
    for name in SIGNALS:
        getattr(session, name).connect(lambda name=name: names.append(name))
    return names


def test_each_kind_of_change_has_its_own_signal(session: Session, heard: list[str]) -> None:
    session.edit(edits.set_choice, "depth", 101)
    session.edit(edits.set_batch, 8)
    session.edit(card_edits.pin)
    session.edit(edits.set_level, Level.LAYER)
    session.edit(edits.set_convention, Convention.ALL)
    session.edit(edits.set_coloring, Coloring("macs", ColorScale.LOG))
    session.select("layer1.0")
    session.set_up(RunSetup(threads=2))
    session.keep_times(made_up_timing("resnet34"))
    assert heard == [
        "network_changed",
        "network_changed",
        "network_changed",
        "view_changed",
        "look_changed",
        "look_changed",
        "selection_changed",
        "setup_changed",
        "runs_changed",
    ]


def test_what_changes_nothing_is_neither_told_nor_a_step(
    session: Session, heard: list[str]
) -> None:
    session.edit(edits.set_level, Level.BLOCK)
    session.edit(edits.open_network, "resnet50")
    session.arrange(search="conv")
    session.set_up(RunSetup())
    assert heard == []
    assert session.timeline.undo_text is None


def test_a_refused_change_leaves_everything_as_it_was(session: Session, heard: list[str]) -> None:
    before = session.timeline
    for change, value in ((edits.open_network, "resnet51"), (edits.set_batch, 0)):
        with pytest.raises(UserError):
            session.edit(change, value)
    assert session.timeline is before
    assert heard == []


def test_undo_and_redo_say_in_words_what_they_do(session: Session) -> None:
    session.edit(edits.set_choice, "block", Block.BASIC)
    assert str(session.timeline.undo_text) == "Set block to basic"
    session.undo()
    assert session.shown.report.arch == "resnet50"
    assert str(session.timeline.redo_text) == "Set block to basic"
    session.redo()
    assert session.shown.report.arch == "resnet34"


def test_a_control_that_is_held_makes_one_step_until_it_is_let_go(session: Session) -> None:
    for batch in (2, 3, 4):
        session.edit(edits.set_batch, batch, is_going_on=True)
    session.settle()
    session.edit(edits.set_batch, 5, is_going_on=True)
    session.undo()
    assert session.document.batch == 4
    session.undo()
    assert session.document.batch == 1


def test_two_choices_of_the_same_field_are_two_steps(session: Session) -> None:
    session.edit(edits.set_choice, "shortcut", ShortcutOption.ZERO_PAD)
    session.edit(edits.set_choice, "shortcut", ShortcutOption.ALL_PROJECTIONS)
    session.undo()
    assert session.document.member.arch == "resnet50,shortcut=A"


def test_two_hundred_steps_can_be_taken_back(session: Session) -> None:
    first = session.document
    for batch in range(2, 202):
        session.edit(edits.set_batch, batch)
    for _ in range(200):
        session.undo()
    assert session.document == first


def test_opening_another_document_starts_a_list_of_its_own(
    session: Session, heard: list[str]
) -> None:
    session.edit(edits.set_batch, 4)
    heard.clear()
    session.open(new_document("resnet18"))
    assert session.timeline.undo_text is None
    assert session.visited.earlier == ()
    assert heard[0] == "opened"
    assert {"network_changed", "view_changed", "look_changed", "setup_changed"} < set(heard)


def test_back_and_forward_go_through_the_networks_looked_at(session: Session) -> None:
    for arch in ("resnet18", "resnet34"):
        session.edit(edits.open_network, arch)
    session.go_back()
    session.go_back()
    assert session.shown.report.arch == "resnet50"
    session.go_forward()
    assert session.shown.report.arch == "resnet18"
    assert session.visited.later == ("resnet34",)
    session.undo()  # going is a change of the network, and a step as any other
    assert session.shown.report.arch == "resnet50"


def test_a_device_that_is_gone_is_no_longer_chosen(session: Session) -> None:
    gpu = Device("cuda:0", DeviceKind.CUDA, "A GPU", 2**35, (Precision.FP32, Precision.FP16))
    cpu = Device("cpu", DeviceKind.CPU, "A processor", 2**34, (Precision.FP32, Precision.BF16))
    session.meet_devices((cpu, gpu))
    session.set_up(RunSetup("cuda:0", Precision.FP16))
    session.meet_devices((cpu,))
    assert session.document.run_setup == RunSetup("cpu", Precision.FP32)
    assert session.device == cpu


def test_times_belong_to_network_and_batch(session: Session) -> None:
    report = made_up_timing("resnet50")
    session.keep_times(report, "a-uuid")
    assert session.shown.timing == report
    assert session.document.run == "a-uuid"
    found = []
    for batch in (2, 1):
        session.edit(edits.set_batch, batch)
        found.append(session.shown.timing)
    assert found == [None, report]


def test_weights_elsewhere_are_not_used_before_they_are_allowed(session: Session) -> None:
    session.edit(edits.open_weights, "resnet18", WeightsChoice("/elsewhere/best.pth"))
    assert session.weights_path() == ""
    assert [need.what for need in session.waiting()] == ["/elsewhere/best.pth"]
    session.permit("/elsewhere/best.pth")
    assert session.weights_path() == "/elsewhere/best.pth"


def test_a_new_document_has_the_options_that_were_set_last(qapp: QApplication) -> None:
    remember(RunSetup(threads=3, is_long=True))
    assert new_document("resnet18").run_setup == RunSetup(threads=3, is_long=True)


def test_another_document_has_no_times_of_the_last_one(session: Session) -> None:
    session.keep_times(made_up_timing(session.document.member.arch))
    assert session.shown.timing is not None
    session.open(Document(), None)
    assert session.shown.timing is None


def test_the_times_of_the_latest_runs_are_kept_and_not_of_all(session: Session) -> None:
    arch = session.document.member.arch
    session.keep_times(made_up_timing(arch))
    for batch in range(2, MOST_RUNS + 2):
        session.keep_times(replace(made_up_timing(arch), batch=batch))
    assert session.shown.timing is None
    session.keep_times(made_up_timing(arch))
    assert session.shown.timing is not None
