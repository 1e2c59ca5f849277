"""What is believed of points that other machines computed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.plain import plain_of, read_own
from resnet_viz.core.progress import Step
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.jobs.cluster.requests import Host, RemoteAnswer
from resnet_viz.version import VERSION
from resnet_viz.worker.cluster.points import PORTION, points_elsewhere
from resnet_viz.worker.cluster.pulse import Pulse
from resnet_viz.worker.cluster.reached import OnWait, Reached, TakeJobs
from resnet_viz.worker.cluster.remote import Counted, Places, count_places

RECIPE = recipe_of("resnet,depth=20..200:6,width=16..128:16")
HOST = Host("tcp://127.0.0.1:1", "gpu7", VERSION, "2.13.0", is_timer=False)


@dataclass(frozen=True)
class Elsewhere(Reached):
    """Workers that answer in this process; `spoilt` makes something else of each answer."""

    scheduler: Scheduler = field(default=Scheduler("tcp://127.0.0.1:8786"), init=False)
    hosts: tuple[Host, ...] = field(default=(HOST,), init=False)
    child: Any = field(default=None, init=False)
    spoilt: Callable[[str], str] = str
    deadly: frozenset[int] = frozenset()

    def answers(
        self, take_jobs: TakeJobs, most: int, on_wait: OnWait, *, is_timed: bool = False
    ) -> Iterator[RemoteAnswer]:
        while jobs := take_jobs(most):
            for job in reversed(jobs):
                asked = read_own(Places, json.loads(job.text))
                if self.deadly & set(range(asked.first, asked.last + 1)):
                    yield RemoteAnswer(job.number, fault="it ended 4 workers one after the other")
                else:
                    yield RemoteAnswer(job.number, self.spoilt(count_places(job.text, VERSION)))


def computed(cluster: Reached) -> list[Point]:
    places = [range(100), range(150, RECIPE.count)]
    answers = points_elsewhere(cluster, RECIPE, places, 3, lambda _: None)
    return sorted(point for points in answers for point in points)


def own(places: range) -> list[Point]:
    return list(points_of(RECIPE, places, 3))


def test_the_places_that_are_asked_for_come_each_once() -> None:
    assert computed(Elsewhere()) == own(range(100)) + own(range(150, RECIPE.count))


def test_a_portion_that_ends_its_workers_is_done_one_by_one() -> None:
    found = computed(Elsewhere(deadly=frozenset({70})))
    assert len(found) == RECIPE.count - 50
    (failed,) = [point for point in found if "no worker computes it" in point.error]
    assert failed.place == 70
    assert [point for point in found if point.place != 70] == [
        *own(range(70)),
        *own(range(71, 100)),
        *own(range(150, RECIPE.count)),
    ]
    assert PORTION > 1


def changed(**fields: Any) -> Any:
    """An answer with other fields."""
    return lambda text: json.dumps(json.loads(text) | fields)


def with_points(change: Any) -> Any:
    def spoil(text: str) -> str:
        found = read_own(Counted, json.loads(text))
        points = change(list(found.points))
        return json.dumps(plain_of(Counted("gpu7", VERSION, tuple(points))))

    return spoil


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (lambda _: "hello", "can't be read"),
        (lambda _: "[" * 100_000, "can't be read"),
        (lambda _: '{"host": "gpu7"}', "can't be read"),
        (changed(points=[[1, [1, "x"], ""]]), "can't be read"),
        (changed(version="0.0.9"), "has resnet-viz 0.0.9"),
        (with_points(lambda points: points[1:]), "gpu7 answered with other networks"),
        (with_points(lambda points: points[:1] * len(points)), "gpu7 answered with other networks"),
        (
            with_points(lambda points: [*points[:-1], Point(points[-1].place, (1, 2))]),
            "gpu7 answered with figures that no network has",
        ),
        (
            with_points(
                lambda points: [
                    *points[:-1],
                    points[-1]._replace(values=(-1, *points[0].values[1:])),
                ]
            ),
            "gpu7 answered with figures that no network has",
        ),
        (
            with_points(
                lambda points: [
                    *points[:-1],
                    points[-1]._replace(values=(2**500, *points[0].values[1:])),
                ]
            ),
            "gpu7 answered with figures that no network has",
        ),
        (
            with_points(
                lambda points: [
                    points[0]._replace(values=(99, *points[0].values[1:])),
                    *points[1:],
                ]
            ),
            "gpu7 counts place",
        ),
    ],
)
def test_what_was_not_asked_for_or_can_t_be_is_refused(spoilt: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        computed(Elsewhere(spoilt))


def test_a_foreign_reason_is_one_short_line() -> None:
    def refuse(points: list[Point]) -> list[Point]:
        last = Point(points[-1].place, (), "one\ntwo \x1b[31m" + "x" * 10_000)
        return [*points[:-1], last]

    found = computed(Elsewhere(with_points(refuse)))
    reasons = [point.error for point in found if "one two" in point.error]
    assert reasons
    assert all(len(reason) <= 500 and "\x1b" not in reason for reason in reasons)


def test_another_version_computes_nothing() -> None:
    text = json.dumps(plain_of(Places(RECIPE.text, 1, 0, 3)))
    assert json.loads(count_places(text, "0.0.9"))["points"] == []


def test_while_nothing_comes_the_last_step_is_said_again() -> None:
    steps: list[Step] = []
    pulse = Pulse(steps.append)
    pulse.show(Step("computing networks", 3, 9, 2.0))
    pulse.wait("")
    pulse.wait("waiting for a worker of tcp://127.0.0.1:8786")
    assert steps[0] == steps[1]
    assert (steps[2].doing[:7], steps[2].done, steps[2].total) == ("waiting", 3, 9)
