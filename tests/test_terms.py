"""The page of terms says what the rows in code say, and every row is on it."""

import re
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from resnet_viz.core.cost.measures import MEASURES
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.telling import json_of
from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.core.timing.measurement import PeakBytes
from resnet_viz.core.timing.time_measures import LAYER_TIMES, RUN_TIMES
from resnet_viz.core.timing.trust_row import trust_cells
from resnet_viz.export.runs import RUN_COLUMNS
from resnet_viz.ui.canvas.actions import DiagramFeature
from resnet_viz.ui.lab.actions import CompareFeature
from resnet_viz.ui.lab.cards.actions import CardsFeature
from resnet_viz.ui.timing.actions import RunFeature
from resnet_viz.ui.timing.timing_panel import VERDICTS
from resnet_viz.ui.window.stopping import StoppingFeature
from resnet_viz.ui.window.workspaces import PAGES, WORKSPACES
from tests.core.experiments.captions.made_outcomes import made_outcome
from tests.samples.runs import made_up_timing

PAGE = (Path(__file__).parent.parent / "docs" / "terms.md").read_text(encoding="utf-8")


def rows_below(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    lines = PAGE.partition(f"\n## {heading}\n")[2].splitlines()
    from_table = lines[next(i for i, line in enumerate(lines) if line.startswith("|")) :]
    table = list(takewhile(lambda line: line.startswith("|"), from_table))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def titles(*names: str) -> str:
    return " / ".join(dict.fromkeys(name for name in names if name))


def test_costs_are_called_and_explained_as_their_rows_say() -> None:
    assert [row[:4] for row in rows_below("Costs")] == [
        [titles(each.title, each.heading, each.brief), f"`{each.key}`", each.tip, each.unit.name]
        for each in MEASURES
    ]


def test_times_are_called_and_explained_as_their_rows_say() -> None:
    runs = [(each.title, each.heading, each.key, each.tip, each.unit) for each in RUN_TIMES]
    layers = [(each.title, each.heading, each.key, each.tip, each.unit) for each in LAYER_TIMES]
    assert [row[:4] for row in rows_below("Times")] == [
        [titles(title, heading), f"`{key}`", tip, unit]
        for title, heading, key, tip, unit in (*runs, *layers)
    ]


def test_colours_are_called_as_their_rows_say() -> None:
    named = [[figure.title, f"`{key}`"] for key, figure in FIGURES.items()]
    assert [row[:2] for row in rows_below("Colours")] == named


def test_columns_of_stored_runs_are_called_and_explained_as_their_rows_say() -> None:
    shown = [column for column in RUN_COLUMNS if column.text]
    assert all(column.tip for column in shown)
    assert rows_below("Stored runs") == [
        [column.title, f"`{column.key}`", column.tip] for column in shown
    ]


def keys_in(value: object) -> set[str]:
    """The keys of JSON, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_in, value.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, list) else set()


def test_every_key_of_experiments_is_explained() -> None:
    found = [
        json_of(made_outcome(experiment, seed))["networks"]
        for experiment in Experiment
        for seed in range(100)
    ]
    rows = rows_below("Experiments")
    listed = {key for row in rows for key in re.findall(r"`(\w+)`", " ".join(row))}
    assert keys_in(found) - {"arch", "seed"} == listed
    assert all(len(row) == 2 and row[1] for row in rows)


@pytest.mark.parametrize("heading", ["Costs", "Times", "Colours"])
def test_every_term_has_a_unit_and_a_source(heading: str) -> None:
    for row in rows_below(heading):
        assert len(row) == 5, row
        assert all(row), row


def test_no_title_means_two_figures() -> None:
    keys_by_title: dict[str, set[str]] = {}
    for row in (*rows_below("Costs"), *rows_below("Times")):
        for title in row[0].split(" / "):
            keys_by_title.setdefault(title, set()).add(row[1])
    assert {title: keys for title, keys in keys_by_title.items() if len(keys) > 1} == {}


def test_workspaces_are_called_and_explained_as_their_rows_say() -> None:
    assert rows_below("Workspaces") == [
        [row.title, row.tip, ", ".join(PAGES[key].title for key in row.tabs)]
        for row in WORKSPACES.values()
    ]


def test_actions_are_called_and_explained_as_they_are_declared() -> None:
    declared = {
        row.text: [row.text, str(row.shortcut or ""), row.tip]
        for feature in (DiagramFeature, CompareFeature, CardsFeature, RunFeature, StoppingFeature)
        for each in vars(feature).values()
        if (row := getattr(each, "action_row", None))
    }
    listed = [[text, key, tip] for text, key, tip in rows_below("Actions")]
    assert [row[::2] for row in listed] == [declared[row[0]][::2] for row in listed]
    keys = [(row[1], declared[row[0]][1]) for row in listed if declared[row[0]][1]]
    assert [key for key, _ in keys] == [key for _, key in keys]


def test_figures_of_a_run_about_itself_are_called_and_explained_as_their_rows_say() -> None:
    plain = made_up_timing("resnet18")
    whole = replace(
        plain,
        peak_bytes=PeakBytes(100, 110),
        trust=replace(plain.trust, twin_spread=0.03, kernel_share=0.8, page_faults_per_pass=12),
        layers=tuple(replace(each, backward_ms=1.0) for each in plain.layers),
    )
    known = {title: tip for title, _, tip in trust_cells(whole)}
    assert dict(rows_below("How reliable a run is")) == known


def test_verdicts_are_called_as_the_window_says() -> None:
    (said,) = [row[0] for row in rows_below("Words of the window") if "Reliable" in row[0]]
    assert [text.split(" ", 1)[1] for text, _ in VERDICTS.values()] == said.split(", ")
