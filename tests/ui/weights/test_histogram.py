"""The bars of a histogram: as high as their share of the fullest."""

from PySide6.QtCore import QRectF

from resnet_viz.ui.weights.histogram import bars

ROOM = QRectF(10, 5, 100, 20)


def test_bars_are_in_the_room_and_as_high_as_their_counts() -> None:
    found = bars((4, 0, 2, 1), ROOM)
    assert [bar.height() for bar in found] == [20, 10, 5]
    assert [bar.left() for bar in found] == [10, 60, 85]
    assert all(ROOM.contains(bar) for bar in found)


def test_a_bin_with_anything_in_it_is_seen() -> None:
    low = bars((100_000, 1), ROOM)[1]
    assert low.height() == 1
