"""The roofline's arithmetic, worked out by hand."""

from dataclasses import replace
from math import sqrt
from typing import Any

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.plain import plain_of, read_as
from resnet_viz.core.timing.bounds import (
    bound_text,
    excess_text,
    held_by,
    mean_share,
    roofs_of,
    too_fast,
    with_roofline,
)
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.timing.roofline import (
    Bound,
    Ceilings,
    bandwidth_at,
    best_of,
    check_ceilings,
    under_roof,
)
from resnet_viz.core.timing.what_if import WhatIf
from tests.samples.runs import made_up_timing

CEILINGS = Ceilings(
    (("GEMM 512", 80.0), ("conv", 100.0)), ((1_000, 40.0), (100_000, 10.0)), "2026-08-01"
)
COSTS = report_of(network_named("resnet50")).layers
BY_PATH = {cost.path: cost for cost in COSTS}


def test_bandwidth_between_two_sizes_is_even_in_logarithms_and_constant_beyond() -> None:
    assert bandwidth_at(CEILINGS, 10) == 40.0
    assert bandwidth_at(CEILINGS, 1_000) == pytest.approx(40.0)
    assert bandwidth_at(CEILINGS, 10_000) == pytest.approx(sqrt(40.0 * 10.0))
    assert bandwidth_at(CEILINGS, 100_000) == 10.0
    assert bandwidth_at(CEILINGS, 10**9) == 10.0


def test_a_convolution_is_held_by_compute() -> None:
    cost = BY_PATH["layer1.0.conv2"]
    flops = 2 * 64 * 64 * 9 * 56 * 56
    moved = 4 * (2 * 64 * 56 * 56 + 64 * 64 * 9)
    roof = under_roof(cost, 4.0, 4, CEILINGS)
    assert roof
    assert roof.bound == Bound.COMPUTE
    assert roof.intensity == pytest.approx(flops / moved)
    assert roof.gflops_per_s == pytest.approx(flops / 4e6)
    assert roof.roof_gflops_per_s == pytest.approx(100.0)
    assert roof.ceiling_share == pytest.approx(flops / 100e6 / 4.0)


def test_a_relu_is_held_by_memory_and_twice_as_near_in_a_16_bit_format() -> None:
    cost, elements = BY_PATH["relu"], 64 * 112 * 112
    roof = under_roof(cost, 2.0, 4, CEILINGS)
    half = under_roof(cost, 1.0, 2, CEILINGS)
    assert roof
    assert half
    assert roof.bound == half.bound == Bound.MEMORY
    assert roof.ceiling_share == pytest.approx(8 * elements / 10e6 / 2.0)
    assert roof.roof_gflops_per_s == pytest.approx(10.0 / 8)
    assert half.roof_gflops_per_s == pytest.approx(10.0 / 4)
    assert half.ceiling_share == pytest.approx(roof.ceiling_share)


def test_what_moves_nothing_or_took_no_time_stands_nowhere() -> None:
    assert under_roof(BY_PATH["flatten"], 1.0, 4, CEILINGS) is None
    assert under_roof(BY_PATH["fc"], 0.0, 4, CEILINGS) is None


def test_the_ceilings_name_their_fastest_kernel_and_both_ends_of_memory() -> None:
    assert CEILINGS.fastest_compute == ("conv", 100.0)
    assert CEILINGS.main_memory == (100_000, 10.0)
    assert CEILINGS.cache == (1_000, 40.0)


def test_of_two_measurements_the_higher_ceilings_are_kept() -> None:
    other = Ceilings(
        (("conv", 90.0), ("GEMM 512", 95.0)), ((1_000, 50.0), (50_000, 9.0)), "2026-08-02"
    )
    both = best_of(CEILINGS, other)
    assert both.compute == (("conv", 100.0), ("GEMM 512", 95.0))
    assert both.bandwidth == ((1_000, 50.0), (50_000, 9.0))
    assert both.measured_at == "2026-08-02"


