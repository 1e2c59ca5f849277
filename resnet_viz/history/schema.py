"""The tables of the stored runs, by versions: each step leads from one to the next."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from resnet_viz.core.errors import UserError

SchemaStep = Sequence[str]


class Tables(NamedTuple):
    """What a file holds, in the plural as people call it, and the steps to its tables.

    `pragmas` are what must be set before the first table is made.
    """

    title: str
    steps: Sequence[SchemaStep]
    pragmas: SchemaStep = ()


# A step that was ever released stays as it is; what is to change becomes another step.
STEPS: tuple[SchemaStep, ...] = (
    (
        """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            arch TEXT NOT NULL,
            device TEXT NOT NULL,
            precision TEXT NOT NULL,
            batch INTEGER NOT NULL,
            threads INTEGER NOT NULL,
            options TEXT NOT NULL,
            median_ms REAL NOT NULL,
            images_per_s REAL NOT NULL,
            is_trusted INTEGER NOT NULL,
            started_at TEXT NOT NULL,
            torch TEXT NOT NULL,
            system TEXT NOT NULL,
            report TEXT NOT NULL
        )
        """,
        "CREATE INDEX run_by_start ON run (started_at, id)",
    ),
    ("ALTER TABLE run ADD COLUMN host TEXT NOT NULL DEFAULT ''",),
)
RUNS = Tables("stored runs", STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables in a file, 0 where there are none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, tables: Tables = RUNS) -> None:
    """Brings the tables to the last of the steps, each whole or not at all.

    UserError for tables of a newer program, which are left as they are.
    """
    if version_of(connection) == 0:
        for pragma in tables.pragmas:
            connection.execute(pragma)
    while (version := version_of(connection)) < len(tables.steps):
        _take(connection, version, tables.steps[version])
    if version > len(tables.steps):
        raise UserError(
            f"the {tables.title} were written by a newer version of this program (tables of "
            f"version {version}, known up to {len(tables.steps)}). Update this one to use them",
            "history",
        )


def _take(connection: sqlite3.Connection, version: int, step: SchemaStep) -> None:
    """One step, unless another process took it meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) == version:
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
