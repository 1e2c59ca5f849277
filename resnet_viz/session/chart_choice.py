"""Which chart of the comparison is shown, and of what: saved, and no step to undo."""

from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.lab.choices import Varied
from resnet_viz.core.leaves import text_from


class ChartKind(StrEnum):
    """The charts of a comparison."""

    STAGES = "stages"
    ALONG = "along"
    AGAINST = "against"
    SCATTER = "scatter"
    PARALLEL = "parallel"


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """The chart in front, the measure that it is of by its key, and how it is drawn.

    `across` is what is drawn from left to right in a scatter, by its key.
    """

    kind: ChartKind = ChartKind.STAGES
    measure: str = "macs"
    across: str = "params"
    varied: Varied = Varied.DEPTH
    is_stacked: bool = False
    is_log: bool = True

    def __post_init__(self) -> None:
        for name in ("measure", "across"):
            text_from(getattr(self, name), f"charts.{name}")


FIRST_CHART = ChartChoice()
