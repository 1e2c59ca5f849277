"""Numbers and lists as captions say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.experiments.captions.words import all_of, factor_text, range_text
from tests.core.experiments.captions.read_back import numbers_in


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (0, "0"),
        (0.0417, "0.0417"),
        (2.4099, "2.41"),
        (25.2, "25.2"),
        (999.4, "999"),
        (999.6, "1\u202f000"),
        (3876.0, "3\u202f880"),
        (999_700, "1 million"),
        (5_290_000, "5.29 million"),
        (1.72e22, "1.7 × 10²²"),
        (6.4e-8, "6.4 × 10⁻⁸"),
    ],
)
def test_a_factor_has_three_digits_at_most(factor: float, text: str) -> None:
    assert factor_text(factor) == text


@given(st.floats(1e-30, 1e30))
def test_a_factor_can_be_read_back(factor: float) -> None:
    (number,) = numbers_in(factor_text(factor))
    assert number == pytest.approx(factor, rel=0.051)


def test_lists_and_ranges_read_as_sentences_have_them() -> None:
    assert all_of(["a"]) == "a"
    assert all_of(["a", "b", "c"]) == "a, b and c"
    assert range_text("2", "2") == "2"
    assert range_text("2", "3") == "2 to 3"
