"""What workers on other machines do: a text in, a text out, nothing stored there."""

import json
import os
from dataclasses import dataclass

from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.plain import plain_of, read_own
from resnet_viz.core.request import Worker
from resnet_viz.core.timing.host import this_host
from resnet_viz.jobs.asked_child import asked_child
from resnet_viz.jobs.messages import Failure, Reply, ReplyKind
from resnet_viz.version import VERSION

# Dask sets these for its workers; a timed run has to see the machine as it is.
SET_BY_DASK = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MALLOC_TRIM_THRESHOLD_",
)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a recipe that one worker is to compute, `first` to `last`."""

    recipe: str
    batch: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The points of those places, with the machine and the program version that computed them."""

    host: str
    version: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the compute process of a machine replied to a request."""

    host: str
    version: str
    reply: Reply


class NotWantedError(Exception):
    """Nobody waits for the answer any more."""


def count_places(text: str, version: str) -> str:
    """The points of `Places`; none where this is another version than the one that asks."""
    if version != VERSION:
        return _text_of(Counted(this_host(), VERSION))
    places = read_own(Places, json.loads(text))
    numbers = range(places.first, places.last + 1)
    points = tuple(points_of(recipe_of(places.recipe), numbers, places.batch))
    return _text_of(Counted(this_host(), VERSION, points))


def ask_compute(text: str, version: str) -> str:
    """The reply of a fresh compute process to the line of a request.

    It ends with this process, and as soon as nobody waits for its answer.
    """
    if version != VERSION:
        reply = Reply(0, ReplyKind.FAILED, plain_of(Failure("another version")))
        return _text_of(Asked(this_host(), VERSION, reply))
    environment = {key: value for key, value in os.environ.items() if key not in SET_BY_DASK}
    with asked_child(Worker.COMPUTE, environment) as child:
        reply = child.reply_to(text.encode(), lambda _: _check_wanted())
    return _text_of(Asked(this_host(), VERSION, reply))


def _check_wanted() -> None:
    """Raises NotWantedError where this task was cancelled: Dask itself can't stop what runs."""
    from distributed import get_worker

    worker = get_worker()
    task = worker.state.tasks.get(worker.get_current_task())
    if task is None or task.state != "executing":
        raise NotWantedError


def _text_of(value: Counted | Asked) -> str:
    return json.dumps(plain_of(value), separators=(",", ":"))
