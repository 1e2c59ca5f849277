"""Rows that several networks share."""

import pytest

from resnet_viz.core.lab.alignment import common_order


@pytest.mark.parametrize(
    ("sequences", "order"),
    [
        (("abc", "abc"), "abc"),
        (("acz", "abcz"), "abcz"),
        (("az", "abz", "acz"), "acbz"),
        (("a",), "a"),
        ((), ""),
    ],
)
def test_every_key_is_there_once_and_each_sequence_keeps_its_order(
    sequences: tuple[str, ...], order: str
) -> None:
    found = "".join(common_order(sequences))
    assert found == order
    for keys in sequences:
        assert [key for key in found if key in keys] == list(keys)
