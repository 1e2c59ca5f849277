"""The stored sweeps: each call opens the file, does one thing whole, and closes it.

All raise UserError for a file that can't be used, and for a sweep that is not there.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.stored_sweep import (
    Mark,
    News,
    StoredPoint,
    StoredSweep,
    SweepOptions,
    SweepState,
    TimedPlace,
)
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.leaves import integer_from, moment_from, text_from
from resnet_viz.core.limits import check_batch
from resnet_viz.core.plain import plain_of, read_as
from resnet_viz.history.opening import opened, opened_to_read, opened_to_write, transaction
from resnet_viz.history.place import sweeps_path
from resnet_viz.history.reading import name_from
from resnet_viz.history.sweeps import rows
from resnet_viz.history.sweeps.schema import SWEEPS
from resnet_viz.version import VERSION

PLAIN = SweepOptions()
LIST = """
    SELECT uuid, name, recipe, "count", batch, options, version, state, made_at,
           (SELECT coalesce(sum("last" - "first" + 1), 0) FROM piece WHERE piece.sweep = sweep.id),
           (SELECT count(*) FROM timed WHERE timed.sweep = sweep.id)
    FROM sweep
"""


@dataclass(frozen=True, slots=True)
class SweepWriter:
    """One sweep, open to be written: many transactions without opening the file each time."""

    connection: sqlite3.Connection
    sweep: int

    def add(self, points: Sequence[Point]) -> int:
        """Stores the rows that are not there yet, in one transaction; how many they were."""
        with self._writing():
            return rows.add_points(self.connection, self.sweep, points)

    def add_timed(self, timed: TimedPlace) -> bool:
        """Stores what was timed of a place; False where that was there already."""
        with self._writing():
            return rows.add_timed(self.connection, self.sweep, timed)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction; a sweep that was deleted meanwhile gets no rows."""
        with transaction(self.connection):
            select = "SELECT 1 FROM sweep WHERE id = ?"
            if self.connection.execute(select, (self.sweep,)).fetchone() is None:
                raise UserError("this sweep was deleted meanwhile. Start it again", "sweep")
            yield


