"""The table of stored sweeps, which the command lists and writes."""

from collections.abc import Sequence

from resnet_viz.core.lab.stored_sweep import StoredSweep, SweepState
from resnet_viz.core.plain import plain_of
from resnet_viz.core.timing.stored_run import moment_text
from resnet_viz.core.wording import NONE, bytes_text, digits_grouped
from resnet_viz.export.table import Column, Table, table_of

ID_LETTERS = 8  # of a uuid, as lists show it

STATES = {SweepState.OPEN: "can be resumed", SweepState.DONE: "done"}


def _done_text(row: StoredSweep) -> str:
    """How many are done, and of how many where some are left."""
    done, count = digits_grouped(row.done), digits_grouped(row.count)
    return done if row.done == row.count else f"{done} of {count}"


def _timed_text(row: StoredSweep) -> str:
    return digits_grouped(row.timed) if row.options.timing else NONE


SWEEP_COLUMNS: tuple[Column[StoredSweep], ...] = (
    Column(
        "uuid",
        "Sweep",
        lambda row: row.uuid,
        lambda row: row.uuid[:ID_LETTERS],
        is_number=False,
        tip="The beginning of its ID, as history sweeps --delete takes it",
    ),
    Column("name", "Name", lambda row: row.name, lambda row: row.name, is_number=False),
    Column("done", "Networks", lambda row: row.done, _done_text),
    Column("count", "", lambda row: row.count),
    Column("timed", "Timed", lambda row: row.timed, _timed_text),
    Column("batch", "Batch", lambda row: row.batch, lambda row: digits_grouped(row.batch)),
    Column(
        "state",
        "State",
        lambda row: str(row.state),
        lambda row: STATES[row.state],
        is_number=False,
    ),
    Column(
        "size_bytes", "Size", lambda row: row.size_bytes, lambda row: bytes_text(row.size_bytes)
    ),
    Column(
        "made_at",
        "Date",
        lambda row: row.made_at,
        lambda row: moment_text(row.made_at) or NONE,
        is_number=False,
    ),
    Column("recipe", "", lambda row: row.recipe),
)


def sweeps_table(sweeps: Sequence[StoredSweep]) -> Table:
    """The stored sweeps, one a row."""
    source = {"sweeps": [plain_of(sweep) for sweep in sweeps]}
    return table_of("Stored sweeps", SWEEP_COLUMNS, sweeps, source)
