"""How an experiment is set up: all that its caption has to say beyond the networks."""

from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.leaves import text_from
from resnet_viz.core.wording import digits_grouped

WIDTH = 16  # planes of the first stage
BATCH = 64
NOISE_BATCH = 16  # pictures of 32 × 32 have 16 times the pixels of digits
LEARNING_RATE, MOMENTUM, WEIGHT_DECAY = 0.02, 0.9, 1e-4
MOST_SEED, MOST_SEEDS, MOST_STEPS = 2**31 - 1, 20, 100_000


class Init(StrEnum):
    """How weights are drawn: He et al. 2015, PyTorch's own way, or He with the last γ at 0."""

    HE = "he"
    DEFAULT = "default"
    ZERO_GAMMA = "zero_gamma"


class DataSet(StrEnum):
    """What networks see: UCI's digits, shapes that are made, noise, or a folder of pictures."""

    DIGITS = "digits"
    SHAPES = "shapes"
    NOISE = "noise"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that decides a result, for one thread of one version of PyTorch.

    `seeds` are how many seeds follow each other from `seed` on; `folder` is that of `FOLDER`.
    UserError for a setting that can't be.
    """

    init: Init = Init.HE
    has_batch_norm: bool = True
    seed: int = 0
    seeds: int = 1
    steps: int = 0
    data: DataSet = DataSet.DIGITS
    folder: str = ""
    is_longer: bool = False

    def __post_init__(self) -> None:
        text_from(self.folder, "setting.folder")
        for name, least, most in (
            ("seed", 0, MOST_SEED),
            ("seeds", 1, MOST_SEEDS),
            ("steps", 0, MOST_STEPS),
        ):
            if not least <= (number := getattr(self, name)) <= most:
                allowed = f"{least} to {digits_grouped(most)}"
                words = f"{name}={shortened(number)} is out of range. Choose {allowed}"
                raise UserError(words, name)


FIRST_SETTING = Setting()


def start_data(setting: Setting) -> DataSet:
    """What networks see where gradients at the start are measured: noise without batch norm.

    On the small maps of small pictures zero padding alone shrinks what batch norm doesn't scale.
    """
    return setting.data if setting.has_batch_norm else DataSet.NOISE


def start_batch(setting: Setting) -> int:
    """How many pictures they see."""
    return NOISE_BATCH if start_data(setting) is DataSet.NOISE else BATCH