@dataclass(frozen=True, slots=True)
class SweepStore:
    """The sweeps in a file, the person's own where none is given."""

    path: Path

    def start(
        self, recipe: str, batch: int = 1, options: SweepOptions = PLAIN, uuid: str = ""
    ) -> str:
        """Begins a sweep and gives its uuid; the same uuid again is the same sweep."""
        known = recipe_of(recipe)
        uuid = uuid or str(uuid4())
        values = (
            uuid,
            known.text[:100],
            known.text,
            known.count,
            check_batch(batch),
            _options_text(options),
            VERSION,
            SweepState.OPEN.value,
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        names = 'uuid, name, recipe, "count", batch, options, version, state, made_at'
        insert = f"INSERT OR IGNORE INTO sweep ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
        with opened(self.path, SWEEPS) as connection:
            connection.execute(insert, values)
        return uuid

    def find(self, recipe: str, batch: int = 1, options: SweepOptions = PLAIN) -> str:
        """The uuid of the newest sweep of this recipe, batch and options, '' for none."""
        asked = recipe_of(recipe).text, check_batch(batch), _options_text(options)
        select = "SELECT uuid FROM sweep WHERE recipe = ? AND batch = ? AND options = ?"
        with opened_to_read(self.path, SWEEPS) as connection:
            if connection is None:
                return ""
            found = connection.execute(f"{select} ORDER BY id DESC LIMIT 1", asked).fetchone()
        return str(found[0]) if found else ""

    def sweeps(self) -> tuple[StoredSweep, ...]:
        """All sweeps that can be read, the newest first."""
        with opened_to_read(self.path, SWEEPS) as connection:
            if connection is None:
                return ()
            found = connection.execute(f"{LIST} ORDER BY id DESC").fetchall()
        total = sum(row[-2] for row in found)
        share = self._file_bytes() / total if total else 0.0
        return tuple(each for row in found if (each := _sound(row, share)) is not None)

    def sweep(self, uuid: str) -> StoredSweep:
        """One sweep with how far it is; its size is left out."""
        with opened_to_read(self.path, SWEEPS) as connection:
            _known(connection, uuid)
            assert connection
            return _sweep_of(connection.execute(f"{LIST} WHERE uuid = ?", (uuid,)).fetchone())

    def missing(self, uuid: str) -> tuple[range, ...]:
        """The places that are not computed yet, in order."""
        with opened_to_read(self.path, SWEEPS) as connection:
            number = _known(connection, uuid)
            assert connection
            select = 'SELECT "count" FROM sweep WHERE id = ?'
            (count,) = connection.execute(select, (number,)).fetchone()
            return rows.missing_places(connection, number, integer_from(count, "count"))

    @contextmanager
    def writing(self, uuid: str) -> Iterator[SweepWriter]:
        """The sweep, open for as long as rows come."""
        with opened_to_write(self.path, SWEEPS) as connection:
            # A crash of the machine may take the last rows along, and they are computed again.
            connection.execute("PRAGMA synchronous = NORMAL")
            yield SweepWriter(connection, _known(connection, uuid))

    def add(self, uuid: str, points: Sequence[Point]) -> int:
        """Stores the rows that are not there yet, in one transaction; how many they were."""
        with self.writing(uuid) as writer:
            return writer.add(points)

    def add_timed(self, uuid: str, timed: TimedPlace) -> bool:
        """Stores what was timed of a place; False where that was there already."""
        with self.writing(uuid) as writer:
            return writer.add_timed(timed)

    def rows_after(self, uuid: str, place: int = -1, limit: int = 1000) -> tuple[StoredPoint, ...]:
        """At most `limit` rows behind a place, in the order of places."""
        with opened_to_read(self.path, SWEEPS) as connection:
            number = _known(connection, uuid)
            assert connection
            return rows.rows_after(connection, number, place, limit)

    def news_after(self, uuid: str, mark: Mark, limit: int = 1000) -> News:
        """What came after a mark, in the order in which it came; no rows where that is all."""
        with opened_to_read(self.path, SWEEPS) as connection:
            number = _known(connection, uuid)
            assert connection
            return rows.news_after(connection, number, mark, limit)

    def timed_places(self, uuid: str) -> frozenset[int]:
        """The places that were timed, or failed to be."""
        with opened_to_read(self.path, SWEEPS) as connection:
            number = _known(connection, uuid)
            assert connection
            select = "SELECT place FROM timed WHERE sweep = ?"
            return frozenset(place for (place,) in connection.execute(select, (number,)))

    def finish(self, uuid: str) -> None:
        """Nothing of the sweep is left to do."""
        self._set(uuid, "state", SweepState.DONE.value)

    def rename(self, uuid: str, name: str) -> None:
        """Gives a sweep another name."""
        self._set(uuid, "name", name_from(name, "the name"))

    def delete(self, uuid: str) -> None:
        """Takes a sweep away for good, and gives its room back to the disk."""
        with opened_to_write(self.path, SWEEPS) as connection:
            number = _known(connection, uuid)
            with transaction(connection):
                for table in ("point", "timed", "piece"):
                    connection.execute(f"DELETE FROM {table} WHERE sweep = ?", (number,))  # noqa: S608
                connection.execute("DELETE FROM sweep WHERE id = ?", (number,))
            # As a script: `execute` stops after the first page that is given back.
            connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")

    def _set(self, uuid: str, column: str, text: str) -> None:
        with opened(self.path, SWEEPS) as connection:
            number = _known(connection, uuid)
            update = f"UPDATE sweep SET {column} = ? WHERE id = ?"  # noqa: S608
            connection.execute(update, (text, number))

    def _file_bytes(self) -> int:
        files = (Path(f"{self.path}{end}") for end in ("", "-wal"))
        return sum(each.stat().st_size for each in files if each.exists())


def own_store() -> SweepStore:
    """The sweeps of this person."""
    return SweepStore(sweeps_path())


def _known(connection: sqlite3.Connection | None, uuid: str) -> int:
    """The file's number of a sweep."""
    select = "SELECT id FROM sweep WHERE uuid = ?"
    row = connection.execute(select, (uuid,)).fetchone() if connection else None
    if row is None:
        raise UserError("this sweep is not stored any more. Start it again", "sweep")
    return int(row[0])


def _options_text(options: SweepOptions) -> str:
    return json.dumps(plain_of(options), separators=(",", ":"), sort_keys=True)


def _sound(row: Sequence[object], share: float) -> StoredSweep | None:
    """The sweep of a row, None for one that some other program changed: none hides the others."""
    try:
        return _sweep_of(row, share)
    except UserError:
        return None


def _sweep_of(row: Sequence[object], share: float = 0.0) -> StoredSweep:
    """UserError where the file has something else than was written."""
    uuid, name, recipe, count, batch, options, version, state, made_at, done, timed = row
    place = "the stored sweep is broken: its"
    try:
        known = read_as(SweepOptions, json.loads(str(options)), f"{place} options")
    except (ValueError, RecursionError):
        raise UserError(f"{place} options aren't JSON", "sweep") from None
    return StoredSweep(
        uuid=text_from(uuid, f"{place} uuid"),
        name=text_from(name, f"{place} name"),
        recipe=text_from(recipe, f"{place} recipe"),
        count=integer_from(count, f"{place} count"),
        batch=integer_from(batch, f"{place} batch"),
        options=known,
        version=text_from(version, f"{place} version"),
        state=read_as(SweepState, state, f"{place} state"),
        made_at=moment_from(made_at, f"{place} made_at"),
        done=integer_from(done, f"{place} done"),
        timed=integer_from(timed, f"{place} timed"),
        size_bytes=round(share * integer_from(done, f"{place} done")),
    )
