"""The timed part of a sweep: one network after the other, each stored as any run."""

from dataclasses import replace
from platform import node
from time import perf_counter

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.stored_sweep import StoredSweep, TimedPlace, run_uuid
from resnet_viz.core.lab.sweep.recipe import Recipe, member_at, recipe_of
from resnet_viz.core.limits import check_threads
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.timing.timing import time_network
from resnet_viz.history.keep import keep
from resnet_viz.history.place import history_path
from resnet_viz.history.store import report_by
from resnet_viz.history.sweeps.choice import places_to_time
from resnet_viz.history.sweeps.store import SweepStore, SweepWriter
from resnet_viz.worker.tally import Tally

CPU = "cpu"


def time_sweep(
    store: SweepStore, writer: SweepWriter, sweep: StoredSweep, on_progress: Progress
) -> str:
    """Times what was chosen and isn't timed yet; gives what is to say, '' for nothing.

    UserError for options that no network can be timed with, and where an accelerator fails: the
    rest can be timed by a fresh process.
    """
    asked = sweep.options.timing
    assert asked
    check_threads(asked.threads)
    check_options(asked, device_named(asked.device))
    recipe, known = recipe_of(sweep.recipe), store.timed_places(sweep.uuid)
    chosen = places_to_time(store, sweep)
    left = [place for place in chosen if place not in known]
    began_s, text = perf_counter(), ""
    for fresh, place in enumerate(left):
        tally = Tally(len(chosen) - len(left) + fresh, len(chosen), fresh, began_s)
        timed, said = _time(recipe, place, sweep, tally, on_progress)
        writer.add_timed(timed)
        text = text or said
        if timed.error and asked.device != CPU:
            raise UserError(f"timing stopped: {timed.error}. Resume the sweep to time the rest")
    return text


def _time(
    recipe: Recipe, place: int, sweep: StoredSweep, tally: Tally, on_progress: Progress
) -> tuple[TimedPlace, str]:
    """What was timed of a place, or why it could not be; and what is to say of storing it."""
    assert sweep.options.timing
    spec, batch = member_at(recipe, place, sweep.batch)
    network, options = network_named(spec), replace(sweep.options.timing, batch=batch)
    uuid, doing = run_uuid(sweep.uuid, place), f"timing {network.title} · done"
    on_progress(tally.step(doing))
    text = ""
    try:
        report = report_by(history_path(), uuid)
        if report is None:  # else the process ended just after the run was stored
            report = time_network(
                network, options, lambda step: on_progress(tally.step(doing, step))
            )
            text = keep(report, uuid=uuid).text
    except UserError as error:
        return TimedPlace(place, None, host=node(), error=error.message), ""
    return TimedPlace(place, report.whole_ms.median, uuid, node()), text
