"""A stored sweep done by other machines: rows and runs are stored here as they come."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from time import perf_counter

from resnet_viz.core.lab.stored_sweep import StoredSweep, TimedPlace, run_uuid
from resnet_viz.core.lab.sweep.recipe import member_at, recipe_of
from resnet_viz.core.limits import check_threads
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.history.keep import keep
from resnet_viz.history.place import history_path
from resnet_viz.history.store import report_by
from resnet_viz.history.sweeps.choice import places_to_time
from resnet_viz.jobs.cluster.hosts import hosts_text
from resnet_viz.worker.cluster.points import points_elsewhere
from resnet_viz.worker.cluster.pulse import Pulse
from resnet_viz.worker.cluster.reached import Reached, reached
from resnet_viz.worker.cluster.runs import RemoteRun, WantedRun, check_timers, runs_elsewhere
from resnet_viz.worker.portions import Outcome, Sink, store_points
from resnet_viz.worker.tally import Tally


def run_elsewhere(scheduler: Scheduler, sink: Sink, on_progress: Progress) -> Outcome:
    """Counts what is missing and times what is chosen; gives what is to say, and who did it.

    UserError where no worker can do it, or the scheduler is lost: what came before is stored.
    """
    sweep, pulse = sink.sweep, Pulse(on_progress)
    pulse.show(Step(f"connecting to {scheduler.address}"))
    with reached(scheduler, is_timed=sweep.options.timing is not None) as cluster:
        pulse.show(Step(f"found {cluster.text}"))
        if sweep.options.timing is not None:
            check_threads(sweep.options.timing.threads)
            check_timers(cluster, sweep.options.timing, pulse.wait)
        missing = sink.store.missing(sweep.uuid)
        recipe = recipe_of(sweep.recipe)
        found = points_elsewhere(cluster, recipe, missing, sweep.batch, pulse.wait)
        store_points(sink, missing, chain.from_iterable(found), pulse.show)
        said = _time(cluster, sink, pulse) if sweep.options.timing else ""
        return Outcome(said, cluster.text)


def _time(cluster: Reached, sink: Sink, pulse: Pulse) -> str:
    """Times the chosen networks that are not timed yet, one at a time on each machine."""
    sweep, text = sink.sweep, ""
    known, chosen = sink.store.timed_places(sweep.uuid), places_to_time(sink.store, sweep)
    left = [place for place in chosen if place not in known]
    before, began_s = len(chosen) - len(left), perf_counter()
    where = hosts_text(cluster.timers)
    pulse.show(Tally(before, len(chosen), 0, began_s).step(f"timing on {where}"))
    runs = runs_elsewhere(cluster, _wanted(sink, left), pulse.wait)
    stored = _stored_before(sweep, left)
    for fresh, (timed, said) in enumerate(chain(stored, (_kept(sweep, run) for run in runs)), 1):
        sink.writer.add_timed(timed)
        text = text or said
        doing = f"timed on {timed.host}" if timed.host else "timing"
        pulse.show(Tally(before + fresh, len(chosen), fresh, began_s).step(doing))
    return text


def _wanted(sink: Sink, places: list[int]) -> Iterator[WantedRun]:
    """Those of the networks whose run isn't in the history yet."""
    sweep = sink.sweep
    recipe, asked = recipe_of(sweep.recipe), sweep.options.timing
    assert asked
    for place in places:
        if report_by(history_path(), run_uuid(sweep.uuid, place)) is None:
            spec, batch = member_at(recipe, place, sweep.batch)
            yield WantedRun(place, network_named(spec).name, replace(asked, batch=batch))


def _stored_before(sweep: StoredSweep, places: list[int]) -> Iterator[tuple[TimedPlace, str]]:
    """The runs that were stored just before this process was ended."""
    for place in places:
        uuid = run_uuid(sweep.uuid, place)
        if (report := report_by(history_path(), uuid)) is not None:
            yield TimedPlace(place, report.whole_ms.median, uuid, report.host), ""


def _kept(sweep: StoredSweep, run: RemoteRun) -> tuple[TimedPlace, str]:
    """A run that came, in the history from now on; and what is to say of storing it."""
    if run.report is None:
        return TimedPlace(run.number, None, host=run.host, error=run.error), ""
    uuid = run_uuid(sweep.uuid, run.number)
    text = keep(run.report, uuid=uuid).text
    return TimedPlace(run.number, run.report.whole_ms.median, uuid, run.host), text
