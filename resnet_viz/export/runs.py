"""The table of stored runs: their columns, declared once for the window and the command line."""

from collections.abc import Sequence
from dataclasses import asdict

from resnet_viz.core.timing.stored_run import StoredRun, moment_text
from resnet_viz.core.wording import digits_grouped, to_two_decimals
from resnet_viz.export.table import NONE, Column, Table, table_of

TRUSTED = "✓"
UNTRUSTED = "⚠"

RUN_COLUMNS: tuple[Column[StoredRun], ...] = (
    Column("id", "Run", lambda row: row.id, lambda row: str(row.id)),
    Column("name", "Name", lambda row: row.name, lambda row: row.name, is_number=False),
    Column(
        "started_at",
        "Date",
        lambda row: row.started_at,
        lambda row: moment_text(row.started_at) or NONE,
        is_number=False,
    ),
    Column(
        "median_ms",
        "Latency, ms",
        lambda row: row.median_ms,
        lambda row: to_two_decimals(row.median_ms),
    ),
    Column(
        "images_per_s",
        "Images/s",
        lambda row: row.images_per_s,
        lambda row: f"{row.images_per_s:.1f}",
    ),
    Column(
        "is_trusted",
        "Trusted",
        lambda row: row.is_trusted,
        lambda row: TRUSTED if row.is_trusted else UNTRUSTED,
        is_number=False,
    ),
    Column(
        "precision",
        "Precision",
        lambda row: row.precision,
        lambda row: row.precision,
        is_number=False,
    ),
    Column("batch", "Batch", lambda row: row.batch, lambda row: digits_grouped(row.batch)),
    Column("threads", "Threads", lambda row: row.threads, lambda row: digits_grouped(row.threads)),
    Column(
        "options",
        "Options",
        lambda row: row.options,
        lambda row: row.options or NONE,
        is_number=False,
    ),
    Column("device", "Device", lambda row: row.device, lambda row: row.device, is_number=False),
    Column("arch", "Network", lambda row: row.arch, lambda row: row.arch, is_number=False),
    Column("torch", "torch", lambda row: row.torch, is_number=False),
    Column("system", "System", lambda row: row.system, is_number=False),
    Column("uuid", "UUID", lambda row: row.uuid, is_number=False),
)


def runs_table(runs: Sequence[StoredRun]) -> Table:
    """The stored runs, one a row."""
    source = {"runs": [asdict(run) for run in runs]}
    return table_of("Stored runs", RUN_COLUMNS, runs, source)
