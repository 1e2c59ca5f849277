"""What one run of an experiment found, whole or as far as it went."""

from dataclasses import dataclass

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.folder import FolderFacts
from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.found.landscape import Landscape
from resnet_viz.core.experiments.found.lesion import Lesions
from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.found.picture import Origin, Response
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.setting import DataSet, Setting, start_data


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured, a network an entry: the field of the experiment is filled.

    `folders` says what the pictures of the setting's folder were, if that is the data.
    """

    flow: tuple[Flow, ...] = ()
    training: tuple[Training, ...] = ()
    growth: tuple[Growth, ...] = ()
    lesions: tuple[Lesions, ...] = ()
    shattered: tuple[Shattered, ...] = ()
    inside: tuple[Inside, ...] = ()
    paths: tuple[Paths, ...] = ()
    landscapes: tuple[Landscape, ...] = ()
    responses: tuple[Response, ...] = ()
    folders: tuple[FolderFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result with all that decided it; `cpu_s` is processor time.

    `is_whole` is False where the run was stopped, and while it goes on. `torch` is PyTorch's
    version, `threads` how many of its threads computed.
    """

    experiment: Experiment
    archs: tuple[str, ...]
    setting: Setting
    found: Found
    cpu_s: float
    torch: str
    threads: int = 1
    is_whole: bool = True

    @property
    def origin(self) -> Origin | None:
        """Where the weights of its network of others come from, None for networks of the family."""
        return next((each.origin for each in self.found.responses if each.origin), None)

    @property
    def data(self) -> DataSet:
        """What the networks saw: gradient flow without batch norm takes noise in any case."""
        is_flow = self.experiment is Experiment.GRADIENTS
        return start_data(self.setting) if is_flow else self.setting.data
