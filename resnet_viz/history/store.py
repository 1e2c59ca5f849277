"""The stored runs: each function opens the file, does one thing whole, and closes it.

All raise UserError for a file that can't be used, and for a run that is not there.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar, get_type_hints
from uuid import uuid4

from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import MOST_INTEGER, READERS, moment_from, text_from
from resnet_viz.core.networks import title_named
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.option_words import precision_text
from resnet_viz.core.timing.stored_run import StoredRun, asked_text
from resnet_viz.history.opening import opened, opened_to_read
from resnet_viz.history.reading import name_from, report_from

LISTED = tuple(field.name for field in fields(StoredRun))
LIST = f"SELECT {', '.join(LISTED)} FROM run ORDER BY started_at DESC, id DESC"  # noqa: S608
COLUMNS = (*LISTED, "report")
KINDS = get_type_hints(StoredRun)

WHOLE = "SELECT id, uuid, name, report FROM run ORDER BY id"
COMMAND = "resnet-viz history delete"
MOST_NAMED = 20  # broken runs
Sound = TypeVar("Sound")

StoredRow = tuple[object, ...]


class BrokenRun(NamedTuple):
    """A stored run that can't be read, by its number; `reason` says why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class WholeRun:
    """A run with its name and all its layers; `uuid` is the same on every machine."""

    uuid: str
    name: str
    report: TimingReport


def add(path: Path, report: TimingReport, uuid: str = "") -> int:
    """Stores a run under the name of its network and gives its number.

    `uuid` is a fresh one where it is left out; a run that is there already is not stored twice.
    """
    run = WholeRun(uuid or str(uuid4()), title_named(report.arch), report)
    with opened(path) as connection:
        return _insert(connection, _columns_of(run))


def add_missing(path: Path, runs: Sequence[WholeRun]) -> int:
    """Stores those runs that are not there yet, all or none; gives how many they were."""
    with opened(path) as connection:
        known = {row[0] for row in connection.execute("SELECT uuid FROM run")}
        missing = {run.uuid: run for run in runs if run.uuid not in known}
        for run in missing.values():
            _insert(connection, _columns_of(run))
    return len(missing)


def list_runs(path: Path) -> tuple[StoredRun, ...]:
    """All stored runs that can be shown, the newest first."""
    return list_and_broken(path)[0]


def list_and_broken(path: Path) -> tuple[tuple[StoredRun, ...], tuple[BrokenRun, ...]]:
    """All stored runs, the newest first, and those that are broken: none hides the others."""
    with opened_to_read(path) as connection:
        rows = connection.execute(LIST).fetchall() if connection else []
    return _sound_and_broken([(row[0], partial(_row_from, row)) for row in rows])


def read(path: Path, number: int) -> WholeRun:
    """A run by its number."""
    return read_all(path, [number])[0]


def read_sound(path: Path) -> tuple[tuple[WholeRun, ...], tuple[BrokenRun, ...]]:
    """All runs, and those that are broken."""
    with opened_to_read(path) as connection:
        found = [] if connection is None else connection.execute(WHOLE).fetchall()
    return _sound_and_broken([(row[0], partial(_whole_from, *row)) for row in found])


def report_by(path: Path, uuid: str) -> TimingReport | None:
    """The run of that uuid, None where it is not there or can't be read."""
    select = "SELECT id, uuid, name, report FROM run WHERE uuid = ?"
    with opened_to_read(path) as connection:
        row = connection.execute(select, (uuid,)).fetchone() if connection else None
    try:
        return _whole_from(*row).report if row else None
    except UserError:
        return None


def read_all(path: Path, numbers: Sequence[int] = ()) -> tuple[WholeRun, ...]:
    """The runs of these numbers in their order, of all where none is given."""
    with opened_to_read(path) as connection:
        if connection is None:
            rows = [_unknown(number) for number in numbers]
        else:
            wanted = numbers or [row[0] for row in connection.execute("SELECT id FROM run")]
            rows = [_whole_row(connection, number) for number in wanted]
    return tuple(_whole_from(*row) for row in rows)


def broken_text(broken: Sequence[BrokenRun]) -> str:
    """Which runs can't be read and what to do about them, '' for none."""
    if not broken:
        return ""
    numbers = " ".join(str(each.number) for each in broken[:MOST_NAMED])
    more = f", and {len(broken) - MOST_NAMED} more are broken" if len(broken) > MOST_NAMED else ""
    return f"{broken[0].reason}{more}. To delete: {COMMAND} {numbers}"


