"""Runs of others with any number in any field: refused, or shown whole; never a traceback."""

import json
from typing import Any

import pytest

from resnet_viz.cli.timed_run import show_report
from resnet_viz.core.cost.grouping import Grouping
from tests.history.test_transfer import PLACES, WHOLE, outcome_of, with_value

EXTREMES = (0, -1, 1, 1e-300, 1e9, 1e15, 1e300, 2**62)


def is_number_at(place: tuple[Any, ...]) -> bool:
    inside: Any = WHOLE
    for key in place:
        inside = inside[key]
    return isinstance(inside, int | float) and not isinstance(inside, bool)


NUMBERS = [place for place in PLACES if place[:3] == ("runs", 0, "report") and is_number_at(place)]


@pytest.mark.parametrize("value", EXTREMES)
def test_whatever_number_is_in_a_field_the_run_is_refused_or_shown(
    value: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(NUMBERS) > 30
    for place in NUMBERS:
        runs, refusal = outcome_of(json.dumps(with_value(place, value)).encode())
        assert len(runs) == 1 or refusal
        for run in runs:
            for grouping in (Grouping.LAYER, Grouping.STAGE):
                show_report(run.report, "", grouping)
            assert run.report.arch in capsys.readouterr().out
