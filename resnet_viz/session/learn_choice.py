"""What the Learn workspace shows: saved with the session, and no step to undo."""

from dataclasses import dataclass

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.setting import FIRST_SETTING, Setting
from resnet_viz.core.leaves import text_from, wrong

MOST_ARCHS = 40
MOST_PLACE = 1_000_000


@dataclass(frozen=True, slots=True)
class LearnChoice:
    """The experiment in front by its word, '' for the first page, and how the next run is set up.

    Without `archs` it takes the networks of the experiment's row. `plot` is the key of what is
    drawn where there is a choice, such as 'signal', `step` the place of the page's slider. `image`
    and `weights` are files by their whole paths, '' for none. What a person cut is
    `Document.cut`, which can be undone. The diagram shows the network at the place `drawn`,
    coloured by `color`, a figure by block, None and '' for those that the experiment is about.
    UserError for a choice that can't be.
    """

    experiment: str = ""
    archs: tuple[str, ...] = ()
    setting: Setting = FIRST_SETTING
    plot: str = ""
    step: int = 0
    image: str = ""
    weights: str = ""
    drawn: int | None = None
    color: str = ""

    def __post_init__(self) -> None:
        for name in ("plot", "image", "weights", "color"):
            text_from(getattr(self, name), f"learn.{name}")
        if self.experiment not in ("", *Experiment):
            raise wrong("learn.experiment", f"'' or {' or '.join(Experiment)}", self.experiment)
        for arch in self.archs:
            text_from(arch, "learn.archs")
        if len(self.archs) > MOST_ARCHS:
            count = len(self.archs)
            raise UserError(
                f"learn.archs has {count} entries, and at most {MOST_ARCHS} run at once"
            )
        for name, place in (("step", self.step), ("drawn", self.drawn or 0)):
            if not 0 <= place <= MOST_PLACE:
                raise wrong(f"learn.{name}", f"0 to {MOST_PLACE}", place)


FIRST_LEARN = LearnChoice()
