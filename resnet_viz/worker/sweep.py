"""What the process of sweeps answers: it computes what is left of one, and alone stores it."""

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.requests import RunSweep, SweepDone, TimeElsewhere
from resnet_viz.core.lab.stored_sweep import StoredSweep
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.progress import Progress
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.requests import TimedRun
from resnet_viz.history.keep import keep
from resnet_viz.history.sweeps.damage import damage_set_aside
from resnet_viz.history.sweeps.store import SweepStore, own_store
from resnet_viz.version import VERSION
from resnet_viz.worker.handler import Handlers
from resnet_viz.worker.pool import points_at
from resnet_viz.worker.portions import Outcome, Sink, store_points


def answer_sweep(asked: RunSweep, on_progress: Progress) -> SweepDone:
    """All of it, unless this process is ended before: then what is stored stays."""
    store, new = own_store(), asked.new
    with damage_set_aside(store):
        if new is not None:
            store.start(new.recipe, new.batch, new.options, asked.uuid)
        return run_sweep(store, asked.uuid, on_progress, asked.scheduler)


def run_sweep(
    store: SweepStore, uuid: str, on_progress: Progress, scheduler: Scheduler | None = None
) -> SweepDone:
    """Computes and stores the places of a sweep that are missing, then times what was asked.

    Both are done by the workers of the scheduler where there is one, else here.

    What was done is stored where it is stopped by an exception, too. UserError for a sweep that
    another version of this program began, and for one that is not there.
    """
    sweep = store.sweep(uuid)
    _check_version(sweep)
    with store.writing(uuid) as writer:
        if scheduler is not None:
            from resnet_viz.worker.cluster.sweep import run_elsewhere

            outcome = run_elsewhere(scheduler, Sink(store, writer, sweep), on_progress)
        else:
            outcome = Outcome(_run_here(Sink(store, writer, sweep), on_progress))
    store.finish(uuid)
    done = store.sweep(uuid)
    return SweepDone(done.done, done.timed, *outcome)


def _check_version(sweep: StoredSweep) -> None:
    """Another version may number the places differently, or count differently."""
    if sweep.version != VERSION:
        raise UserError(
            f"this sweep was started by version {sweep.version} of this program, and this is "
            f"version {VERSION}. Start it again, so that all figures are of one version",
            "sweep",
        )


def _run_here(sink: Sink, on_progress: Progress) -> str:
    store, writer, sweep = sink
    missing = store.missing(sweep.uuid)
    points = points_at(recipe_of(sweep.recipe), missing, sweep.batch)
    store_points(sink, missing, points, on_progress)
    if sweep.options.timing is None:
        return ""
    from resnet_viz.worker.timed_sweep import time_sweep

    return time_sweep(store, writer, sweep, on_progress)


def answer_elsewhere(asked: TimeElsewhere, on_progress: Progress) -> TimedRun:
    """A run of another machine, in this one's history."""
    from resnet_viz.worker.cluster.runs import time_elsewhere

    report = time_elsewhere(asked.scheduler, asked.arch, asked.options, on_progress)
    return TimedRun(report, keep(report))


HANDLERS: Handlers = {RunSweep: answer_sweep, TimeElsewhere: answer_elsewhere}


def handlers_for(_: str) -> Handlers:
    """All of them; what times networks is imported when it is asked for."""
    return HANDLERS
