"""Stored runs with the real program: its window, its commands, and two windows at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.history import store
from resnet_viz.history.place import history_path
from tests.e2e.history_stories import OTHER, SMALL
from tests.e2e.test_main_job import ROOT, play


def test_runs_of_window_and_commands_lie_side_by_side(
    own_data: Path, tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("history", tmp_path, display | {"XDG_DATA_HOME": str(own_data)})
    assert found["runs"] == [OTHER, SMALL]
    assert found["batch"] == 2
    assert found["deleted"] == "Deleted 1 run."
    assert found["heavy"] == []
    listed = store.list_runs(history_path())
    assert [run.arch for run in listed] == [OTHER, SMALL]
    report = store.read(history_path(), listed[0].id).report
    assert json.loads(json.dumps(report.to_dict())) == found["opened"]
    exported = json.loads((tmp_path / "runs.json").read_text(encoding="utf-8"))
    assert len(exported["runs"]) == 2


@pytest.mark.deep
def test_two_windows_at_once_store_both_runs(
    own_data: Path, tmp_path: Path, display: dict[str, str]
) -> None:
    windows = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-m", "tests.e2e.driver", str(tmp_path / name), "one_run"]
        windows.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=display | {"XDG_DATA_HOME": str(own_data)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    told = [window.communicate(timeout=300) for window in windows]
    assert [errors for _, errors in told] == ["", ""]
    assert [json.loads(output)["seen"] >= 1 for output, _ in told] == [True, True]
    assert [run.arch for run in store.list_runs(history_path())] == [SMALL, SMALL]
