"""Depths and kinds of networks against their texts."""

import pytest

from resnet_viz.core.experiments.experiment import EXPERIMENTS
from resnet_viz.core.experiments.ladder import RUNGS, Chosen, chosen_in
from resnet_viz.core.experiments.net import NetKind
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import Order, ShortcutOption

PLAIN, RESIDUAL, PRE = NetKind


@pytest.mark.parametrize("arch", RUNGS)
def test_each_text_names_the_network_of_its_depth_and_kind(arch: str) -> None:
    spec, rung = parse(arch), RUNGS[arch]
    assert spec.depth == rung.depth
    assert len(spec.stages) == 3
    assert (spec.order is Order.PRE) == (rung.kind is PRE)
    assert (spec.shortcut is ShortcutOption.NONE) == (rung.kind is PLAIN)


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_the_networks_of_every_experiment_come_back_from_depths_and_kinds(experiment: str) -> None:
    row = EXPERIMENTS[experiment]  # type: ignore[index]  # a word is its experiment
    for archs in (row.archs, row.longer):
        assert set(chosen_in(archs).archs) == set(archs)


def test_a_kind_that_is_not_at_every_depth_is_another_network() -> None:
    archs = ("plain20", "resnet20", "resnet56", "resnet20,shortcut=B")
    chosen = Chosen((20, 56), (RESIDUAL,), ("plain20", "resnet20,shortcut=B"))
    assert chosen_in(archs) == chosen
    assert set(chosen.archs) == set(archs)


def test_where_there_is_one_depth_networks_of_others_are_others() -> None:
    archs = ("plain56", "resnet56", "resnet20")
    chosen = chosen_in(archs, has_several=False)
    assert chosen == Chosen((56,), (PLAIN, RESIDUAL), ("resnet20",))
    assert chosen._replace(depths=(8,)).archs == ("plain8", "resnet8", "resnet20")
