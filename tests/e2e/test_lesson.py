"""A first lesson: experiments run by mouse and keyboard in the real window and process."""

from pathlib import Path

from tests.e2e.lesson_stories import MANY_STEPS
from tests.e2e.test_main_job import play


def test_a_first_lesson_is_run_drawn_said_and_stopped(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("lesson", tmp_path, display)
    assert found["first"] == [["plain8", "resnet8"], True, 2]
    assert found["drawn"] == ["signal"]
    assert "plain-8" in found["said"]
    assert found["is_growing"]
    assert found["second"] == [["plain8", "resnet8", "plain20", "resnet20"], False]
    assert all(3 < count < MANY_STEPS for count in found["losses"])
    assert "not reached its end" in found["how"]
    assert found["modules"] == []
