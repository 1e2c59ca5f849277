"""The process of sweeps: it stores every row once, whatever ends it and whenever."""

import random
from uuid import uuid4

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.requests import NewSweep, RunSweep, SweepDone
from resnet_viz.core.lab.stored_sweep import SweepOptions, SweepState
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.request import Worker
from resnet_viz.history.sweeps.store import SweepStore, own_store
from resnet_viz.jobs.messages import ReplyKind, request_line
from resnet_viz.worker import pool, portions
from resnet_viz.worker.sweep import run_sweep
from tests.samples.sweeps import SMALL, all_points, stored_rows
from tests.worker.parent import parent_of

PLAIN = SweepOptions()
LARGE = "resnet,stages=1..20-1..25-1..10,block=basic|bottleneck"  # 10,000 places
HUGE = f"{LARGE},shortcut=A|B,stride_in=1x1|3x3,order=pre|post"  # 80,000


@pytest.fixture
def store(own_data: object) -> SweepStore:
    return own_store()


def test_a_sweep_is_computed_in_a_process_of_its_own_without_pytorch(store: SweepStore) -> None:
    uuid = str(uuid4())
    with parent_of(Worker.SWEEP) as parent:
        done = parent.answer(RunSweep(uuid, NewSweep(SMALL, 2, PLAIN)))
        assert done == SweepDone(64, 0)
        assert parent.progress[0] == Step(portions.DOING, 0, 64)
        assert (parent.progress[-1].done, parent.progress[-1].rest_s) == (64, 0.0)
        assert parent.answer(RunSweep(uuid)) == done
    assert stored_rows(store, uuid) == all_points(SMALL, 2)
    assert store.sweep(uuid).state is SweepState.DONE


def test_a_recipe_that_can_not_be_read_is_the_users_mistake_and_leaves_no_sweep(
    store: SweepStore,
) -> None:
    with parent_of(Worker.SWEEP) as parent:
        failure = parent.failure(RunSweep(str(uuid4()), NewSweep("resnet18,depth=", 1, PLAIN)))
        assert failure.is_mistake
        assert "depth has no value" in failure.message
        assert "not stored any more" in parent.failure(RunSweep(str(uuid4()))).message
    assert store.sweeps() == ()


@pytest.mark.parametrize(
    ("times", "recipe"), [(3, LARGE), pytest.param(20, HUGE, marks=pytest.mark.deep)]
)
def test_a_sweep_that_is_killed_again_and_again_ends_with_the_same_table(
    store: SweepStore, times: int, recipe: str
) -> None:
    uuid, chance = str(uuid4()), random.Random(times)  # noqa: S311
    new: NewSweep | None = NewSweep(recipe, 1, PLAIN)
    for _ in range(times):
        with parent_of(Worker.SWEEP) as parent:
            parent.write(request_line(1, RunSweep(uuid, new)))
            for _ in range(chance.randint(1, 4)):
                assert parent.read().kind is not ReplyKind.FAILED
            parent.process.kill()
        new = None
    points = all_points(recipe)
    assert 0 < store.sweep(uuid).done <= len(points)
    with parent_of(Worker.SWEEP) as parent:
        assert parent.answer(RunSweep(uuid)).done == len(points)
    assert stored_rows(store, uuid) == points


def test_what_is_stored_already_is_not_computed_again(
    store: SweepStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid, computed = store.start(SMALL), []
    known = [Point(*each[:3]) for each in all_points(SMALL)]
    store.add(uuid, known[10:20] + known[40:])

    def points_of(_: object, places: object, __: int) -> object:
        for place in places:  # type: ignore[attr-defined]
            computed.append(place)
            yield known[place]

    monkeypatch.setattr(pool, "points_of", points_of)
    run_sweep(store, uuid, ignore_progress)
    assert computed == [*range(10), *range(20, 40)]
    assert stored_rows(store, uuid) == all_points(SMALL)


def test_what_was_computed_before_ctrl_c_is_stored(
    store: SweepStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid = store.start(SMALL)
    known = [Point(*each[:3]) for each in all_points(SMALL)]

    def points_of(*_: object) -> object:
        yield from known[:33]
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "points_of", points_of)
    with pytest.raises(KeyboardInterrupt):
        run_sweep(store, uuid, ignore_progress)
    assert stored_rows(store, uuid) == all_points(SMALL)[:33]
    assert store.sweep(uuid).state is SweepState.OPEN


def test_a_sweep_of_another_version_is_not_gone_on_with(
    store: SweepStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resnet_viz.history.sweeps.store.VERSION", "0.0.1")
    uuid = store.start(SMALL)
    with pytest.raises(UserError, match=r"was started by version 0\.0\.1 .* Start it again"):
        run_sweep(store, uuid, ignore_progress)
    assert store.sweep(uuid).done == 0
