"""Timed sweeps: each network is timed once, whatever ends the process, and is a run of its own."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.requests import NewSweep, RunSweep, SweepDone
from resnet_viz.core.lab.stored_sweep import SweepOptions, SweepState
from resnet_viz.core.lab.sweep.points import COLUMNS
from resnet_viz.core.lab.sweep.recipe import recipe_of, spec_at
from resnet_viz.core.progress import Progress, Step, ignore_progress
from resnet_viz.core.request import Worker
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.history import store as runs
from resnet_viz.history.place import history_path
from resnet_viz.history.sweeps.choice import places_to_time
from resnet_viz.history.sweeps.store import SweepStore, SweepWriter, own_store
from resnet_viz.worker import timed_sweep
from resnet_viz.worker.sweep import run_sweep
from tests.samples.runs import made_up_timing
from tests.samples.sweeps import SMALL, TINY, stored_rows
from tests.worker.parent import parent_of

TIMED = SweepOptions(TimingOptions(threads=1))
PARTLY_REFUSED = "resnet,stages=1..2-1,width=8|9,groups=1|3,input=16"  # basic blocks, no groups


class Bench:
    """Stands in for the engine: what it timed, and what it does in the middle of which run."""

    def __init__(self) -> None:
        self.timed: list[str] = []
        self.batches: list[int] = []
        self.trouble: dict[int, BaseException] = {}

    def time(self, network: Network, options: TimingOptions, on_progress: Progress) -> TimingReport:
        on_progress(Step("pass", 3, 30, passes_ms=(1.0, 2.0), latest_ms=2.0))
        if (trouble := self.trouble.pop(len(self.timed), None)) is not None:
            raise trouble
        self.timed.append(network.name)
        self.batches.append(options.batch)
        return replace(made_up_timing(network.name), batch=options.batch)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench()
    monkeypatch.setattr(timed_sweep, "time_network", made.time)
    return made


@pytest.fixture
def store(own_data: Path) -> SweepStore:
    return own_store()


def names_of(recipe: str) -> list[str]:
    """The networks of a recipe, refused ones left out."""
    known = recipe_of(recipe)
    names = []
    for place in range(known.count):
        try:
            names.append(str(spec_at(known, place)))
        except UserError:
            continue
    return names


def test_each_network_is_timed_and_is_a_run_in_the_history(store: SweepStore) -> None:
    uuid = str(uuid4())
    with parent_of(Worker.SWEEP) as parent:
        done = parent.answer(RunSweep(uuid, NewSweep(TINY, 2, TIMED)))
        assert done == SweepDone(3, 3)
        titles = {step.doing for step in parent.progress if step.doing.startswith("timing ")}
        assert len(titles) == 3
        assert parent.answer(RunSweep(uuid)) == done
    rows = stored_rows(store, uuid)
    listed = {run.uuid: run for run in runs.list_runs(history_path())}
    assert sorted(listed) == sorted(row.run for row in rows)
    assert [listed[row.run].median_ms for row in rows] == [row.latency_ms for row in rows]
    assert [listed[row.run].arch for row in rows] == names_of(TINY)
    assert {run.batch for run in listed.values()} == {2}
    assert all(row.host for row in rows)
    assert store.sweep(uuid).state is SweepState.DONE


@pytest.mark.parametrize("stop", range(4))
def test_after_any_stop_nothing_is_timed_again_and_nothing_is_left_out(
    store: SweepStore, bench: Bench, stop: int
) -> None:
    bench.trouble[stop] = KeyboardInterrupt()
    uuid = store.start(PARTLY_REFUSED, 1, TIMED)
    with pytest.raises(KeyboardInterrupt):
        run_sweep(store, uuid, ignore_progress)
    assert (store.sweep(uuid).timed, store.sweep(uuid).state) == (stop, SweepState.OPEN)
    run_sweep(store, uuid, ignore_progress)
    assert bench.timed == names_of(PARTLY_REFUSED)
    assert len(runs.list_runs(history_path())) == len(bench.timed) == 4
    assert [bool(row.latency_ms) for row in stored_rows(store, uuid)].count(True) == 4


def test_a_run_that_was_stored_just_before_the_end_is_found_again(
    store: SweepStore, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends after the run is in the history and before the sweep knows of it."""
    uuid, add = store.start(TINY, 1, TIMED), SweepWriter.add_timed
    calls = count()

    def die_once(*arguments: object) -> bool:
        if next(calls) == 1:
            raise MemoryError
        return add(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(SweepWriter, "add_timed", die_once)
    with pytest.raises(MemoryError):
        run_sweep(store, uuid, ignore_progress)
    assert (len(bench.timed), store.sweep(uuid).timed) == (2, 1)
    run_sweep(store, uuid, ignore_progress)
    assert bench.timed == names_of(TINY)
    assert len(runs.list_runs(history_path())) == 3
    assert all(row.latency_ms == 100.0 for row in stored_rows(store, uuid))


@pytest.mark.parametrize("where", ["", "params<40k", "latency_ms<5 and depth>7"])
@pytest.mark.parametrize("front", [(), ("params", "activations"), ("params", "latency_ms")])
def test_only_the_networks_that_pass_are_timed(
    store: SweepStore, bench: Bench, where: str, front: tuple[str, ...]
) -> None:
    uuid = store.start(SMALL, 1, SweepOptions(TimingOptions(), where, front))
    run_sweep(store, uuid, ignore_progress)
    rows = [row for row in stored_rows(store, uuid) if not row.error]
    depth, params, activations = (COLUMNS.index(key) for key in ("depth", "params", "activations"))
    if "params" in where:
        rows = [row for row in rows if row.values[params] < 40_000]
    if "depth" in where:
        rows = [row for row in rows if row.values[depth] > 7]
    if "activations" in front:
        costs = [(row.values[params], row.values[activations]) for row in rows]
        rows = [
            row
            for row, cost in zip(rows, costs, strict=True)
            if not any(other != cost and other <= cost and other[1] <= cost[1] for other in costs)
        ]
    assert 0 < len(rows) < 64
    assert places_to_time(store, store.sweep(uuid)) == tuple(row.place for row in rows)
    assert {row.place for row in stored_rows(store, uuid) if row.latency_ms} == {
        row.place for row in rows
    }
    assert len(bench.timed) == len(rows)


def test_a_recipe_with_batches_times_each_with_its_own(store: SweepStore, bench: Bench) -> None:
    uuid = store.start("resnet18,batch=2|8", 1, TIMED)
    run_sweep(store, uuid, ignore_progress)
    assert bench.batches == [2, 8]


def test_a_network_that_can_not_be_timed_has_its_reason_and_the_others_go_on(
    store: SweepStore, bench: Bench
) -> None:
    bench.trouble[1] = UserError("it needs 80 GiB, and 8 are free")
    uuid = store.start(TINY, 1, TIMED)
    assert run_sweep(store, uuid, ignore_progress) == SweepDone(3, 3)
    rows = stored_rows(store, uuid)
    assert [row.latency_ms for row in rows] == [100.0, None, 100.0]
    assert [row.timing_error for row in rows] == ["", "it needs 80 GiB, and 8 are free", ""]
    assert [row.error for row in rows] == ["", "", ""]
    assert all(row.values for row in rows)


def test_what_no_network_can_be_timed_with_is_said_before_any_is(
    store: SweepStore, bench: Bench
) -> None:
    asked = (
        (TimingOptions(device="cuda:77"), "cuda:77"),
        (TimingOptions(threads=5000), "threads=5000"),
    )
    for timing, words in asked:
        uuid = store.start(TINY, 1, SweepOptions(timing))
        with pytest.raises(UserError, match=words):
            run_sweep(store, uuid, ignore_progress)
        assert (store.sweep(uuid).done, store.sweep(uuid).timed) == (3, 0)
    assert bench.timed == []


def test_an_accelerator_that_fails_stops_the_sweep_for_a_fresh_process(
    store: SweepStore, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_sweep, "device_named", lambda _: made_up_timing("resnet18").device)
    bench.trouble[1] = UserError("the device failed")
    uuid = store.start(TINY, 1, SweepOptions(TimingOptions(device="cuda:0")))
    with pytest.raises(UserError, match=r"timing stopped: the device failed\. Resume the sweep"):
        run_sweep(store, uuid, ignore_progress)
    assert store.sweep(uuid).timed == 2
    run_sweep(store, uuid, ignore_progress)
    assert bench.timed == [names_of(TINY)[0], names_of(TINY)[2]]


def test_its_steps_say_how_many_networks_are_timed_and_the_passes_of_the_one_that_goes_on(
    store: SweepStore, bench: Bench
) -> None:
    steps: list[Step] = []
    run_sweep(store, store.start(TINY, 1, TIMED), steps.append)
    passes = [step for step in steps if step.passes_ms]
    assert [(step.done, step.total) for step in passes] == [(0, 3), (1, 3), (2, 3)]
    assert [step.rest_s is not None for step in passes] == [False, True, True]
    assert passes[0].latest_ms == 2.0
