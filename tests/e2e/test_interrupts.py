"""The system asks the program to end while it starts: it ends, and says nothing."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from tests.e2e.test_main_job import ROOT

FIRST_S = 0.05
ENOUGH = 4  # orderly ends in a row: the window was there long before
LAST_S = 20.0
PATIENCE_S = 60
ORDERLY = 0


def ended_after(moment_s: float, environment: dict[str, str]) -> int:
    """The exit status of a program that is asked to end so long after its start."""
    program = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py")],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    sleep(moment_s)
    program.send_signal(signal.SIGTERM)
    try:
        _, said = program.communicate(timeout=PATIENCE_S)
    finally:
        program.kill()
    assert said == "", moment_s
    return program.returncode


def ends(step_s: float, environment: dict[str, str]) -> Iterator[int]:
    """Exit statuses at later and later moments of the start, until the window is long there."""
    moment_s, orderly = FIRST_S, 0
    while orderly < ENOUGH:
        assert moment_s < LAST_S
        status = ended_after(moment_s, environment)
        orderly = orderly + 1 if status == ORDERLY else 0
        moment_s += step_s
        yield status


@pytest.mark.parametrize("step_s", [0.15, pytest.param(0.02, marks=pytest.mark.deep)])
def test_a_program_that_is_ended_while_it_starts_just_ends(
    step_s: float, tmp_path: Path, display: dict[str, str]
) -> None:
    homes = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    environment = {**display, **{name: str(tmp_path) for name in homes}}
    seen = set(ends(step_s, environment))
    assert seen == {-signal.SIGTERM, ORDERLY}
