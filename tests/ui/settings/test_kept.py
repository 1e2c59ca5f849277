"""A settings file that is damaged, of other kinds, or no file at all counts as absent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.session.run_setup import RunSetup
from resnet_viz.ui.export.remembered import last_folder, last_page, last_scale, last_theme
from resnet_viz.ui.parts.field_group import FieldGroup
from resnet_viz.ui.session.remembered import (
    new_document,
    remember,
    remember_places,
    remembered_places,
    remembered_setup,
)
from resnet_viz.ui.settings.settings import SETTINGS, last_used, store_last_used, stored
from resnet_viz.ui.window.geometry import restore_geometry, save_geometry

MAIN = Path(__file__).parent.parent.parent.parent / "main.py"
PROGRAM = "ResNet Viz"
KEYS = (
    "window/geometry",
    "window/places",
    "run/threads",
    "run/casting",
    "run/is_fused",
    "palette/last_used",
    "appearance",
    "start/is_fresh",
    "export/folder",
    "export/theme",
    "export/page",
    "export/scale",
    "group/Block",
)
PLACES = '[{"workspace": "explore", "columns": [1, 99999999999999999, -5], "rows": [], "tab": ""}]'
VALUES = (
    "x",
    "",
    "9" * 5000,
    "@Variant(\\0\\0\\0\\x7f\\0)",
    "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0)",
    "@Rect(1 2)",
    "@Invalid()",
    "@Size(1 2)",
    "a, b, c",
    '"' + "[" * 5000 + '"',
    '"' + PLACES.replace('"', '\\"') + '"',
    "\\x202e" * 40,
    "x" * 100_000,
    "/" + "x" * 300,
)


def read_all(qtbot: QtBot) -> None:
    """All that a start reads of the settings."""
    window = QMainWindow()
    qtbot.addWidget(window)
    restore_geometry(window)
    group = FieldGroup("Block", lambda: [QWidget()], is_open=True)
    qtbot.addWidget(group)
    assert new_document().member.arch == "resnet50"
    assert all(stored(each) in each.values for each in SETTINGS)
    assert isinstance(remembered_setup(), RunSetup)
    assert last_folder().is_dir()
    assert last_scale() > 0
    assert last_page() is not None
    assert last_theme()
    assert all(isinstance(each, str) for each in last_used())
    assert isinstance(remembered_places(), tuple)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:12])
def test_a_value_of_another_kind_is_as_if_never_set(value: str, qtbot: QtBot) -> None:
    file = Path(QSettings().fileName())
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}={value}\n" for key in (each.partition("/")[2] for each in KEYS))
    groups = {each.partition("/")[0] for each in KEYS}
    file.write_text("".join(f"[{group}]\n{lines}" for group in groups))
    read_all(qtbot)


def a_real_file(qtbot: QtBot) -> bytes:
    window = QMainWindow()
    qtbot.addWidget(window)
    save_geometry(window)
    remember(RunSetup(threads=2))
    remember_places(())
    store_last_used("export")
    settings = QSettings()
    settings.sync()
    return Path(settings.fileName()).read_bytes()


def test_a_file_cut_off_anywhere_or_with_any_bytes_is_read(qtbot: QtBot) -> None:
    whole = a_real_file(qtbot)
    assert len(whole) > 200

    @given(st.integers(0, len(whole)), st.binary(max_size=20))
    def check(length: int, more: bytes) -> None:
        Path(QSettings().fileName()).write_bytes(whole[:length] + more + whole[length + 20 :])
        read_all(qtbot)

    check()


def start(home: Path) -> "subprocess.CompletedProcess[str]":
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(home))
    return subprocess.run(
        [sys.executable, str(MAIN), "--exit-after-paint"],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def make_fifo(file: Path) -> None:
    os.mkfifo(file)


def make_folder(file: Path) -> None:
    file.mkdir()


def make_endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def make_loop(file: Path) -> None:
    file.symlink_to(file.name)


def make_large(file: Path) -> None:
    with file.open("wb") as opened:
        opened.write(b"[window]\n")
        opened.truncate(100_000_000)


def make_wrong(file: Path) -> None:
    file.write_bytes(b"[window]\ngeometry=x\nplaces=\xff\xfe\x00\n[")


@pytest.mark.parametrize(
    "make", [make_fifo, make_folder, make_endless, make_loop, make_large, make_wrong]
)
@pytest.mark.parametrize("name", [f"{PROGRAM}/{PROGRAM}.ini", f"{PROGRAM}.ini"])
def test_the_window_opens_whatever_is_in_the_place_of_the_file(
    name: str, make: "object", tmp_path: Path
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    assert callable(make)
    make(file)
    before = os.lstat(file)
    started = start(tmp_path)
    assert (started.returncode, started.stdout) == (0, "painted\n"), started.stderr
    assert "Traceback" not in started.stderr
    assert os.lstat(file).st_mode == before.st_mode


def test_the_window_opens_where_its_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / PROGRAM).write_text("")
    started = start(tmp_path)
    assert (started.returncode, started.stdout) == (0, "painted\n"), started.stderr
