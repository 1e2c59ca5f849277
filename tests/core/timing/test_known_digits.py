"""What an unreliable run prints: no digit beyond what its own spread knows."""

from dataclasses import replace
from random import Random
from statistics import median, quantiles

import pytest

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.known_digits import known_share, known_text, rounding_of
from resnet_viz.core.timing.measurement import Quartiles, TimingReport
from resnet_viz.core.timing.time_measures import LATENCY, LAYER_TIMES
from resnet_viz.core.timing.trust_row import trust_cells
from resnet_viz.export.reports import layer_table, time_groups_table, timing_table
from tests.samples.runs import made_up_timing

ARCH = "resnet,stages=1-1,width=8,input=32,classes=10"


def unreliable(p25: float = 90.0, p75: float = 115.0, overhead: float = 1.01) -> TimingReport:
    made = made_up_timing(ARCH, ("a doubt",))
    whole = Quartiles(100.26, p25, p75, 88.26)
    return replace(made, whole_ms=whole, overhead=overhead, glue_ms=1.2345)


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        (26.29, 0.4, "26.3"),
        (26.29, 4.0, "26"),
        (26.29, 40.0, "30"),
        (1373.0, 120.0, "1400"),
        (1373.0, 1.2, "1373"),
        (0.0437, 0.005, "0.044"),
        (0.0437, 0.00001, "0.044"),
        (9.96, 0.3, "10.0"),
        (26.29, 0.0, "26.290"),
        (0.0, 1.0, "0.000"),
        (-26.29, 4.0, "-26"),
    ],
)
def test_the_digit_in_which_the_error_begins_is_the_last(
    value: float, error: float, words: str
) -> None:
    assert known_text(value, abs(error / value) if value else error, 3) == words


def test_a_share_is_rounded_in_the_same_way() -> None:
    assert known_share(0.1234, 0.3, 1) == "12%"
    assert known_share(0.1234, 0.03, 1) == "12.3%"
    assert known_share(0.1234, 0.0, 1) == "12.3%"
    assert known_share(0.004, 1.0, 1) == "0.4%"


def test_the_error_of_a_median_is_what_repeated_runs_show() -> None:
    draw = Random(3)  # noqa: S311  # nothing is kept secret

    def sample() -> list[float]:
        return [draw.gauss(100.0, 8.0) for _ in range(25)]

    medians = [median(sample()) for _ in range(2000)]
    p25, middle, p75 = quantiles([each for _ in range(40) for each in sample()], n=4)
    error = rounding_of(middle, p25, p75, 25).whole * middle
    within = sum(abs(each - 100.0) <= error for each in medians) / len(medians)
    assert 0.9 < within < 0.99


def test_a_reliable_run_has_its_usual_digits() -> None:
    made = made_up_timing(ARCH)
    assert made.rounding is None
    assert made.whole_error == made.sums_error == 0.0
    assert [LAYER_TIMES[0].text_of(time, made.rounding) for time in made.layers][:2] == [
        "0.100",
        "0.200",
    ]


def test_an_unreliable_run_is_rounded_in_every_table_and_its_values_are_not() -> None:
    run = unreliable()
    costs = report_of(network_named(ARCH))
    for table in (timing_table(run), layer_table(costs, run)):
        place = next(n for n, head in enumerate(table.heads) if head.title == "Wall time, ms")
        assert [row[place] for row in table.texts][:3] == ["0.100", "0.20", "0.30"]
        exact = table.keys.index("median_ms")
        assert table.values[2][exact] == run.layers[2].median_ms
    groups = time_groups_table(run, Grouping.STAGE)
    assert all(len(row[1].replace(".", "").strip("0")) <= 3 for row in groups.texts)
    cells = {name: figure for name, figure, _ in trust_cells(run)}
    assert cells["Between layers"] == "1.2 ms"
    assert "≈" not in repr(run)
    assert ": 100 ms wall time, not reliable" in repr(run)
    (latency, _) = compare([costs, costs], [run, made_up_timing(ARCH)]).measures[-2:]
    assert latency.texts == (LATENCY.text_of(run, run.rounding), "100.00")
    assert latency.texts[0] == "100"


def test_layers_are_known_no_better_than_what_timing_them_cost() -> None:
    calm, slowed = unreliable(100.0, 100.5), unreliable(100.0, 100.5, overhead=1.3)
    assert calm.sums_error < 0.01
    assert slowed.sums_error == pytest.approx(0.3)
    assert slowed.whole_error == calm.whole_error
    time = replace(slowed.layers[7], median_ms=0.8765, p25_ms=0.876, p75_ms=0.877)
    assert LAYER_TIMES[0].text_of(time, calm.rounding) == "0.876"
    assert LAYER_TIMES[0].text_of(time, slowed.rounding) == "0.9"
