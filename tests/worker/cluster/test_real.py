"""A real scheduler with two real worker processes on loopback, started as the page says."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.scheduler import scheduler_named
from resnet_viz.core.timing.host import this_host
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.worker.cluster.points import points_elsewhere
from resnet_viz.worker.cluster.reached import Reached, reached
from resnet_viz.worker.cluster.runs import WantedRun, check_timers, runs_elsewhere
from tests.samples.bare_cluster import (
    BareCluster,
    bare_cluster,
    command_of,
    descendants,
    listening,
    page_commands,
    wait_until,
)

RECIPE = recipe_of("resnet,depth=20..200:6,block=basic|bottleneck,width=16..64:8,groups=1|3")
SCHEDULER, WORKER, TIMER = page_commands()
LOOPBACK = "0100007F"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareCluster]:
    with bare_cluster(tmp_path_factory.mktemp("lab"), WORKER, TIMER) as cluster:
        yield cluster


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


def test_a_lost_scheduler_is_one_sentence_and_the_rest_is_done_later(tmp_path: Path) -> None:
    rows: list[Point] = []

    def compute_and_kill(first: BareCluster, cluster: Reached) -> None:
        for points in computed(cluster):
            rows.extend(points)
            first.processes[0].kill()

    with (
        bare_cluster(tmp_path, WORKER) as first,
        reached(scheduler_named(first.address)) as cluster,
        pytest.raises(UserError, match=r"the connection to the scheduler tcp:.* was lost"),
    ):
        compute_and_kill(first, cluster)
    assert 0 < len(rows) < RECIPE.count
    missing = sorted(set(range(RECIPE.count)) - {point.place for point in rows})
    rest = points_of(RECIPE, missing, 2)
    assert sorted([*rows, *rest]) == own_points()


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
