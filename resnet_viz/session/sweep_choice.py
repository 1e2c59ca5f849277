"""What the page of sweeps shows: saved with the session, and no step to undo."""

from dataclasses import dataclass

from resnet_viz.core.leaves import text_from

FIRST_RECIPE = "resnet,depth=20..200:6,block=basic|bottleneck,width=16|32|64"


@dataclass(frozen=True, slots=True)
class SweepChoice:
    """The recipe as it is typed, the sweep shown by its UUID, axes and condition of the chart.

    `x` and `y` are keys of measures, `where` chooses among the networks, `is_log` is for both
    axes; `is_timed` is whether the next sweep times each network.
    """

    recipe: str = FIRST_RECIPE
    shown: str = ""
    x: str = "params"
    y: str = "activations"
    is_log: bool = True
    where: str = ""
    is_timed: bool = False

    def __post_init__(self) -> None:
        for name in ("recipe", "shown", "x", "y", "where"):
            text_from(getattr(self, name), f"sweep.{name}")


FIRST_SWEEP = SweepChoice()
