"""Opens a file of stored runs or sweeps, for as long as one piece of work takes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.history.schema import RUNS, Tables, migrate

PATIENCE_S = 10.0  # for another window that is writing
REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the file is write-protected",
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened",
    sqlite3.SQLITE_PERM: "the file is protected",
    sqlite3.SQLITE_BUSY: "another program keeps the file busy",
    sqlite3.SQLITE_LOCKED: "another program keeps the file busy",
    sqlite3.SQLITE_IOERR: "the disk can't be read or written",
    sqlite3.SQLITE_NOTADB: "the file is damaged",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
}
DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


@contextmanager
def opened(path: Path, tables: Tables = RUNS) -> Iterator[sqlite3.Connection]:
    """The file with the tables of this version; UserError says why it can't be.

    What is done within is one transaction, so it is done whole or not at all.
    """
    with opened_to_write(path, tables) as connection, transaction(connection):
        yield connection


@contextmanager
def opened_to_write(path: Path, tables: Tables) -> Iterator[sqlite3.Connection]:
    """The file for several transactions, one after the other; UserError as `opened`."""
    with trouble_explained(path, tables.title):
        path.parent.mkdir(parents=True, exist_ok=True)
        with connected(path) as connection:
            migrate(connection, tables)
            _share(connection)
            yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is done within is done whole or not at all; others may read, but not write meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite itself took back what a full disk stopped
            connection.execute("ROLLBACK")
        raise


@contextmanager
def opened_to_read(path: Path, tables: Tables = RUNS) -> Iterator[sqlite3.Connection | None]:
    """The file as it is, which may be read-only; None where it does not exist."""
    with trouble_explained(path, tables.title):
        if not path.exists():
            yield None
            return
        with connected(path) as connection:
            migrate(connection, tables)
            yield connection


@contextmanager
def trouble_explained(path: Path, title: str = RUNS.title) -> Iterator[None]:
    """Turns what SQLite or the system says of the file into a UserError."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise UserError(f"{reason_of(error)}. The {title} are in {path}", "history") from error


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that begins and ends no transaction by itself, closed with the context."""
    connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
    connection.text_factory = _text_of
    try:
        yield connection
    finally:
        connection.close()


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file itself is broken, and not that it can't be used now."""
    return _code_of(error) in DAMAGED


def reason_of(error: sqlite3.Error | OSError) -> str:
    """Why the file could not be used, for people."""
    if isinstance(error, OSError):
        return f"the folder can't be used: {error.strerror}"
    return REASONS.get(_code_of(error)) or f"the file can't be used: {error}"


def _text_of(data: bytes) -> str:
    """A text of the file; one that isn't UTF-8 is not one that can be shown, but can be deleted."""
    return data.decode(errors="surrogateescape")


def _code_of(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the details in the upper bits


def _share(connection: sqlite3.Connection) -> None:
    """Lets others read while one writes; where that can't be set now, the next one does it."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
