"""What the Learn workspace shows and would run."""

from dataclasses import dataclass

from resnet_viz.core.experiments.setting import FIRST_SETTING, Setting


@dataclass(frozen=True, slots=True)
class LearnChoice:
    """The experiment by its word, '' for the first page, with its networks and setting.

    `plot` is which curve is shown, `step` the place of the slider of steps, `cut` the paths that
    were taken away, `image` and `weights` are files.
    """

    experiment: str = ""
    archs: tuple[str, ...] = ()
    setting: Setting = FIRST_SETTING
    plot: str = ""
    step: int = 0
    cut: tuple[str, ...] = ()
    image: str = ""
    weights: str = ""


FIRST_CHOICE = LearnChoice()
