"""The values of an experiment as files: every one of them once, with its network and place."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from resnet_viz.core.experiments import telling
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.experiments.telling import Telling
from resnet_viz.export.experiments import ValueRow, csv_bytes, json_bytes, value_rows

OUTCOME = Outcome(Experiment.TRAINING, (), Setting(seed=7, steps=2), Found(), 1.0, "2.13.0")
Figures = dict[str, object]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """An outcome whose networks have these figures."""

    def make(*networks: Figures) -> Outcome:
        row = Telling(lambda _: (), lambda _: (), lambda _: networks)
        monkeypatch.setattr(telling, "TELLINGS", {Experiment.TRAINING: row})
        return OUTCOME

    return make


def rows_named(outcome: Outcome, name: str) -> list[ValueRow]:
    return [row for row in value_rows(outcome) if row.name == name]


def test_the_json_of_a_file_is_that_of_the_command(found: Callable[..., Outcome]) -> None:
    outcome = found({"arch": "resnet20", "seed": 7, "loss": (2.5, 1 / 3)})
    (network,) = json.loads(json_bytes(outcome))["networks"]
    assert network["loss"] == [2.5, 1 / 3]


def test_each_value_is_a_row_with_its_network_seed_name_and_step(
    found: Callable[..., Outcome],
) -> None:
    records = ({"step": 1, "signal": (0.1, 0.2), "stem_norm": 4.0},)
    networks = [
        {"arch": arch, "seed": seed, "loss": (2.5, 1 / 3), "records": records}
        for arch in ("plain20", "resnet20")
        for seed in (7, 8)
    ]
    rows = list(csv.DictReader(io.StringIO(csv_bytes(found(*networks)).decode())))
    losses = [row for row in rows if row["name"] == "loss"]
    assert [(row["arch"], row["seed"], row["step"], float(row["value"])) for row in losses] == [
        (arch, seed, str(step), loss)
        for arch in ("plain20", "resnet20")
        for seed in ("7", "8")
        for step, loss in enumerate((2.5, 1 / 3))
    ]
    signals = [row for row in rows if row["name"] == "records.signal"]
    assert [(row["step"], row["place"], row["value"]) for row in signals[:2]] == [
        ("1", "0", "0.1"),
        ("1", "1", "0.2"),
    ]
    assert len(rows) == 4 * (2 + 2 + 1)


def test_values_of_blocks_have_the_path_of_the_block_and_none_where_it_was_not_measured(
    found: Callable[..., Outcome],
) -> None:
    blocks = ({"path": "layer1.0", "dropped": 0.9}, {"path": "layer2.0", "dropped": None})
    rows = rows_named(found({"arch": "resnet20", "blocks": blocks}), "blocks.dropped")
    assert {row.place: row.value for row in rows} == {"layer1.0": 0.9, "layer2.0": None}
    assert {row.seed for row in rows} == {7}


def test_values_of_a_grid_have_a_place_and_a_column(found: Callable[..., Outcome]) -> None:
    rows = rows_named(found({"arch": "resnet20", "grid": ((1.0, 2.0), (3.0, 4.0))}), "grid")
    assert {(row.place, row.column): row.value for row in rows} == {
        (0, 0): 1.0,
        (0, 1): 2.0,
        (1, 0): 3.0,
        (1, 1): 4.0,
    }


def test_entries_without_a_place_of_their_own_are_numbered(found: Callable[..., Outcome]) -> None:
    rows = rows_named(found({"arch": "resnet20", "draws": ({"k": 1}, {"k": 2})}), "draws.k")
    assert [(row.place, row.value) for row in rows] == [(0, 1), (1, 2)]


def test_the_same_network_before_and_after_training_is_told_apart(
    found: Callable[..., Outcome],
) -> None:
    networks = [{"arch": "resnet20", "is_trained": each, "factor": each + 1} for each in (0, 1)]
    rows = rows_named(found(*networks), "factor")
    assert [(row.is_trained, row.value) for row in rows] == [(0, 1), (1, 2)]


def test_a_name_that_a_spreadsheet_would_run_is_a_text(found: Callable[..., Outcome]) -> None:
    assert ",'=cmd(),7,,loss," in csv_bytes(found({"arch": "=cmd()", "loss": 1.0})).decode()
