"""The two clocks of a timed run, and what people call the times that they give."""

from enum import StrEnum


class ClockKind(StrEnum):
    """Which of a machine's clocks all times of a run are taken on."""

    WALL = "wall"
    CPU = "CPU"

    @property
    def time_text(self) -> str:
        """`wall time`, `CPU time`."""
        return f"{self} time"