def rename(path: Path, number: int, name: str) -> None:
    """Gives a run another name."""
    name = name_from(name, "the name")
    with opened(path) as connection:
        _whole_row(connection, number)
        connection.execute("UPDATE run SET name = ? WHERE id = ?", (name, number))


def delete(path: Path, numbers: Sequence[int]) -> tuple[StoredRow, ...]:
    """Takes runs away, all or none, and gives what `put_back` brings back."""
    columns = ", ".join(COLUMNS)
    with opened(path) as connection:
        taken = []
        for number in dict.fromkeys(numbers):
            _whole_row(connection, number)
            select = f"SELECT {columns} FROM run WHERE id = ?"  # noqa: S608
            taken.append(connection.execute(select, (number,)).fetchone())
            connection.execute("DELETE FROM run WHERE id = ?", (number,))
    return tuple(taken)


def put_back(path: Path, deleted: Sequence[StoredRow]) -> None:
    """Brings deleted runs back under their old numbers."""
    with opened(path) as connection:
        for values in deleted:
            _insert(connection, dict(zip(COLUMNS, map(_as_it_was, values), strict=True)))


def _as_it_was(value: object) -> object:
    """A value that SQLite takes; a text that isn't UTF-8 as its bytes."""
    try:
        if isinstance(value, str):
            value.encode()
    except UnicodeEncodeError:
        return str(value).encode(errors="surrogateescape")
    return value


def _sound_and_broken(
    rows: Sequence[tuple[int, Callable[[], Sound]]],
) -> tuple[tuple[Sound, ...], tuple[BrokenRun, ...]]:
    sound, broken = [], []
    for number, read_row in rows:
        try:
            sound.append(read_row())
        except UserError as error:
            broken.append(BrokenRun(number, error.message))
    return tuple(sound), tuple(broken)


def _insert(connection: sqlite3.Connection, columns: dict[str, object]) -> int:
    """The number of the new row; the same run twice is one."""
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    insert = f"INSERT OR IGNORE INTO run ({names}) VALUES ({places})"  # noqa: S608
    return int(connection.execute(insert, tuple(columns.values())).lastrowid or 0)


def _columns_of(run: WholeRun) -> dict[str, object]:
    """What is listed of a run, and the whole of it as JSON."""
    report = replace(run.report, weights=shown_text(run.report.weights))
    return {
        "uuid": run.uuid,
        "name": run.name,
        "arch": report.arch,
        "device": report.device.name,
        "precision": precision_text(report.precision, report.what_if.casting),
        "batch": report.batch,
        "threads": report.threads,
        "options": asked_text(report),
        "median_ms": report.whole_ms.median,
        "images_per_s": report.images_per_s,
        "is_trusted": report.trust.is_trusted,
        "started_at": report.started_at,
        "torch": report.torch,
        "system": report.system,
        "host": report.host,
        "report": _json_of(report),
    }


def _json_of(report: TimingReport) -> str:
    try:
        return json.dumps(report.to_dict(), allow_nan=False, separators=(",", ":"))
    except ValueError:
        raise UserError("the run has a figure that isn't a finite number") from None


def _row_from(values: StoredRow) -> StoredRun:
    """A row of the list; UserError where the file has something else than was written."""
    row = dict(zip(LISTED, values, strict=True))
    row["is_trusted"] = bool(row["is_trusted"])
    place = f"run {row['id']} of the stored runs is broken: its"
    known = {key: READERS[KINDS[key]](row[key], f"{place} {key}") for key in LISTED}
    moment_from(known["started_at"], f"{place} started_at")
    return StoredRun(**known)


def _whole_row(connection: sqlite3.Connection, number: int) -> StoredRow:
    select = "SELECT id, uuid, name, report FROM run WHERE id = ?"
    row = connection.execute(select, (min(number, MOST_INTEGER),)).fetchone()
    return tuple(row) if row else _unknown(number)


def _unknown(number: int) -> StoredRow:
    raise UserError(f"run {number} is not stored. The command history lists those that are", "id")


def _whole_from(number: object, uuid: object, name: object, text: object) -> WholeRun:
    try:
        report = report_from(json.loads(str(text)))
        return WholeRun(text_from(uuid, "its uuid"), text_from(name, "its name"), report)
    except (UserError, ValueError, RecursionError) as error:
        what = error.message if isinstance(error, UserError) else "it isn't JSON"
        raise UserError(f"run {number} of the stored runs is broken: {what}", "id") from None
