"""Random actions, keys and clicks on the real window: nothing breaks, and nothing is idle."""

from pathlib import Path

import pytest

from tests.deep import mostly_deep
from tests.e2e.monkey.hunt import hunted
from tests.e2e.monkey.play import Play

SHORT, LONG = 150, 1000
MOST = 5000  # until the one planted action among so many is met; the play ends there
PLANTED = {
    "raises": "ZeroDivisionError in planted.py:planted",
    "idle": "planted is enabled and did nothing",
    "warns": "Qt: planted",
}


@pytest.mark.parametrize("seed", mostly_deep([4, 7, 11], [4]))
def test_random_steps_find_no_fault(seed: int, tmp_path: Path, display: dict[str, str]) -> None:
    outcome, words = hunted(Play(str(tmp_path), seed, SHORT), display)
    assert words == "", words
    assert outcome.account["steps"] == SHORT


@pytest.mark.deep
def test_random_steps_find_no_fault_with_the_real_processes(
    tmp_path: Path, display: dict[str, str]
) -> None:
    _, words = hunted(Play(str(tmp_path), 21, SHORT, is_real=True), display)
    assert words == "", words


@pytest.mark.deep
def test_random_steps_around_networks_of_others_find_no_fault(
    tmp_path: Path, display: dict[str, str]
) -> None:
    outcome, words = hunted(Play(str(tmp_path), 31, SHORT, has_model=True), display)
    assert words == "", words
    assert outcome.account["others"] > SHORT / 3


@pytest.mark.deep
def test_a_thousand_steps_find_no_fault(tmp_path: Path, display: dict[str, str]) -> None:
    outcome, words = hunted(Play(str(tmp_path), 1, LONG), display)
    assert words == "", words
    assert outcome.account["steps"] == LONG


@pytest.mark.parametrize("plant", mostly_deep(PLANTED, ["raises"]))
def test_a_planted_fault_is_found_and_shortened_to_one_step(
    plant: str, tmp_path: Path, display: dict[str, str]
) -> None:
    outcome, words = hunted(Play(str(tmp_path), 5, MOST, plant=plant), display)
    assert PLANTED[plant] in outcome.faults
    assert "1 step does it too" in words
    assert '{"kind": "action", "target": "planted"' in words
