"""Work that is in no file survives the end of its process, and is saved by the next one."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.e2e.test_main_job import ROOT, play


def test_what_was_killed_is_recovered_and_saved(tmp_path: Path, display: dict[str, str]) -> None:
    killed = subprocess.run(
        [sys.executable, "-m", "tests.e2e.driver", str(tmp_path), "killed"],
        cwd=ROOT,
        env=display,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert killed.returncode == -signal.SIGKILL
    found = play("recovered", tmp_path, display)
    assert found["recovered"] == ["resnet34", "stage"]
    assert found["title"].startswith("mine.resnetviz[*] — ResNet-18")
    assert json.loads(found["saved"])["networks"] == ["resnet18"]
    assert found["modules"] == []