@pytest.mark.parametrize(
    "broken",
    [
        {"compute": []},
        {"compute": [["conv", 0.0]]},
        {"compute": [["conv", float("nan")]]},
        {"bandwidth": []},
        {"bandwidth": [[2, 1.0], [1, 1.0]]},
        {"bandwidth": [[0, 1.0]]},
        {"bandwidth": [[1, "fast"]]},
        {"compute": 3},
    ],
)
def test_ceilings_that_can_t_be_are_refused(broken: dict[str, Any]) -> None:
    values = plain_of(CEILINGS)
    assert check_ceilings(read_as(Ceilings, values)) == CEILINGS
    with pytest.raises(UserError):
        check_ceilings(read_as(Ceilings, values | broken))


def test_a_run_gets_bounds_and_shares_and_keeps_them_over_json() -> None:
    report = with_roofline(made_up_timing("resnet50"), COSTS, CEILINGS)
    roofs = roofs_of(report, COSTS)
    assert report.ceilings == CEILINGS
    assert set(roofs) == set(BY_PATH) - {"flatten"}
    for layer in report.layers:
        roof = roofs.get(layer.path)
        assert layer.bound == (roof.bound if roof else None)
        assert layer.ceiling_share == (roof.ceiling_share if roof else None)
    assert read_as(TimingReport, report.to_dict()) == report


def test_a_lower_precision_halves_the_bytes() -> None:
    made_up = made_up_timing("resnet50")
    halved = replace(made_up, precision=Precision.BF16)
    fp32, bf16 = (with_roofline(each, COSTS, CEILINGS) for each in (made_up, halved))
    shares = [
        next(each.ceiling_share for each in run.layers if each.path == "relu")
        for run in (fp32, bf16)
    ]
    assert shares[0] == pytest.approx(2 * shares[1])  # type: ignore[operator]


def test_a_training_pass_and_a_run_without_ceilings_have_neither() -> None:
    report = with_roofline(made_up_timing("resnet50"), COSTS, CEILINGS)
    training = replace(report, what_if=WhatIf(is_training=True))
    for bare in (with_roofline(training, COSTS, CEILINGS), with_roofline(report, COSTS, None)):
        assert {(each.bound, each.ceiling_share) for each in bare.layers} == {(None, None)}
        assert roofs_of(bare, COSTS) == {}


def test_a_box_s_share_is_its_layers_times_at_the_ceiling_over_those_they_took() -> None:
    one, other, flat = made_up_timing("resnet50").layers[:3]
    layers = (
        replace(one, median_ms=3.0, share=0.3, bound=Bound.COMPUTE, ceiling_share=0.9),
        replace(other, median_ms=1.0, share=0.1, bound=Bound.MEMORY, ceiling_share=0.1),
        replace(flat, median_ms=5.0, share=0.5, bound=None, ceiling_share=None),
    )
    assert mean_share(layers) == pytest.approx((2.7 + 0.1) / 4.0)
    assert bound_text(layers) == "compute-bound, 70 % of this machine's measured ceiling"
    assert bound_text(layers[1:]) == "memory-bound, 10 % of this machine's measured ceiling"
    assert bound_text(layers[2:]) == ""
    assert held_by(layers, Bound.MEMORY).count == 1
    assert held_by(layers, Bound.COMPUTE).time_share == pytest.approx(0.3)


def test_many_layers_above_the_ceiling_are_a_note() -> None:
    report = with_roofline(made_up_timing("resnet50"), COSTS, CEILINGS)
    layers = tuple(replace(layer, ceiling_share=0.5) for layer in report.layers)
    few = (*(replace(layer, ceiling_share=1.2) for layer in layers[:8]), *layers[8:])
    many = (*(replace(layer, ceiling_share=1.2) for layer in layers[:9]), *layers[9:])
    assert len(too_fast(few)) == 8
    assert excess_text(replace(report, layers=layers)) == ""
    assert excess_text(replace(report, layers=few)) == ""
    note = excess_text(replace(report, layers=many))
    assert note.startswith("9 layers ran at over 110 % of this machine's measured ceiling")
    assert "busy" in note
