"""What the process of sweeps is asked, and what it answers."""

from dataclasses import dataclass

from resnet_viz.core.lab.stored_sweep import SweepOptions
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import TimedRun


@dataclass(frozen=True, slots=True)
class NewSweep:
    """A sweep that begins: the text of its recipe, images in a batch, and what is timed."""

    recipe: str
    batch: int
    options: SweepOptions


@dataclass(frozen=True, slots=True)
class SweepDone:
    """How many places of a sweep are stored now, and how many were timed or failed to be.

    `text` is what the person should know, '' for nothing; `computed_by` are the workers of a
    scheduler with their machines, '' for this one.
    """

    done: int
    timed: int
    text: str = ""
    computed_by: str = ""


@dataclass(frozen=True, slots=True)
class RunSweep(Request[SweepDone]):
    """Computes, and times, what is left of a stored sweep; `new` is stored under the uuid first.

    The workers of `scheduler` do it where there is one. Steps say how many places are done, of how
    many.
    """

    verb = "sweep"
    worker = Worker.SWEEP

    uuid: str
    new: NewSweep | None = None
    scheduler: Scheduler | None = None


@dataclass(frozen=True, slots=True)
class TimeElsewhere(Request[TimedRun]):
    """A timed run by a worker of a scheduler, in this machine's history."""

    verb = "time-elsewhere"
    worker = Worker.SWEEP

    arch: str
    options: TimingOptions
    scheduler: Scheduler
