"""Finding and doing in the real window, and the name by which a window manager knows it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.test_main_job import ROOT, play

PATIENCE_S = 60


def test_palette_keys_menu_and_frame(tmp_path: Path, display: dict[str, str]) -> None:
    found = play("find", tmp_path, display)
    assert found["arch"] == "plain34"
    assert found["has_keyboard"]
    assert found["keys"] > 40
    width, height = found["sheet"]
    assert width <= 1280
    assert height <= 720
    assert {"fc", "Copy name", "Copy row", "Export this part…"} <= set(found["menu"])
    assert found["said"] == "Open session lecture.resnetviz"
    assert found["modules"] == []


def xdotool(display: dict[str, str], *arguments: str) -> list[str]:
    """The lines that a tool for X windows answers."""
    result = subprocess.run(
        ["xdotool", *arguments],
        env=display,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return result.stdout.splitlines()


def test_the_window_is_known_as_resnet_viz_and_opens_a_network_without_open(
    tmp_path: Path, display: dict[str, str]
) -> None:
    homes = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    command = [sys.executable, str(ROOT / "main.py"), "resnet18"]
    program = subprocess.Popen(command, env={**os.environ, **display, **homes})
    try:
        titled = xdotool(display, "search", "--sync", "--onlyvisible", "--name", "ResNet-18")
        known = xdotool(display, "search", "--onlyvisible", "--classname", "^resnet-viz$")
        assert set(titled) <= set(known)
    finally:
        program.kill()
        program.wait()
