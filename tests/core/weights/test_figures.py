"""Figures of tensors taken together: as of one tensor with all their numbers."""

import statistics
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.weights.figures import TensorFigures, layer_figures, together

NUMBERS = st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=20)


def figures_of(name: str, numbers: list[float]) -> TensorFigures:
    """By Python's own statistics."""
    return TensorFigures(
        name,
        (len(numbers),),
        "float32",
        len(numbers),
        min(numbers),
        max(numbers),
        statistics.fmean(numbers),
        statistics.pstdev(numbers),
        sqrt(sum(each * each for each in numbers)),
        numbers.count(0),
        bins=(len(numbers),),
        change=sqrt(sum((each - 1) ** 2 for each in numbers)),
    )


@given(st.lists(NUMBERS, min_size=2, max_size=4))
def test_several_tensors_have_the_figures_of_one_with_all_their_numbers(
    parts: list[list[float]],
) -> None:
    found = together("conv1", [figures_of("a", numbers) for numbers in parts])
    wanted = figures_of("conv1", [each for numbers in parts for each in numbers])
    assert (found.count, found.zeros) == (wanted.count, wanted.zeros)
    assert (found.minimum, found.maximum) == (wanted.minimum, wanted.maximum)
    assert found.mean == pytest.approx(wanted.mean, abs=1e-9)
    assert found.deviation == pytest.approx(wanted.deviation, rel=1e-6, abs=1e-5)
    assert found.norm == pytest.approx(wanted.norm)
    assert found.change == pytest.approx(wanted.change)


def test_a_layer_has_its_weights_and_bias_and_not_its_statistics() -> None:
    tensors = [
        figures_of("bn1.weight", [1.0, 2.0]),
        figures_of("bn1.bias", [0.0]),
        figures_of("bn1.running_mean", [9.0]),
        figures_of("fc.weight", [3.0]),
    ]
    found = layer_figures(tensors)
    assert list(found) == ["bn1", "fc"]
    assert found["bn1"].count == 3
    assert found["bn1"].maximum == 2.0
    assert found["fc"].name == "fc"
    assert found["fc"].bins == (1,)


def test_what_is_not_finite_counts_for_nothing_but_itself() -> None:
    lost = TensorFigures("a", (4,), "float32", 4, 0, 0, 0, 0, 0, 0, unusable=4)
    found = together("conv1", [lost, figures_of("b", [-2.0, -4.0])])
    assert (found.minimum, found.maximum, found.mean) == (-4.0, -2.0, -3.0)
    assert (found.count, found.unusable) == (6, 4)


def test_the_relative_change_of_nothing_is_not_known() -> None:
    assert figures_of("a", [0.0, 0.0]).relative_change is None
    assert figures_of("a", [2.0, 0.0]).relative_change == pytest.approx(sqrt(2) / 2)
