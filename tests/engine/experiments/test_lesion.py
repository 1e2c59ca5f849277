"""A run of lesions: what it measures is what edited models give, and what pages promise."""

from copy import deepcopy
from dataclasses import replace
from statistics import median
from typing import Any

import pytest
import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.lesion import Lesions
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.lesion import run
from resnet_viz.engine.experiments.measuring import accuracy, measured_again
from resnet_viz.engine.experiments.nets import fitted_arch
from resnet_viz.engine.experiments.progressed import Progressed
from tests.engine.experiments.conftest import DEEP_LEARNED, LEARNED

PAIR = ("plain20", "resnet20")


def asked(*cut: str, archs: tuple[str, ...] = PAIR, setting: Setting = LEARNED) -> RunExperiment:
    return RunExperiment(Experiment.LESION, archs, setting, cut)


def steps_of(request: RunExperiment, kept: Kept) -> list[Progressed]:
    return list(run(request, kept))


def lesions_of(request: RunExperiment, kept: Kept) -> tuple[Lesions, ...]:
    return steps_of(request, kept)[-1].found().lesions


def learner_of(kept: Kept, arch: str, setting: Setting = LEARNED) -> Learner:
    learner = kept.get(fitted_arch(arch, data_of(setting)), setting, 0)
    assert learner is not None
    return learner


def unmeasured(kept: Kept) -> Kept:
    """The trained residual-8 without what was measured of it before."""
    other = Kept()
    other.put(LEARNED, learner_of(kept, "resnet8"))
    return other


def network_of(kept: Kept, arch: str, setting: Setting = LEARNED) -> Any:
    return learner_of(kept, arch, setting).network


def test_accuracies_are_those_of_models_edited_by_hand(learned: Kept) -> None:
    plain, residual = lesions_of(asked(), learned)
    data = data_of(LEARNED)
    for found, arch in ((plain, "plain20"), (residual, "resnet20")):
        network = network_of(learned, arch)
        with measured_again(network, data):
            assert found.accuracy == accuracy(network, data.test_x, data.test_y)
            for block in found.blocks:
                if not block.is_shape_changing:
                    edited = deepcopy(network)
                    stage, place = block.path.split(".")
                    del getattr(edited, stage)[int(place)]
                    assert block.dropped == accuracy(edited, data.test_x, data.test_y)
    assert [block.dropped for block in plain.blocks if block.is_shape_changing] == [None, None]
    assert all(block.cut is None and not block.shortcut for block in plain.blocks)
    assert all(block.cut is not None for block in residual.blocks)
    assert [len(plain.blocks), len(residual.blocks)] == [9, 9]


def test_a_plain_network_of_20_layers_loses_nearly_all_with_any_block(learned: Kept) -> None:
    (plain,) = lesions_of(asked(archs=("plain20",)), learned)
    assert plain.accuracy > 0.7
    assert max(each.dropped for each in plain.blocks if each.dropped is not None) < 0.35


def test_the_kept_network_stays_as_it_was(learned: Kept) -> None:
    network = network_of(learned, "resnet20")
    state, was_training = deepcopy(network.state_dict()), network.training
    lesions_of(asked("layer1.1", archs=("resnet20",)), learned)
    for now in (network, network_of(learned, "resnet20")):
        assert all(torch.equal(value, state[key]) for key, value in now.state_dict().items())
        assert now.training is was_training


def test_the_same_run_gives_the_same_bits(learned: Kept) -> None:
    first = lesions_of(asked(archs=("resnet8",)), learned)
    assert lesions_of(asked(archs=("resnet8",)), unmeasured(learned)) == first


def test_random_sets_are_of_the_number_they_say_and_the_seeds_own(learned: Kept) -> None:
    (found,) = lesions_of(asked(archs=("resnet8",)), learned)
    assert [each.count for each in found.random] == [1, 2, 3]
    singles = {each.dropped for each in found.blocks}
    assert set(found.random[0].accuracies) <= singles


def test_what_a_person_cut_comes_first_and_the_rest_is_not_measured_twice(learned: Kept) -> None:
    whole = lesions_of(asked(), learned)
    found = [step.found().lesions for step in run(asked("layer1.1", "layer3.2.add"), learned)]
    shown = [lesions for lesions in found if lesions]
    last = shown[-1]
    assert [each.chosen for each in last] == [("layer1.1",), ("layer1.1", "layer3.2.add")]
    assert last[0].chosen_accuracy == whole[0].blocks[1].dropped
    assert [replace(each, chosen=(), chosen_accuracy=None) for each in last] == list(whole)
    assert all(each.chosen_accuracy is not None for lesions in shown for each in lesions)


def test_one_shortcut_that_a_person_cut_is_that_of_the_bars(learned: Kept) -> None:
    (found,) = lesions_of(asked("layer2.1.add", archs=("resnet20",)), learned)
    cut = {each.shortcut: each.cut for each in found.blocks}
    assert found.chosen_accuracy == cut["layer2.1.add"]


def test_a_plain_block_that_changes_the_shape_has_no_accuracy_without_it(learned: Kept) -> None:
    plain, residual = lesions_of(asked("layer2.0"), learned)
    assert plain.chosen == residual.chosen == ("layer2.0",)
    assert plain.chosen_accuracy is None
    assert residual.chosen_accuracy is not None


@pytest.mark.parametrize("path", ["layer9.0", "conv1", "layer1.0.conv1", "layer1"])
def test_a_path_that_no_network_has_is_refused_with_what_to_write(learned: Kept, path: str) -> None:
    with pytest.raises(UserError, match=r"named like layer1\.0, shortcuts by their sum"):
        steps_of(asked(path), learned)


def test_partial_results_grow_block_by_block(learned: Kept) -> None:
    counts = [
        len(found[0].blocks)
        for step in run(asked(archs=("resnet8",)), unmeasured(learned))
        if (found := step.found().lesions)
    ]
    assert counts == sorted(counts)
    assert {0, 1, 2, 3} <= set(counts)


@pytest.mark.deep
def test_dropping_one_of_27_blocks_costs_little_and_cutting_a_shortcut_much(
    deeply_learned: Kept,
) -> None:
    request = asked(archs=("resnet56",), setting=DEEP_LEARNED)
    (found,) = lesions_of(request, deeply_learned)
    dropped = [each.dropped for each in found.blocks if each.dropped is not None]
    cut = [each.cut for each in found.blocks if each.cut is not None]
    assert len(dropped) == len(cut) == 27
    assert median(dropped) > found.accuracy - 0.05
    assert median(cut) < 0.4
