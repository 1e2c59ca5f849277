"""Which lesions a network gets, in which order, and what their accuracies make together."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import NamedTuple

from resnet_viz.core.experiments.found.lesion import BlockLesion, Lesions, RandomLesions
from resnet_viz.core.experiments.net import Net
from resnet_viz.engine.experiments.data import Data
from resnet_viz.engine.experiments.lesioned import (
    Lesion,
    can_drop,
    chosen_lesion,
    is_shape_changing,
    shortcut_path,
)
from resnet_viz.engine.experiments.nets import block_paths, blocks_of
from resnet_viz.engine.model.model import ResNet

SETS = 5  # of random blocks, for each number of them
ALL_COUNTS_TO = 8  # numbers of random blocks; above them every `COUNT_STEP`-th
COUNT_STEP = 4


class Kind(StrEnum):
    """What a lesion is for."""

    WHOLE = "whole"
    CHOSEN = "chosen"
    DROPPED = "dropped"
    CUT = "cut"
    SWAPPED = "swapped"
    RANDOM = "random"


class Trial(NamedTuple):
    """A lesion to measure: `place` is the block's, of random ones how many are gone."""

    kind: Kind
    place: int
    lesion: Lesion
    draw: int = 0


BY_BLOCK = (Kind.DROPPED, Kind.CUT, Kind.SWAPPED)
FIRST = (Kind.WHOLE, Kind.CHOSEN)
Measured = Mapping[Hashable, float]
"""Accuracies by trial."""


class Patient(NamedTuple):
    """A trained network and its lesions; `chosen` are the paths that a person cut in it."""

    network: ResNet
    net: Net
    seed: int
    chosen: tuple[str, ...]
    plan: tuple[Trial, ...]


def patient_of(network: ResNet, net: Net, seed: int, cut: Collection[str]) -> Patient:
    """A network with its plan; of `cut` what is in it."""
    paths = {
        *block_paths(network),
        *map(shortcut_path, block_paths(network), blocks_of(network)),
    }
    chosen = tuple(path for path in dict.fromkeys(cut) if path and path in paths)
    return Patient(network, net, seed, chosen, plan_for(network, chosen, seed))


def plan_for(network: ResNet, cut: Collection[str], seed: int) -> tuple[Trial, ...]:
    """Every lesion of a network, those that a person waits for first.

    The same seed draws the same random blocks.
    """
    return (
        Trial(Kind.WHOLE, 0, Lesion()),
        *_chosen(network, cut),
        *_by_block(network),
        *_random(network, Random(seed)),  # noqa: S311  # no secrets
    )


def _chosen(network: ResNet, cut: Collection[str]) -> Iterator[Trial]:
    lesion = chosen_lesion(network, cut)
    blocks = dict(zip(block_paths(network), blocks_of(network), strict=True))
    if lesion != Lesion() and all(can_drop(blocks[path]) for path in lesion.dropped):
        yield Trial(Kind.CHOSEN, 0, lesion)


def _by_block(network: ResNet) -> Iterator[Trial]:
    paths, blocks = block_paths(network), blocks_of(network)
    changing = [is_shape_changing(block) for block in blocks]
    swaps = {
        place
        for place, pair in enumerate(pairwise(changing))
        if not any(pair) and paths[place].split(".")[0] == paths[place + 1].split(".")[0]
    }
    for place, (path, block) in enumerate(zip(paths, blocks, strict=True)):
        if can_drop(block):
            yield Trial(Kind.DROPPED, place, Lesion(dropped=frozenset({path})))
        if shortcut_path(path, block):
            yield Trial(Kind.CUT, place, Lesion(cut=frozenset({path})))
        if place in swaps:
            yield Trial(Kind.SWAPPED, place, Lesion(swapped=place))


def _random(network: ResNet, random: Random) -> Iterator[Trial]:
    paths = [
        path
        for path, block in zip(block_paths(network), blocks_of(network), strict=True)
        if can_drop(block)
    ]
    for count in range(1, len(paths) + 1):
        if count <= ALL_COUNTS_TO or count % COUNT_STEP == 0:
            sets = {frozenset(random.sample(paths, count)): None for _ in range(SETS)}
            for draw, dropped in enumerate(sets):
                yield Trial(Kind.RANDOM, count, Lesion(dropped=dropped), draw)


def lesions_of(patient: Patient, measured: Measured, data: Data) -> Lesions | None:
    """What was measured so far; None before the accuracies of the network whole and as chosen."""
    first = [trial for trial in patient.plan if trial.kind in FIRST]
    if any(trial not in measured for trial in first):
        return None
    by_kind = {trial.kind: measured[trial] for trial in first}
    return Lesions(
        patient.net,
        patient.seed,
        by_kind[Kind.WHOLE],
        1 / data.classes,
        len(data.test_y),
        tuple(_blocks(patient, measured)),
        tuple(_randoms(patient, measured)),
        patient.chosen,
        by_kind.get(Kind.CHOSEN),
    )


def _blocks(patient: Patient, measured: Measured) -> Iterator[BlockLesion]:
    """The blocks up to the first of which not all lesions were measured."""
    planned: dict[int, list[Trial]] = {}
    for trial in patient.plan:
        if trial.kind in BY_BLOCK:
            planned.setdefault(trial.place, []).append(trial)
    paths, blocks = block_paths(patient.network), blocks_of(patient.network)
    for place, (path, block) in enumerate(zip(paths, blocks, strict=True)):
        trials = planned.get(place, [])
        if any(trial not in measured for trial in trials):
            return
        by_kind = {trial.kind: measured[trial] for trial in trials}
        yield BlockLesion(
            path,
            shortcut_path(path, block),
            is_shape_changing(block),
            *(by_kind.get(kind) for kind in BY_BLOCK),
        )


def _randoms(patient: Patient, measured: Measured) -> Iterator[RandomLesions]:
    by_count: dict[int, list[float]] = {}
    for trial in patient.plan:
        if trial.kind is Kind.RANDOM and trial in measured:
            by_count.setdefault(trial.place, []).append(measured[trial])
    for count, accuracies in by_count.items():
        yield RandomLesions(count, tuple(accuracies))
