"""How long nothing may be heard of a child: counted in ticks, so no clock is asked."""

import pytest
from PySide6.QtCore import QObject

from resnet_viz.ui.processes.silence import START_FACTOR, TICKS, WAITING_FACTOR, Heard, Silence


@pytest.fixture
def alarms() -> list[str]:
    return []


@pytest.fixture
def silence(qapp: QObject, alarms: list[str]) -> Silence:
    made = Silence(10.0, qapp)
    made.too_long.connect(alarms.append)
    made.expect_start()
    return made


def tick(silence: Silence, times: int) -> None:
    for _ in range(times):
        silence._on_tick()


def test_a_whole_patience_without_a_word_is_too_long(silence: Silence, alarms: list[str]) -> None:
    silence.on_heard(Heard.WORK)
    tick(silence, TICKS - 1)
    assert alarms == []
    tick(silence, 1)
    assert alarms == ["did not answer for 10 s"]


def test_every_word_starts_the_patience_anew(silence: Silence, alarms: list[str]) -> None:
    for _ in range(20):
        silence.on_heard(Heard.WORK)
        tick(silence, TICKS - 1)
    assert alarms == []


def test_a_process_that_starts_may_take_longer(silence: Silence, alarms: list[str]) -> None:
    silence.on_heard(Heard.GREETING)
    assert silence.allowed_s() == 60.0
    tick(silence, TICKS * START_FACTOR - 1)
    assert alarms == []
    tick(silence, 1)
    assert alarms == ["did not answer for 60 s"]


def test_a_fresh_process_is_given_its_start_again(silence: Silence) -> None:
    silence.on_heard(Heard.WORK)
    assert silence.allowed_s() == 10.0
    silence.expect_start()
    assert silence.allowed_s() == 60.0


def test_work_that_waits_is_given_more_time_but_not_for_ever(
    silence: Silence, alarms: list[str]
) -> None:
    silence.on_heard(Heard.WORK)
    for _ in range(WAITING_FACTOR * TICKS - 1):
        tick(silence, 1)
        silence.on_heard(Heard.WAITING)
    assert alarms == []
    tick(silence, 1)
    assert alarms == ["waited for 60 s without doing anything"]


def test_one_sign_of_work_ends_the_waiting(silence: Silence, alarms: list[str]) -> None:
    silence.on_heard(Heard.WORK)
    for _ in range(3 * WAITING_FACTOR):
        tick(silence, TICKS - 1)
        silence.on_heard(Heard.WAITING)
        tick(silence, 1)
        silence.on_heard(Heard.WORK)
    assert alarms == []
