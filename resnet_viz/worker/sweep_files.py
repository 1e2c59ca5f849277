"""What the drawing process makes of a stored sweep for the window: its rows as a file."""

from collections.abc import Iterable

from resnet_viz.core.lab.stored_sweep import StoredPoint, StoredSweep, SweepState
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.lab.sweep.swept import Sweep, SweepAsked, Swept, sweep_of
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.wording import counted, digits_grouped
from resnet_viz.diagram.requests import Preview, SavedFile
from resnet_viz.export.lab.requests import PreviewSweep, SaveSweep
from resnet_viz.export.sweeps import csv_bytes, sweep_file
from resnet_viz.history.sweeps.choice import all_rows
from resnet_viz.history.sweeps.store import own_store
from resnet_viz.worker.files import head_of, saved
from resnet_viz.worker.handler import Handlers

PREVIEWED = 200  # rows that are looked at for a preview
CSV, JSON = ".csv", ".json"


def answer_sweep_rows(asked: SaveSweep, on_progress: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    on_progress(Step("reading networks"))
    store, form = own_store(), sweep_file(asked.suffix)
    sweep = store.sweep(asked.sweep)
    found = _swept(sweep, asked.where, all_rows(store, asked.sweep))
    return saved(asked.path, form.write(found), _note(sweep))


def answer_sweep_preview(asked: PreviewSweep, _: Progress) -> Preview:
    """The first of its rows, those of Parquet as CSV."""
    store = own_store()
    sweep = store.sweep(asked.sweep)
    found = _swept(sweep, asked.where, store.rows_after(asked.sweep, -1, PREVIEWED))
    write = sweep_file(JSON).write if asked.suffix == JSON else csv_bytes
    return Preview(text=head_of(write(found).decode()))


HANDLERS: Handlers = {SaveSweep: answer_sweep_rows, PreviewSweep: answer_sweep_preview}


def _swept(sweep: StoredSweep, where: str, rows: Iterable[StoredPoint]) -> Sweep:
    is_timed = sweep.options.timing is not None
    asked = SweepAsked(recipe_of(sweep.recipe), sweep.batch, where, is_timed=is_timed)
    points = (
        Swept(Point(row.place, row.values, row.error), row.latency_ms, row.host) for row in rows
    )
    return sweep_of(asked, points)


def _note(sweep: StoredSweep) -> str:
    if sweep.state is SweepState.DONE:
        return ""
    return f"{digits_grouped(sweep.done)} of {counted(sweep.count, 'combination')} so far"
