"""A bug anywhere that Qt calls is one dialog with a report, and the window goes on."""

import json
import os
import subprocess
import sys
from pathlib import Path

HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


def test_a_bug_in_any_event_slot_or_thread_is_one_dialog_and_never_ends_the_program(
    tmp_path: Path,
) -> None:
    homes = dict.fromkeys(HOMES, str(tmp_path))
    played = subprocess.run(
        [sys.executable, "-m", "tests.ui.start.raising", str(tmp_path)],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    outcomes = [json.loads(line) for line in played.stdout.splitlines()]
    assert len(outcomes) == 12
    for each in outcomes:
        assert each["dialogs"] == 1, each
        # However often it came, it is shown once for each way that leads to it.
        assert each["report"].count(", in fail") in (1, 2, 3), each
