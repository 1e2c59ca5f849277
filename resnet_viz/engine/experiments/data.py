"""The pictures that networks see, split into those they train on and those they are tested on."""

import gzip
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.resources import resource
from resnet_viz.engine.experiments.made_pictures import noise, shapes
from resnet_viz.engine.experiments.own_pictures.folder import (
    FolderState,
    folder_pictures,
    folder_state,
)
from resnet_viz.engine.experiments.pictures import Pictures

DIGITS_FILE = "data/digits.gz"
DIGIT_SIDE = 8  # pixels
LARGEST_INK = 16  # of a pixel: how many of 4 × 4 were black
TEST_PART = 5  # one of so many pictures
MOST_KEPT = 6  # splits; those of digits have 0.5 MB


class Data(NamedTuple):
    """Pictures as images × channels × height × width, (x − mean) / std, and their classes.

    `mean` and `deviation` are those of all values to train on. The pictures to train on are in an
    order that the seed mixed, so that any of their first ones are of many classes.
    """

    name: str
    train_x: Tensor
    train_y: Tensor
    test_x: Tensor
    test_y: Tensor
    classes: int
    shape: tuple[int, int, int]
    class_names: tuple[str, ...]
    mean: float
    deviation: float


def data_of(setting: Setting) -> Data:
    """The data of a setting, split by its seed; UserError for a folder that can't be read.

    The caller's random generator stays as it was.
    """
    state = folder_state(setting.folder) if setting.data is DataSet.FOLDER else ()
    return _data(setting.data, setting.folder, state, setting.seed)


@lru_cache(maxsize=MOST_KEPT)
def _data(kind: DataSet, folder: str, state: FolderState, seed: int) -> Data:
    generator = torch.Generator().manual_seed(seed)
    return split(_pictures(kind, folder, state, generator), generator)


def _pictures(
    kind: DataSet, folder: str, state: FolderState, generator: torch.Generator
) -> Pictures:
    match kind:
        case DataSet.DIGITS:
            return digits()
        case DataSet.SHAPES:
            return shapes(generator)
        case DataSet.NOISE:
            return noise(generator)
        case DataSet.FOLDER:
            return folder_pictures(folder, state)[0]


def digits() -> Pictures:
    """Handwritten digits of 8 × 8 pixels, the test part of UCI's set.

    Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits, doi 10.24432/C50P49, CC BY
    4.0. The file has 64 pixels of 0 to 16 and the class, 1797 times.
    """
    pixels = DIGIT_SIDE * DIGIT_SIDE
    bytes_read = bytearray(gzip.decompress(resource(DIGITS_FILE).read_bytes()))
    rows = torch.frombuffer(bytes_read, dtype=torch.uint8).reshape(-1, pixels + 1)
    x = rows[:, :pixels].reshape(-1, 1, DIGIT_SIDE, DIGIT_SIDE).float() / LARGEST_INK
    return Pictures("UCI digits", x, rows[:, pixels].long(), tuple("0123456789"))


def split(pictures: Pictures, generator: torch.Generator) -> Data:
    """A fifth of each class to test on and the rest to train on, as the generator mixes them."""
    train, test = _places(pictures.y, len(pictures.class_names), generator)
    mean = float(pictures.x[train].mean())
    deviation = max(float(pictures.x[train].std()), torch.finfo(torch.float32).eps)
    x = (pictures.x - mean) / deviation
    _, channels, height, width = x.shape
    return Data(
        pictures.name,
        x[train],
        pictures.y[train],
        x[test],
        pictures.y[test],
        len(pictures.class_names),
        (channels, height, width),
        pictures.class_names,
        mean,
        deviation,
    )


def _places(y: Tensor, classes: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Where the pictures to train on and to test on are, each in a mixed order."""
    mixed = torch.randperm(len(y), generator=generator)
    by_class = [mixed[y[mixed] == number] for number in range(classes)]
    counts = _test_counts([len(each) for each in by_class])
    train = torch.cat([each[count:] for each, count in zip(by_class, counts, strict=True)])
    test = torch.cat([each[:count] for each, count in zip(by_class, counts, strict=True)])
    return _mixed(train, generator), _mixed(test, generator)


def _mixed(places: Tensor, generator: torch.Generator) -> Tensor:
    return places[torch.randperm(len(places), generator=generator)]


def _test_counts(sizes: list[int]) -> list[int]:
    """A fifth of each class, rounded so that their sum is a fifth of all, rounded up.

    What is left after rounding down goes to the classes with the largest remainders.
    """
    counts = [size // TEST_PART for size in sizes]
    left = -(-sum(sizes) // TEST_PART) - sum(counts)
    by_remainder = sorted(range(len(sizes)), key=lambda place: -(sizes[place] % TEST_PART))
    for place in by_remainder[:left]:
        counts[place] += 1
    return counts
