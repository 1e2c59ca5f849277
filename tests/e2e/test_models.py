"""A network of one's own in the real window: seen, timed, compared, saved and opened again."""

from pathlib import Path

import pytest

from tests.e2e.model_stories import MACS, PARAMS
from tests.e2e.test_main_job import play


def test_a_factory_is_opened_timed_compared_saved_and_opened_again(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("model", tmp_path, display)
    assert (found["params"], found["macs"], found["shortcuts"]) == (PARAMS, MACS, 4)
    assert found["timed"] > 0
    assert found["titles"][1:] == ["ResNet-20"]
    assert "net.py:make" in found["turns"]
    assert "Our ResNets ran in the same process" in found["turns"]
    assert found["saved"]
    assert found["again"]
    assert found["asked"] == 0


def test_factories_that_go_wrong_are_a_sentence_each_and_the_window_lives(
    tmp_path: Path, display: dict[str, str]
) -> None:
    said = play("bad_models", tmp_path, display)["said"]
    assert "raised ValueError" in said["raises"]
    assert "no such luck" in said["raises"]
    assert "exit code 3" in said["exits"]
    assert said["loops"].startswith("Stopped.")


@pytest.mark.deep
def test_a_process_that_is_killed_while_it_records_times_or_saves_is_a_sentence(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("models_killed", tmp_path, display)
    assert "was stopped by the system" in found["said"]["recording"]
    assert "killed" in found["said"]["timing"] or "stopped by the system" in found["said"]["timing"]
    killed, saved = found["saving"]
    assert "Nothing was written. Press Save to try again." in killed
    assert saved.startswith("✓ Saved")
    assert len(found["files"]) == 1
