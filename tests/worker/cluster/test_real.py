"""A real scheduler with two real worker processes on loopback, started as the page says."""

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.requests import SweepDone
from resnet_viz.core.lab.stored_sweep import SweepOptions, SweepState
from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.progress import Progress, Step, ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.scheduler import scheduler_named
from resnet_viz.core.timing.host import this_host
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.history.place import history_path
from resnet_viz.history.store import list_runs
from resnet_viz.history.sweeps.store import SweepStore, own_store
from resnet_viz.worker.cluster.points import points_elsewhere
from resnet_viz.worker.cluster.reached import Reached, reached
from resnet_viz.worker.cluster.runs import WantedRun, check_timers, runs_elsewhere
from resnet_viz.worker.sweep import run_sweep
from tests.samples.bare_cluster import (
    BareCluster,
    bare_cluster,
    command_of,
    descendants,
    listening,
    page_commands,
    wait_until,
)
from tests.samples.sweeps import all_points, stored_rows

RECIPE = recipe_of("resnet,depth=20..200:6,block=basic|bottleneck,width=16..64:8,groups=1|3")
SCHEDULER, WORKER, TIMER = page_commands()
LOOPBACK = "0100007F"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareCluster]:
    with bare_cluster(tmp_path_factory.mktemp("lab"), WORKER, TIMER) as cluster:
        yield cluster


LARGE = "resnet,depth=20..200:6,block=basic|bottleneck,width=16..256:4,groups=1|3"


def row_arch(depth: int) -> str:
    return str(parse(f"resnet,depth={depth},stem=cifar,input=32,width=16"))


def own_points() -> list[Point]:
    return list(points_of(RECIPE, range(RECIPE.count), 2))


def computed(cluster: Reached) -> Iterator[tuple[Point, ...]]:
    return points_elsewhere(cluster, RECIPE, [range(RECIPE.count)], 2, lambda _: None)


def test_every_port_is_on_loopback_and_the_client_binds_none(lab: BareCluster) -> None:
    before = set(descendants(os.getpid()))
    with reached(scheduler_named(lab.address)) as cluster:
        list(computed(cluster))
        clients = set(descendants(os.getpid())) - before
        assert clients
        assert [listening(pid) for pid in clients if listening(pid)] == []
    bound = [
        at
        for process in lab.processes
        for pid in (process.pid, *descendants(process.pid))
        for at in listening(pid)
    ]
    assert len(bound) >= 5, "scheduler, two nannies and two workers"
    assert {at.partition(":")[0] for at in bound} == {LOOPBACK}


def test_the_table_is_whole_and_each_row_once_where_a_worker_is_killed(lab: BareCluster) -> None:
    with reached(scheduler_named(lab.address)) as cluster:
        rows: list[Point] = []
        for number, points in enumerate(computed(cluster)):
            if number == 2:
                (worker,) = lab.worker_ids(1)
                os.kill(worker, signal.SIGKILL)
            rows += points
    assert sorted(rows) == own_points()
    assert any(point.error for point in rows)
    assert any(point.values for point in rows)


def swept(store: SweepStore, uuid: str, cluster: BareCluster, on_step: Progress) -> SweepDone:
    return run_sweep(store, uuid, on_step, scheduler_named(cluster.address))


def test_a_lost_scheduler_is_one_sentence_and_a_sweep_goes_on_with_another(
    lab: BareCluster, tmp_path: Path
) -> None:
    store = own_store()
    uuid = store.start(LARGE)
    with bare_cluster(tmp_path, WORKER) as first:

        def kill(step: Step) -> None:
            if step.done and first.processes[0].poll() is None:
                first.processes[0].kill()

        with pytest.raises(UserError, match=r"the connection to the scheduler tcp:.* was lost"):
            swept(store, uuid, first, kill)
    before = store.sweep(uuid)
    assert 0 < before.done < before.count
    assert before.state is SweepState.OPEN
    done = swept(store, uuid, lab, ignore_progress)
    assert (done.done, store.sweep(uuid).state) == (before.count, SweepState.DONE)
    assert done.computed_by.startswith("2 workers on ")
    assert stored_rows(store, uuid) == all_points(LARGE)


@pytest.mark.deep
def test_a_sweep_whose_workers_are_killed_again_and_again_has_each_row_once(
    lab: BareCluster,
) -> None:
    store, chance = own_store(), random.Random(7)  # noqa: S311
    uuid = store.start(LARGE)

    def kill(step: Step) -> None:
        if step.done and chance.random() < 0.2:
            for worker in lab.worker_ids(chance.choice((1, 2))):
                os.kill(worker, signal.SIGKILL)

    assert swept(store, uuid, lab, kill).done == store.sweep(uuid).count
    assert stored_rows(store, uuid) == all_points(LARGE)


def test_nobody_at_the_address_is_one_sentence() -> None:
    with (
        pytest.raises(UserError, match=r"no scheduler can be reached at tcp://127.0.0.1:9 \("),
        reached(scheduler_named("127.0.0.1:9")),
    ):
        pass


@pytest.mark.deep
def test_runs_come_from_a_process_of_their_own_and_name_the_host(lab: BareCluster) -> None:
    options = TimingOptions(threads=1)
    with reached(scheduler_named(lab.address), is_timed=True) as cluster:
        check_timers(cluster, options, lambda _: None)
        wanted = [WantedRun(5, "resnet20", options), WantedRun(6, "resnet32", options)]
        runs = {run.number: run for run in runs_elsewhere(cluster, wanted, lambda _: None)}
        with pytest.raises(UserError, match="has no device cuda:7"):
            check_timers(cluster, TimingOptions("cuda:7"), lambda _: None)
    reports = [runs[number].report for number in (5, 6)]
    assert [report.arch for report in reports if report] == ["resnet20", "resnet32"]
    assert {run.host for run in runs.values()} == {this_host()}
    assert all(report.host == this_host() for report in reports if report)


@pytest.mark.deep
def test_a_timed_sweep_comes_into_this_history_with_the_host_and_is_not_timed_twice(
    lab: BareCluster,
) -> None:
    store = own_store()
    options = SweepOptions(TimingOptions(threads=1))
    uuid = store.start("resnet,depth=20|21|26,stem=cifar,input=32,width=16", options=options)
    done = swept(store, uuid, lab, ignore_progress)
    assert (done.done, done.timed) == (3, 2)
    runs = list_runs(history_path())
    assert {run.arch for run in runs} == {row_arch(20), row_arch(26)}
    assert {run.host for run in runs} == {this_host()}
    rows = [row for row in store.rows_after(uuid) if row.latency_ms]
    assert {row.run for row in rows} == {run.uuid for run in runs}
    assert [row.host for row in rows] == [this_host()] * 2
    assert swept(store, uuid, lab, ignore_progress).timed == 2
    assert len(list_runs(history_path())) == 2


@pytest.mark.deep
def test_a_timed_run_ends_when_nobody_waits_for_it(lab: BareCluster) -> None:
    def computing() -> list[int]:
        below = descendants(lab.processes[2].pid)
        return [pid for pid in below if command_of(pid).endswith(b"compute\0")]

    def stop_once_it_runs(_: str) -> None:
        if computing():
            raise KeyboardInterrupt

    long = WantedRun(1, "resnet152", TimingOptions(batch=32, threads=1, is_long=True))
    with (
        reached(scheduler_named(lab.address), is_timed=True) as cluster,
        pytest.raises(KeyboardInterrupt),
    ):
        list(runs_elsewhere(cluster, [long], stop_once_it_runs))
    assert computing()
    wait_until(lambda: not computing())
