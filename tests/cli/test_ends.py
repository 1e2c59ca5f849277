"""How the program ends: alone, without a display, with a closed pipe, on Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.version import VERSION
from tests.cli.command_line import LIMIT_S, MAIN, start

NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


def test_version_and_help(tmp_path: Path) -> None:
    assert start(tmp_path, "--version").stdout == f"ResNet Viz {VERSION}\n"
    told = start(tmp_path, "--help")
    for name in [
        "list",
        "cost",
        "summary",
        "verify",
        "draw",
        "time",
        "compare",
        "devices",
        "open",
        "history",
    ]:
        assert f" {name} " in told.stdout
        assert start(tmp_path, name, "--help").returncode == 0


def test_the_module_is_the_program_too(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "resnet_viz", "--version"],
        cwd=MAIN.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert VERSION in result.stdout


# macOS and Windows have their display by themselves: there DISPLAY means nothing.
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
@pytest.mark.parametrize(
    "arguments", [(), ("open", "resnet18"), ("resnet18",), ("resnet,depth=50",), ("some.pth",)]
)
def test_without_a_display_it_says_what_works(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = start(tmp_path, *arguments, **NO_DISPLAY)
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    for word in ("display", "cost", "draw", "verify", "time", "compare"):
        assert word in told.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have no X server")
def test_a_display_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = start(tmp_path, **NO_DISPLAY | {"DISPLAY": ":987"})
    assert told.returncode == 1
    assert "display" in told.stderr
    assert "resnet-viz cost" in told.stderr or "cost" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} {MAIN} cost resnet152 --csv"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert result.returncode == 0
    assert result.stdout.startswith("path,")
    assert result.stderr == ""


# Standard output can't be limited in size as a file can: it takes the device that is always full.
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, str(MAIN), "cost", "resnet18"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert result.returncode == 2
    assert "No space left" in result.stderr
    assert result.stderr.count("\n") == 1


def test_ctrl_c_cancels_a_timed_run(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-u", "-c", CANCELLED_WHEN_TIMING, str(MAIN.parent)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "timing\n"
    os.kill(child.pid, signal.SIGINT)
    _, told = child.communicate(timeout=LIMIT_S)
    assert (child.returncode, told) == (130, "resnet-viz: cancelled\n")


CANCELLED_WHEN_TIMING = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
sys.path.insert(0, sys.argv[1])
from resnet_viz.engine.timing import passes

warm_up = passes.warm_up

def tell(*given):
    print("timing")
    warm_up(*given)

passes.warm_up = tell
from resnet_viz.app import main
sys.exit(main(["time", "resnet152", "--batch", "8"]))
"""


def test_the_self_test_finds_every_part(tmp_path: Path) -> None:
    told = start(tmp_path, "--self-test")
    assert told.returncode == 0, told.stdout + told.stderr
    assert [line[0] for line in told.stdout.splitlines()] == ["✓"] * 7


def test_a_file_of_the_working_folder_is_not_taken_for_a_library(tmp_path: Path) -> None:
    for name in ("json.py", "torch.py", "resnet_viz.py"):
        (tmp_path / name).write_text("raise SystemExit('taken')", encoding="utf-8")
    told = start(tmp_path, "draw", "resnet18", "-o", "a.svg")
    assert (told.returncode, told.stdout) == (0, "")
    assert (tmp_path / "a.svg").exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [(("cost", "resnet18"), 2), (("--help",), 2), (("--version",), 2), (("list", "--json"), 2)],
)
@pytest.mark.parametrize("closing", [">&-", ">/dev/full"])
def test_a_result_that_nobody_can_get_is_said_in_one_line(
    tmp_path: Path, words: tuple[str, ...], status: int, closing: str
) -> None:
    result = in_shell(tmp_path, words, closing)
    assert (result.returncode, result.stdout) == (status, "")
    assert result.stderr.count("\n") == 1
    assert "was not written: " in result.stderr


@pytest.mark.parametrize("closing", ["2>&-", "2>/dev/full"])
def test_without_standard_error_no_message_is_among_the_results(
    tmp_path: Path, closing: str
) -> None:
    refused = in_shell(tmp_path, ("cost", "nosuch"), closing)
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", "")
    result = in_shell(tmp_path, ("cost", "resnet18", "--json"), closing)
    assert (result.returncode, json.loads(result.stdout)["depth"]) == (0, 18)


def test_a_file_never_gets_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    result = in_shell(tmp_path, ("draw", "resnet18", "-o", "a.svg"), "<&- >&- 2>&-")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "a.svg").read_text("utf-8").endswith("</svg>\n")


def in_shell(
    folder: Path, words: tuple[str, ...], closing: str
) -> "subprocess.CompletedProcess[str]":
    command = f"{sys.executable} {MAIN} {' '.join(words)} {closing}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder, capture_output=True, text=True, timeout=LIMIT_S, check=False,
    )  # fmt: skip


def test_where_no_window_can_be_opened_the_commands_that_need_none_are_named(
    tmp_path: Path,
) -> None:
    said = start(tmp_path, **NO_DISPLAY).stderr
    named = said.strip().partition("These commands work without one: ")[2].split(", ")
    assert "open" not in named
    assert {"list", "cost", "draw", "source", "match", "history"} <= set(named)
