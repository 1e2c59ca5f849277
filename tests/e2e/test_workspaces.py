"""Workspaces, tabs and panels by keys of a real keyboard; a comparison in a new process."""

from pathlib import Path

from tests.e2e.test_main_job import play
from tests.e2e.workspace_stories import SESSION

EXPECTED = {
    "alt+1": (
        "explore",
        ["diagram"],
        ["Layers", "Stages", "Memory", "Other counters", "Table 1"],
    ),
    "alt+2": (
        "compare",
        ["pictures", "differs", "diagram"],
        ["Measures", "Blocks", "Charts", "Sweep", "Layers", "Stages"],
    ),
    "alt+3": ("time", ["timing"], ["Roofline", "Runs", "Layers"]),
    "alt+4": ("learn", ["pages"], []),
}
ALL = ["left", "main", "below", "right"]


def test_each_workspace_comes_by_its_key_with_its_own_parts_and_tabs(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("workspaces", tmp_path, display)
    assert found["network"] == "resnet50"
    assert set(found["seen"]) == set(EXPECTED)
    for key, (workspace, middle, tabs) in EXPECTED.items():
        seen = found["seen"][key]
        assert seen["workspace"] == workspace
        assert seen["pressed"] == [workspace]
        assert seen["middle"] == middle
        assert sorted(seen["pages"]) == sorted(tabs)
        for left, top, right, bottom in seen["pages"].values():
            assert right - left > 300, key
            assert bottom - top > 100, key


def test_panels_are_hidden_by_their_keys_in_one_workspace_and_come_back(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("panels", tmp_path, display)
    assert found["first"] == ALL
    for key, side in {"F7": "left", "F8": "below", "shift+F8": "main", "F9": "right"}.items():
        without = [each for each in ALL if each != side]
        assert found["hidden"][key] == [without, ALL], key
    assert found["other"] == ["main", "below", "top"]
    assert found["back"] == ["main", "below"]
    assert found["reset"] == ALL
    assert found["wider"] > 500


def test_a_comparison_that_was_saved_is_there_in_a_new_process(
    tmp_path: Path, display: dict[str, str]
) -> None:
    saved = play("comparison_saved", tmp_path, display)
    opened = play("comparison_opened", tmp_path, display, str(tmp_path / SESSION))
    for found in (saved, opened):
        assert found["workspace"] == "compare"
        assert found["tab"] == "stages"
        assert found["pictures"] == ["ResNet-50", "ResNet-34"]
        assert found["is_seen"]
    assert opened["cards"] == saved["cards"]
    assert [card[:2] for card in opened["cards"]] == [["A", "ResNet-50"], ["B", "ResNet-34"]]
