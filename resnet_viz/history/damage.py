"""A damaged file of stored runs or sweeps is set aside, whole, and a fresh one begins."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from resnet_viz.history.opening import connected, is_damage, trouble_explained
from resnet_viz.history.schema import RUNS

COMPANIONS = ("", "-wal", "-shm")  # SQLite's files of one database


def set_damaged_aside(path: Path, title: str = RUNS.title) -> str:
    """What was done about a damaged file, as one sentence; '' for one that is sound or absent.

    UserError where nothing can be done about it.
    """
    with trouble_explained(path, title):
        return _set_aside(path, title) if _is_there_damaged(path) else ""


def is_damaged(path: Path) -> bool:
    """Whether SQLite takes the file for broken or for no database."""
    try:
        with connected(path) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.Error as error:
        return is_damage(error)


def _is_there_damaged(path: Path) -> bool:
    return path.exists() and is_damaged(path)


def _set_aside(path: Path, title: str) -> str:
    with connected(path.with_name(f"{path.name}.lock")) as lock:
        # Two windows may find the damage at once; the second must not take the fresh file away.
        lock.execute("BEGIN EXCLUSIVE")
        if not _is_there_damaged(path):
            return ""
        aside = _free_name(path)
        for companion in COMPANIONS:
            if (found := Path(f"{path}{companion}")).exists():
                os.replace(found, f"{aside}{companion}")
    return f"The file of {title} was damaged. It was moved to {aside}, and a new one begins."


def _free_name(path: Path) -> Path:
    """A name in the file's folder with the date in it that nothing has yet."""
    stem = f"{path.stem}-damaged-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    names = (f"{stem}{f'-{number}' if number else ''}{path.suffix}" for number in range(10_000))
    return next(aside for name in names if not (aside := path.with_name(name)).exists())
