"""Rows of a stored sweep saved for the window: the same bytes as the command's."""

import json
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.lab.sweep.swept import SweepAsked, Swept, sweep_of
from resnet_viz.core.plain import plain_of, read_own
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.request import Request
from resnet_viz.export.lab.requests import PreviewSweep, SaveSweep
from resnet_viz.export.sweeps import sweep_file
from resnet_viz.history.sweeps.store import own_store
from resnet_viz.worker.draw import handlers_for

RECIPE, WHERE = "resnet18|resnet34|resnet50,width=0|16|64", "params<20M"


def answer(request: Request[Any]) -> Any:
    """The answer to a request as it comes out of the pipe."""
    kind = type(request)
    read = read_own(kind, json.loads(json.dumps(plain_of(request))))
    return handlers_for(kind.verb)[kind](read, ignore_progress)


@pytest.fixture
def sweep(own_data: object) -> str:
    store = own_store()
    uuid = store.start(RECIPE, 2)
    store.add(uuid, [Point(*each[:3]) for each in points_of(recipe_of(RECIPE), range(9), 2)])
    return uuid


@pytest.mark.parametrize("where", ["", WHERE])
@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet"])
def test_the_file_is_that_of_the_command(
    sweep: str, tmp_path: Path, suffix: str, where: str
) -> None:
    path = tmp_path / f"sweep{suffix}"
    answer(SaveSweep(sweep, where, str(path), suffix))
    asked = SweepAsked(recipe_of(RECIPE), 2, where)
    wanted = sweep_of(asked, map(Swept, points_of(asked.recipe, range(9), 2)))
    assert 0 < len(wanted) < 7
    assert path.read_bytes() == sweep_file(suffix).write(wanted)


def test_what_is_not_finished_is_said(sweep: str, tmp_path: Path) -> None:
    saved = answer(SaveSweep(sweep, "", str(tmp_path / "sweep.csv"), ".csv"))
    assert saved.note == "9 of 9 combinations so far"
    own_store().finish(sweep)
    assert answer(SaveSweep(sweep, "", str(tmp_path / "sweep.csv"), ".csv")).note == ""


def test_the_preview_is_the_first_rows_and_a_sweep_that_is_gone_is_said(
    sweep: str, tmp_path: Path
) -> None:
    assert answer(PreviewSweep(sweep, "", ".parquet")).text.startswith("arch,depth,block,stages")
    own_store().delete(sweep)
    with pytest.raises(UserError, match="not stored any more"):
        answer(SaveSweep(sweep, "", str(tmp_path / "sweep.csv"), ".csv"))
    assert list(tmp_path.glob("sweep*")) == []
