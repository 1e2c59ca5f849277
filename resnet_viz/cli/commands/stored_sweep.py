"""Sweeps of the command line that are stored: timed ones, long ones, and those gone on with."""

from collections.abc import Iterator
from typing import NamedTuple

from resnet_viz.cli.output import say
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.stored_sweep import SweepOptions
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.lab.sweep.swept import SweepAsked, Swept
from resnet_viz.core.progress import Progress
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.wording import counted, digits_grouped

LONG = 20_000  # networks: about a second, and what is shorter is sooner computed than kept
MOST_REASONS = 6  # that are said


class Keeping(NamedTuple):
    """How networks are timed, None for costs only, and whether a stored sweep is gone on with.

    The workers of `scheduler` do it where there is one.
    """

    timing: TimingOptions | None = None
    is_resumed: bool = False
    scheduler: Scheduler | None = None

    def is_stored(self, count: int) -> bool:
        """Whether a sweep of so many networks is worth keeping."""
        is_slow = self.timing is not None or self.scheduler is not None or count > LONG
        return self.is_resumed or is_slow


def timing_asked(timing: TimingOptions, *, is_timed: bool) -> TimingOptions | None:
    """How networks are timed, None for not at all; UserError for options that would do nothing."""
    if is_timed:
        return timing
    if timing != TimingOptions(batch=timing.batch):
        raise UserError(
            "device, precision, threads and how networks are timed are of no use without --time. "
            "Add it, or leave them out",
            "time",
        )
    return None


def stored_rows(asked: SweepAsked, keeping: Keeping, on_progress: Progress) -> Iterator[Swept]:
    """Computes, times and stores what is left of the sweep, and gives all its rows.

    What was done until Ctrl-C, or until the scheduler was lost, is stored.
    """
    from resnet_viz.history.sweeps.choice import all_rows
    from resnet_viz.history.sweeps.damage import damage_set_aside
    from resnet_viz.history.sweeps.store import SweepStore, own_store
    from resnet_viz.worker.sweep import run_sweep

    store: SweepStore = own_store()
    timing = keeping.timing
    options = SweepOptions(timing, asked.where, asked.front) if timing else SweepOptions()
    recipe = asked.recipe.text
    with damage_set_aside(store):
        uuid = store.find(recipe, asked.batch, options) if keeping.is_resumed else ""
        if keeping.is_resumed and not uuid:
            say("no sweep with this recipe and these options is stored yet, so a new one starts")
        uuid = uuid or store.start(recipe, asked.batch, options)
        try:
            done = run_sweep(store, uuid, on_progress, keeping.scheduler)
        except (KeyboardInterrupt, UserError):
            if (stopped := store.sweep(uuid)).done:
                _say_stopped(stopped.done, stopped.timed, asked, timing)
            raise
        if done.text:
            say(done.text)
        if done.computed_by:
            say(f"computed by {done.computed_by}")
        untimed: dict[str, int] = {}
        for row in all_rows(store, uuid):
            if row.timing_error:
                untimed[row.timing_error] = untimed.get(row.timing_error, 0) + 1
            yield Swept(Point(row.place, row.values, row.error), row.latency_ms, row.host)
        _say_untimed(untimed)


def _say_untimed(untimed: dict[str, int]) -> None:
    """Why networks could not be timed, the most frequent reasons first."""
    for reason, times in sorted(untimed.items(), key=lambda pair: -pair[1])[:MOST_REASONS]:
        say(f"{counted(times, 'network')} couldn't be timed: {reason}")
    if len(untimed) > MOST_REASONS:
        say(f"and {counted(len(untimed) - MOST_REASONS, 'more reason')}")


def _say_stopped(done: int, timed: int, asked: SweepAsked, timing: TimingOptions | None) -> None:
    words = f"{digits_grouped(done)} of {counted(asked.recipe.count, 'combination')} stored"
    times = f", {digits_grouped(timed)} timed" if timing else ""
    say(f"{words}{times}. The same command with --resume does the rest")
