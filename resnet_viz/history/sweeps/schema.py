"""The tables of the stored sweeps, by versions.

A row of `point` is there or not: that alone says which places are left. `timed` does the same for
places that were timed. `piece` says in which order rows came, for who reads along.
"""

from resnet_viz.history.schema import SchemaStep, Tables

# A step that was ever released stays as it is; what is to change becomes another step.
STEPS: tuple[SchemaStep, ...] = (
    (
        """
        CREATE TABLE sweep (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            recipe TEXT NOT NULL,
            "count" INTEGER NOT NULL,
            batch INTEGER NOT NULL,
            options TEXT NOT NULL,
            version TEXT NOT NULL,
            state TEXT NOT NULL,
            made_at TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE point (
            sweep INTEGER NOT NULL,
            place INTEGER NOT NULL,
            depth INTEGER,
            params INTEGER,
            buffers INTEGER,
            macs INTEGER,
            flops INTEGER,
            activations INTEGER,
            param_bytes INTEGER,
            shortcuts INTEGER,
            bytes_read INTEGER,
            bytes_written INTEGER,
            peak_inference_bytes INTEGER,
            training_bytes INTEGER,
            error TEXT,
            PRIMARY KEY (sweep, place)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE timed (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            sweep INTEGER NOT NULL,
            place INTEGER NOT NULL,
            latency_ms REAL,
            run TEXT NOT NULL,
            host TEXT NOT NULL,
            error TEXT NOT NULL,
            UNIQUE (sweep, place)
        )
        """,
        """
        CREATE TABLE piece (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            sweep INTEGER NOT NULL,
            "first" INTEGER NOT NULL,
            "last" INTEGER NOT NULL
        )
        """,
        "CREATE INDEX piece_by_sweep ON piece (sweep, number)",
    ),
)
# So that what a deleted sweep took goes back to the disk, without writing the whole file again.
SWEEPS = Tables("stored sweeps", STEPS, ("PRAGMA auto_vacuum = INCREMENTAL",))
