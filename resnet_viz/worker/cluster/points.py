"""The points of a recipe, computed by the workers of a scheduler."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import COLUMNS, Point, points_of
from resnet_viz.core.lab.sweep.recipe import Recipe
from resnet_viz.core.plain import plain_of
from resnet_viz.jobs.cluster.requests import RemoteJob
from resnet_viz.worker.cluster.reached import (
    OnWait,
    Reached,
    answered,
    check_version,
    words_of,
)
from resnet_viz.worker.cluster.remote import Counted, Places

PORTION = 64  # networks in a job: fewer cost more to send than to compute
JOBS_A_WORKER = 4
MOST_BITS = 400  # of a figure: the largest legal network has under 200


@dataclass
class Portions:
    """What is still to hand out, and what is out."""

    recipe: str
    batch: int
    fresh: Iterator[range]
    again: "deque[range]" = field(default_factory=deque)
    out: dict[int, range] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def take(self, most: int) -> list[RemoteJob]:
        """Up to so many jobs, those that come again first."""
        jobs: list[RemoteJob] = []
        while len(jobs) < most:
            places = self.again.popleft() if self.again else next(self.fresh, None)
            if places is None:
                break
            number = next(self.numbers)
            self.out[number] = places
            asked = Places(self.recipe, self.batch, places.start, places.stop - 1)
            jobs.append(RemoteJob(number, json.dumps(plain_of(asked))))
        return jobs


def points_elsewhere(
    cluster: Reached, recipe: Recipe, places: Iterable[range], batch: int, on_wait: OnWait
) -> Iterator[tuple[Point, ...]]:
    """The points at these places, some at a time, in the order in which they come.

    A network that ends every worker is a refused one. UserError where the scheduler is lost, and
    for a worker that computes something else than this machine does.
    """
    portions = Portions(recipe.text, batch, _portions_of(places))
    most = JOBS_A_WORKER * max(len(cluster.hosts), 4)
    for answer in cluster.answers(portions.take, most, on_wait):
        asked = portions.out.pop(answer.number)
        if not answer.fault:
            yield _checked(answered(Counted, answer.text), recipe, asked, batch)
        elif len(asked) > 1:
            portions.again.extend(range(place, place + 1) for place in asked)
        else:
            yield (Point(asked.start, (), f"no worker computes it: {answer.fault}"),)


def _portions_of(places: Iterable[range]) -> Iterator[range]:
    for each in places:
        for start in range(each.start, each.stop, PORTION):
            yield range(start, min(start + PORTION, each.stop))


def _checked(found: Counted, recipe: Recipe, asked: range, batch: int) -> tuple[Point, ...]:
    """The points, where they are those that were asked for and can be true; UserError if not.

    One of them is computed here too: a worker may have other code of the same version.
    """
    check_version(found.host, found.version)
    host = words_of(found.host)
    if [point.place for point in found.points] != list(asked):
        raise UserError(f"{host} answered with other networks than were asked for", "scheduler")
    points = tuple(
        point._replace(error=words_of(point.error)) if point.error else point
        for point in found.points
    )
    if not all(map(_is_possible, points)):
        raise UserError(f"{host} answered with figures that no network has", "scheduler")
    (own,) = points_of(recipe, asked[:1], batch)
    if own.values != points[0].values:
        raise UserError(
            f"{host} counts place {own.place} of this recipe otherwise than this machine. "
            "Install the same resnet-viz there",
            "scheduler",
        )
    return points


def _is_possible(point: Point) -> bool:
    if point.error:
        return not point.values
    figures = point.values
    return len(figures) == len(COLUMNS) and all(
        figure >= 0 and figure.bit_length() <= MOST_BITS for figure in figures
    )
