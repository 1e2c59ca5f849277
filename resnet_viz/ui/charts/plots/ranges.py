"""Which part of an axis is shown while values come: it seldom moves, and never far."""

from collections.abc import Sequence

SLACK = 0.12  # of the values, added where they leave what is shown
LOOSE = 0.6  # of what is shown that values fill at least, else it is fitted again


def is_out(wanted: Sequence[float], shown: Sequence[float]) -> bool:
    """Whether values are beyond an end of what is shown."""
    slack = 1e-9 * (shown[1] - shown[0])
    return wanted[0] < shown[0] - slack or wanted[1] > shown[1] + slack


def is_loose(wanted: Sequence[float], shown: Sequence[float]) -> bool:
    """Whether values fill little of what is shown."""
    return (wanted[1] - wanted[0]) < LOOSE * (shown[1] - shown[0])


def grown(wanted: Sequence[float], shown: Sequence[float]) -> tuple[float, float]:
    """What was shown with room for more at the ends that it has left; fitted where it is loose."""
    if is_loose(wanted, shown):
        return wanted[0], wanted[1]
    room = SLACK * (wanted[1] - wanted[0])
    low = wanted[0] - room if wanted[0] < shown[0] else shown[0]
    return low, wanted[1] + room if wanted[1] > shown[1] else shown[1]
