"""The table of stored runs: one row a column, which the window, the files and the commands read."""

from collections.abc import Sequence
from dataclasses import asdict

from resnet_viz.core.timing.stored_run import StoredRun, listed_text, moment_text
from resnet_viz.core.timing.time_measures import LATENCY, THROUGHPUT
from resnet_viz.core.wording import NONE, digits_grouped
from resnet_viz.export.table import Column, Table, table_of

TRUSTED = "✓"
UNTRUSTED = "⚠"

RUN_COLUMNS: tuple[Column[StoredRun], ...] = (
    Column(
        "id",
        "Run",
        lambda row: row.id,
        lambda row: str(row.id),
        tip="The run's number here, as the command history takes it",
        letters=7,
    ),
    Column(
        "name",
        "Name",
        lambda row: row.name,
        lambda row: row.name,
        is_number=False,
        tip="F2 renames",
        letters=24,
    ),
    Column(
        "started_at",
        "Date",
        lambda row: row.started_at,
        lambda row: moment_text(row.started_at) or NONE,
        is_number=False,
        tip="When the run began, by this machine's clock",
        letters=20,
    ),
    Column(
        "median_ms",
        LATENCY.title,
        lambda row: row.median_ms,
        lambda row: listed_text(row, row.median_ms, 2),
        tip=LATENCY.tip,
        letters=14,
    ),
    Column(
        "images_per_s",
        THROUGHPUT.title,
        lambda row: row.images_per_s,
        lambda row: listed_text(row, row.images_per_s, 1),
        tip=THROUGHPUT.tip,
        letters=11,
    ),
    Column(
        "is_trusted",
        "Reliable",
        lambda row: row.is_trusted,
        lambda row: TRUSTED if row.is_trusted else UNTRUSTED,
        is_number=False,
        tip="✓ yes, ⚠ no: the run says why",
        letters=10,
    ),
    Column(
        "precision",
        "Precision",
        lambda row: row.precision,
        lambda row: row.precision,
        is_number=False,
        tip="Number format, and how the pass came to it",
        letters=14,
    ),
    Column(
        "batch",
        "Batch",
        lambda row: row.batch,
        lambda row: digits_grouped(row.batch),
        tip="Images in one pass",
        letters=8,
    ),
    Column(
        "threads",
        "Threads",
        lambda row: row.threads,
        lambda row: digits_grouped(row.threads),
        tip="CPU threads",
        letters=10,
    ),
    Column(
        "options",
        "Options",
        lambda row: row.options,
        lambda row: row.options or NONE,
        is_number=False,
        tip="What else was asked",
        letters=17,
    ),
    Column(
        "device",
        "Device",
        lambda row: row.device,
        lambda row: row.device,
        is_number=False,
        tip="What the network ran on, on this machine or another",
        letters=24,
    ),
    Column(
        "host",
        "Host",
        lambda row: row.host,
        lambda row: row.host or NONE,
        is_number=False,
        tip="The machine that it ran on, by its name",
        letters=14,
    ),
    Column(
        "arch",
        "Network",
        lambda row: row.arch,
        lambda row: row.arch,
        is_number=False,
        tip="The network as a text that any command takes",
        letters=24,
    ),
    Column("torch", "torch", lambda row: row.torch, is_number=False),
    Column("system", "System", lambda row: row.system, is_number=False),
    Column("uuid", "UUID", lambda row: row.uuid, is_number=False),
)


def runs_table(runs: Sequence[StoredRun]) -> Table:
    """The stored runs, one a row."""
    source = {"runs": [asdict(run) for run in runs]}
    return table_of("Stored runs", RUN_COLUMNS, runs, source)
