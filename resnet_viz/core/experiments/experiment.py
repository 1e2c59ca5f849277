"""The experiments that show why residual connections work, a row each."""

from enum import StrEnum
from typing import NamedTuple


class Experiment(StrEnum):
    """The words of commands, files and Python, in the order of the lesson."""

    GRADIENTS = "gradients"
    DEGRADATION = "degradation"
    TRAINING = "training"
    IDENTITY = "identity"
    LESION = "lesion"
    SHATTERED = "shattered"
    INSIDE = "inside"
    PATHS = "paths"
    LANDSCAPE = "landscape"
    PICTURE = "picture"


class ExperimentRow(NamedTuple):
    """What a person reads in the list, and what a run takes when nothing else is chosen.

    `archs` and `longer` are networks by ARCH without input and classes, which the data fix; `steps`
    are those of the training before or in it, 0 where none is trained. `longer_text` is what the
    longer run is called.
    """

    title: str
    question: str
    archs: tuple[str, ...]
    longer: tuple[str, ...]
    steps: int = 0
    longer_steps: int = 0
    longer_text: str = "Longer"


PAIR_56 = ("plain56", "resnet56")
PAIR_20 = ("plain20", "resnet20")
LADDER = ("plain20", "resnet20", "plain32", "resnet32", "plain44", "resnet44", *PAIR_56)

EXPERIMENTS = {
    Experiment.GRADIENTS: ExperimentRow(
        "Gradient flow",
        "How does the gradient grow or shrink on its way back to the first layer?",
        PAIR_56,
        (*PAIR_56, "resnet56,order=pre"),
    ),
    Experiment.DEGRADATION: ExperimentRow(
        "Degradation",
        "Does a deeper network without shortcuts learn better?",
        (*PAIR_20, *PAIR_56),
        LADDER,
        60,
        120,
    ),
    Experiment.TRAINING: ExperimentRow(
        "Gradients while training",
        "What becomes of the gradients in the first steps?",
        PAIR_56,
        PAIR_56,
        60,
        120,
    ),
    Experiment.IDENTITY: ExperimentRow(
        "Identity by construction",
        "Can more blocks change nothing?",
        PAIR_20,
        PAIR_20,
        60,
        60,
        "Train on",
    ),
    Experiment.LESION: ExperimentRow(
        "Lesions",
        "What does one block's removal cost?",
        PAIR_20,
        ("resnet56",),
        60,
        120,
    ),
    Experiment.SHATTERED: ExperimentRow(
        "Shattered gradients",
        "Do neighbouring inputs have similar gradients?",
        PAIR_56,
        ("plain8", "resnet8", *PAIR_20, *PAIR_56, "plain110", "resnet110"),
    ),
    Experiment.INSIDE: ExperimentRow(
        "Inside the network",
        "What can still be read off after each block?",
        PAIR_56,
        PAIR_56,
        0,
        60,
    ),
    Experiment.PATHS: ExperimentRow(
        "Paths",
        "Which path lengths carry the gradient?",
        ("resnet20",),
        ("resnet56",),
        60,
        120,
    ),
    Experiment.LANDSCAPE: ExperimentRow(
        "Loss landscape",
        "What does the loss look like around the trained weights?",
        PAIR_20,
        PAIR_20,
        60,
        120,
    ),
    Experiment.PICTURE: ExperimentRow(
        "Your picture",
        "What do a network's own weights respond to in a picture?",
        ("resnet20",),
        ("resnet20",),
        60,
        120,
    ),
}

ONE_SEED = (Experiment.LANDSCAPE, Experiment.PICTURE)
"""Of several seeds these take the first only."""
