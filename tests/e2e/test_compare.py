"""A comparison in the real window, by keys and by the mouse."""

from pathlib import Path

import pytest

from tests.e2e.compare_stories import FURTHER
from tests.e2e.test_main_job import play


@pytest.mark.deep
def test_two_to_six_networks_are_compared_by_keys_and_mouse_and_all_of_it_is_undone(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("cards", tmp_path, display)
    assert found["twin"] == ["resnet50", "resnet34"]
    assert found["moved"] == ["resnet34", "resnet50"]
    assert found["typed"] == ["resnet34", "resnet152"]
    assert found["six"] == ["resnet34", "resnet152", *FURTHER]
    assert found["dragged"] == ["resnet152", *FURTHER, "resnet34"]
    assert found["undone"] == ["resnet50"]
