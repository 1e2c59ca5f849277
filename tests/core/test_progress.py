"""What a long work says of the time that is left."""

import pytest

from resnet_viz.core.progress import rest_text


@pytest.mark.parametrize(
    ("rest_s", "words"),
    [
        (None, ""),
        (0.2, "at most 1 s left"),
        (3.2, "at most 4 s left"),
        (120.0, "at most 120 s left"),
        (121.0, "at most 3 min left"),
    ],
)
def test_the_rest_is_said_as_a_bound(rest_s: float | None, words: str) -> None:
    assert rest_text(rest_s) == words
