"""What the process of sweeps answers: it computes what is left of one, and alone stores it."""

from collections.abc import Iterable, Iterator
from time import perf_counter

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.requests import RunSweep, SweepDone
from resnet_viz.core.lab.stored_sweep import StoredSweep
from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.progress import Progress, Step
from resnet_viz.history.sweeps.damage import damage_set_aside
from resnet_viz.history.sweeps.store import SweepStore, SweepWriter, own_store
from resnet_viz.version import VERSION
from resnet_viz.worker.handler import Handlers

MOST_ROWS = 1000  # in one transaction
MOST_S = 0.5  # between two transactions
DOING = "computing networks"


def answer_sweep(asked: RunSweep, on_progress: Progress) -> SweepDone:
    """All of it, unless this process is ended before: then what is stored stays."""
    store, new = own_store(), asked.new
    with damage_set_aside(store):
        if new is not None:
            store.start(new.recipe, new.batch, new.options, asked.uuid)
        return run_sweep(store, asked.uuid, on_progress)


def run_sweep(store: SweepStore, uuid: str, on_progress: Progress) -> SweepDone:
    """Computes and stores the places of a sweep that are missing, then times what was asked.

    What was done is stored where it is stopped by an exception, too. UserError for a sweep that
    another version of this program began, and for one that is not there.
    """
    sweep = store.sweep(uuid)
    _check_version(sweep)
    with store.writing(uuid) as writer:
        _compute(store, writer, sweep, on_progress)
        text = ""
        if sweep.options.timing is not None:
            from resnet_viz.worker.timed_sweep import time_sweep

            text = time_sweep(store, writer, sweep, on_progress)
    store.finish(uuid)
    done = store.sweep(uuid)
    return SweepDone(done.done, done.timed, text)


def _check_version(sweep: StoredSweep) -> None:
    """Another version may number the places differently, or count differently."""
    if sweep.version != VERSION:
        raise UserError(
            f"this sweep was started by version {sweep.version} of this program, and this is "
            f"version {VERSION}. Start it again, so that all figures are of one version",
            "sweep",
        )


def _compute(
    store: SweepStore, writer: SweepWriter, sweep: StoredSweep, on_progress: Progress
) -> None:
    missing = store.missing(sweep.uuid)
    before = sweep.count - sum(map(len, missing))
    recipe, done, started = recipe_of(sweep.recipe), before, perf_counter()
    on_progress(Step(DOING, done, sweep.count))
    points = points_of(recipe, (place for places in missing for place in places), sweep.batch)
    for rows in _portions(points):
        writer.add(rows)
        done += len(rows)
        took_s = perf_counter() - started
        rest_s = took_s / (done - before) * (sweep.count - done)
        on_progress(Step(DOING, done, sweep.count, rest_s))


def _portions(points: Iterable[Point]) -> Iterator[list[Point]]:
    """What goes into one transaction each; what there is comes before an exception goes on."""
    portion: list[Point] = []
    since = perf_counter()
    try:
        for point in points:
            portion.append(point)
            if len(portion) >= MOST_ROWS or perf_counter() - since >= MOST_S:
                yield portion
                portion, since = [], perf_counter()
    except KeyboardInterrupt:
        yield portion
        raise
    if portion:
        yield portion


HANDLERS: Handlers = {RunSweep: answer_sweep}


def handlers_for(_: str) -> Handlers:
    """The only one; what times networks is imported when a sweep asks for it."""
    return HANDLERS
