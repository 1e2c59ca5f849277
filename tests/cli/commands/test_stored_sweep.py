"""`sweep --time` and `--resume`: what is stored, what is gone on with, what Ctrl-C leaves."""

import json
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.app import main
from resnet_viz.cli.commands import stored_sweep
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.history.place import history_path, sweeps_path
from resnet_viz.history.store import list_runs
from resnet_viz.history.sweeps.store import own_store
from resnet_viz.worker import pool, timed_sweep
from tests.samples.runs import made_up_timing
from tests.samples.sweeps import SMALL, TINY, all_points, stored_rows


@pytest.fixture
def timed(monkeypatch: pytest.MonkeyPatch) -> list[TimingOptions]:
    """The options of what was timed, by a stub."""
    found: list[TimingOptions] = []

    def time_network(network: Any, options: TimingOptions, _: Any) -> Any:
        found.append(options)
        return made_up_timing(network.name)

    monkeypatch.setattr(timed_sweep, "time_network", time_network)
    return found


def rows_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["sweep", *arguments, "--json"]) == 0
    return list(json.loads(capsys.readouterr().out)["rows"])


def test_timed_rows_have_latency_and_host_and_are_runs_in_the_history(
    capsys: pytest.CaptureFixture[str], timed: list[TimingOptions]
) -> None:
    rows = rows_of(capsys, TINY, "--time", "--threads", "1", "--fused", "--batch", "4")
    assert [row["latency_ms"] for row in rows] == [100.0] * 3
    assert all(row["host"] for row in rows)
    assert len(list_runs(history_path())) == 3
    assert {(each.threads, each.what_if.is_fused, each.batch) for each in timed} == {(1, True, 4)}


def test_resuming_times_nothing_again(
    capsys: pytest.CaptureFixture[str], timed: list[TimingOptions]
) -> None:
    first = rows_of(capsys, TINY, "--time")
    assert rows_of(capsys, TINY, "--time", "--resume") == first
    assert len(timed) == 3
    rows_of(capsys, TINY, "--time")
    assert len(timed) == 6
    assert len(own_store().sweeps()) == 2


def test_a_front_with_times_is_of_the_timed_networks(
    capsys: pytest.CaptureFixture[str], timed: list[TimingOptions]
) -> None:
    rows = rows_of(capsys, TINY, "--time", "--front", "params,latency_ms", "--where", "depth>3")
    assert [row["is_front"] for row in rows] == [
        row["params"] == min(each["params"] for each in rows) for row in rows
    ]


def test_what_could_not_be_timed_is_said_and_its_costs_are_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Any:
        raise UserError("it needs 80 GiB, and 8 are free")

    monkeypatch.setattr(timed_sweep, "time_network", fail)
    assert main(["sweep", TINY, "--time", "--json"]) == 0
    said = capsys.readouterr()
    assert "3 networks couldn't be timed: it needs 80 GiB, and 8 are free" in said.err
    rows = json.loads(said.out)["rows"]
    assert [row["latency_ms"] for row in rows] == [None] * 3
    assert all(row["macs"] for row in rows)


def test_ctrl_c_keeps_what_is_done_says_how_to_go_on_and_ends_with_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(recipe: Any, places: Any, batch: int) -> Any:
        for number, place in enumerate(places):
            if number == 20:
                raise KeyboardInterrupt
            yield from points_of(recipe, [place], batch)

    with monkeypatch.context() as patch:
        patch.setattr(pool, "points_of", stopped)
        for _ in range(2):
            assert main(["sweep", SMALL, "--resume"]) == 130
        said = capsys.readouterr().err
    assert "no sweep with this recipe and these options is stored yet" in said
    assert "20 of 64 combinations stored. The same command with --resume does the rest" in said
    assert "40 of 64 combinations stored" in said
    assert said.endswith("cancelled\n")
    (stored,) = own_store().sweeps()
    assert stored.done == 40
    rows = rows_of(capsys, SMALL, "--resume")
    assert rows == rows_of(capsys, SMALL)
    assert stored_rows(own_store(), stored.uuid) == all_points(SMALL)


def test_a_short_sweep_of_costs_is_not_stored_and_a_long_one_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = rows_of(capsys, SMALL)
    assert not sweeps_path().exists()
    monkeypatch.setattr(stored_sweep, "LONG", 63)
    assert rows_of(capsys, SMALL) == short
    assert [each.done for each in own_store().sweeps()] == [64]


@pytest.mark.parametrize("option", [["--device", "cuda:0"], ["--threads", "2"], ["--fused"]])
def test_how_to_time_without_timing_is_a_mistake(
    capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    assert main(["sweep", TINY, *option]) == 2
    said = capsys.readouterr().err
    assert "without --time" in said
    assert said.count("\n") == 1


def test_a_file_that_can_not_be_used_is_one_sentence(
    capsys: pytest.CaptureFixture[str], own_data: Path
) -> None:
    sweeps_path().parent.mkdir(parents=True)
    sweeps_path().write_bytes(b"no database" * 1000)
    assert main(["sweep", TINY, "--resume"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "damaged" in said
    assert rows_of(capsys, TINY, "--resume") == rows_of(capsys, TINY)
