"""Limits of time end what runs: by an exception, and where nothing heeds that by the system."""

import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows sets no limits on a process", allow_module_level=True)

ROOT = Path(__file__).parent.parent.parent.parent
START = """
import os, sys, time
from resnet_viz.engine.sources import limits
from resnet_viz.engine.sources.limits import Limits, OverLimit, limited
from resnet_viz.jobs.group import begin_own_group
limits.GRACE_S = 0.1
begin_own_group()
try:
    with limited(Limits({cpu_s}, {wall_s}, 2**40)):
        {work}
except OverLimit as limit:
    print(limit)
time.sleep(0.2)
print("goes on")
"""


def run(work: str, cpu_s: int = 1, wall_s: float = 100) -> "subprocess.CompletedProcess[str]":
    code = START.format(work=work, cpu_s=cpu_s, wall_s=wall_s)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_loop_ends_by_its_time_on_the_processor_and_the_process_goes_on() -> None:
    ended = run("exec('while True: pass')")
    assert ended.stdout == "did not end within 1 s of processor time\ngoes on\n"


def test_what_only_waits_ends_by_the_clock() -> None:
    assert run("time.sleep(600)", wall_s=0.2).stdout == "did not end within 0.2 s\ngoes on\n"


def test_what_takes_every_exception_is_ended_whole() -> None:
    work = "exec('while True:\\n  try: time.sleep(600)\\n  except BaseException: pass')"
    ended = run(work, wall_s=0.2)
    assert ended.returncode == -9
    assert ended.stdout == ""


def test_what_ends_in_time_is_not_bothered() -> None:
    assert run("print('done')").stdout == "done\ngoes on\n"


def test_a_file_that_it_writes_has_an_end() -> None:
    make = "import tempfile; file = tempfile.TemporaryFile()"
    ended = run(f"{make}; file.truncate(limits.MOST_FILE_BYTES + 1)")
    assert "OSError: [Errno 27]" in ended.stderr
