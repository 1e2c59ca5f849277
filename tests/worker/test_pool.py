"""The rows of a sweep by several processes: the same as by one, whoever of them is killed."""

import multiprocessing
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.worker import pool
from resnet_viz.worker.pool import points_at
from tests.deep import mostly_deep
from tests.samples.sweeps import SMALL

ROOT = Path(__file__).parent.parent.parent
RECIPE = recipe_of(SMALL)
MISSING = [range(1, 7), range(10, 40), range(41, 64)]
WANTED = list(points_of(RECIPE, [place for each in MISSING for place in each], 2))
PATIENCE_S = 60
PARENT = """
import multiprocessing, sys
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.worker import pool

pool.TRIED_S = pool.WORTH_S = 0.0
pool.MOST_CHUNK = pool.LEAST_CHUNK = 4
pool._cores = lambda: 2
given = pool.points_at(recipe_of(sys.argv[1]), [range(64)], 1)
for _ in range(9):
    next(given)
print(*(each.pid for each in multiprocessing.active_children()), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the first row is given to two processes, four rows at a time."""
    for name, value in (("TRIED_S", 0.0), ("WORTH_S", 0.0), ("MOST_CHUNK", 4), ("LEAST_CHUNK", 4)):
        monkeypatch.setattr(pool, name, value)
    monkeypatch.setattr(pool, "_cores", lambda: 2)


def test_here_every_missing_place_comes_once_in_order() -> None:
    assert list(points_at(RECIPE, MISSING, 2)) == WANTED
    assert multiprocessing.active_children() == []
    assert list(points_at(RECIPE, [], 2)) == []


@pytest.mark.usefixtures("shared")
def test_by_several_processes_they_are_the_same() -> None:
    given = points_at(RECIPE, MISSING, 2)
    first = [next(given), next(given)]
    assert len(multiprocessing.active_children()) == 2
    assert first + list(given) == WANTED
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("moment", mostly_deep(range(2, 42, 2), (2, 18, 40)))
def test_when_a_process_is_killed_the_rest_is_computed_here(moment: int) -> None:
    given = points_at(RECIPE, MISSING, 2)
    points = [next(given) for _ in range(moment)]
    multiprocessing.active_children()[0].kill()
    assert points + list(given) == WANTED
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("shared")
def test_who_wants_no_more_leaves_no_process() -> None:
    given = points_at(RECIPE, MISSING, 2)
    assert [next(given), next(given)] == WANTED[:2]
    given.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when others end")
def test_processes_end_with_the_one_that_started_them_however_it_ends() -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", PARENT, SMALL]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as parent:
        assert parent.stdout
        handles = [os.pidfd_open(int(pid)) for pid in parent.stdout.readline().split()]
        assert len(handles) == 2
        parent.kill()
        assert (
            parent.communicate(timeout=PATIENCE_S)[1] == ""
        )  # nor does Python's own process speak
    for handle in handles:
        assert select.select([handle], [], [], PATIENCE_S)[0] == [handle]
        os.close(handle)
