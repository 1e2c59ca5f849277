"""A sweep of the window done by real workers, through both of its processes."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.lab.stored_sweep import StoredPoint
from resnet_viz.core.scheduler import scheduler_named
from resnet_viz.history.sweeps.store import own_store
from resnet_viz.ui.processes.sweeps import Sweeps
from tests.samples.bare_cluster import (
    bare_cluster,
    command_of,
    descendants,
    page_commands,
    wait_until,
)
from tests.samples.sweeps import all_points, stored_rows

RECIPE = "resnet,depth=20..200:6,block=basic|bottleneck,width=16..256:4,groups=1|3"
PATIENCE_MS = 60_000


def clients() -> list[int]:
    """The processes with Dask's client below this one."""
    return [pid for pid in descendants(os.getpid()) if command_of(pid).endswith(b"cluster\0")]


@pytest.mark.deep
def test_rows_come_from_workers_and_cancelling_ends_every_process_here(
    sweeps: Sweeps, qtbot: QtBot, tmp_path: Path
) -> None:
    rows: list[StoredPoint] = []
    ended: list[str] = []
    sweeps.rows.connect(lambda _, points: rows.extend(points))
    sweeps.ended.connect(ended.append)
    _, worker, _ = page_commands()
    with bare_cluster(tmp_path, worker, worker) as cluster:
        scheduler = scheduler_named(cluster.address)
        uuid = sweeps.start(RECIPE, scheduler=scheduler)
        qtbot.waitUntil(lambda: bool(rows), timeout=PATIENCE_MS)
        assert len(clients()) == 1
        sweeps.cancel()
        wait_until(lambda: not clients())
        sweeps.resume(uuid, scheduler)
        qtbot.waitUntil(lambda: ended == [uuid], timeout=PATIENCE_MS)
    assert sweeps.computed_by.startswith("2 workers on ")
    assert stored_rows(own_store(), uuid) == all_points(RECIPE)
    assert tuple(sorted(set(rows))) == all_points(RECIPE)
