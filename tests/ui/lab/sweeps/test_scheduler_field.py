"""The field for a scheduler: the same refusals as on the command line, remembered, never saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_viz.core import scheduler
from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.ui.lab.sweeps.scheduler_field import SchedulerField


@pytest.fixture
def field(qtbot: QtBot) -> SchedulerField:
    made = SchedulerField()
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(field: SchedulerField, text: str) -> None:
    field.edit.clear()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_empty_is_this_machine(field: SchedulerField) -> None:
    assert field.scheduler() is None
    assert field.edit.placeholderText() == "This machine"


def test_an_address_is_taken_and_there_at_the_next_start(
    field: SchedulerField, qtbot: QtBot
) -> None:
    type_in(field, "127.0.0.1:9786")
    assert field.scheduler() == Scheduler("tcp://127.0.0.1:9786")
    assert not field.message.isVisible()
    again = SchedulerField()
    qtbot.addWidget(again)
    assert again.scheduler() == Scheduler("tcp://127.0.0.1:9786")
    type_in(field, "")
    assert SchedulerField().scheduler() is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tcp://gpu7:8786", "Plain tcp to another machine"),
        ("http://127.0.0.1", "This isn't an address."),
    ],
)
def test_what_is_refused_is_said_below_and_not_remembered(
    field: SchedulerField, qtbot: QtBot, typed: str, said: str
) -> None:
    type_in(field, typed)
    assert field.message.isVisible()
    assert said in field.message.text()
    assert "--insecure" not in field.message.text()
    assert field.edit.property("state") == "bad"
    with pytest.raises(UserError):
        field.scheduler()
    assert SchedulerField().edit.text() == ""
    QTest.keyClicks(field.edit, "x")
    assert not field.message.isVisible()


def test_without_dask_the_field_says_what_to_install(
    field: SchedulerField, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "find_spec", lambda _: None)
    type_in(field, "127.0.0.1:8786")
    assert "pip install 'resnet-viz[cluster]'" in field.message.text()


def test_the_device_there_is_asked_for_only_with_a_scheduler(field: SchedulerField) -> None:
    assert not field.device_edit.isVisible()
    assert field.device() == "cpu"
    type_in(field, "127.0.0.1:9786")
    assert field.device_edit.isVisible()
    QTest.keyClicks(field.device_edit, "cuda:0")
    QTest.keyClick(field.device_edit, Qt.Key.Key_Return)
    assert (field.device(), SchedulerField().device()) == ("cuda:0", "cuda:0")
