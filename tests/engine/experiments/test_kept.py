"""Trained networks that stay for the next experiment."""

from torch import nn

from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.kept import MOST_KEPT, Kept


def test_a_network_comes_back_for_what_decided_it_only() -> None:
    kept, network = Kept(), nn.Module()
    kept.put("resnet20", Setting(steps=60), 0, network)
    assert kept.get("resnet20", Setting(steps=60), 0) is network
    assert kept.get("resnet20", Setting(steps=60, seeds=3, is_longer=True), 0) is network
    assert kept.get("resnet20", Setting(steps=61), 0) is None
    assert kept.get("resnet20", Setting(steps=60), 1) is None
    assert kept.get("plain20", Setting(steps=60), 0) is None
    assert kept.get("resnet20", Setting(steps=60, has_batch_norm=False), 0) is None


def test_a_seed_is_the_same_whichever_run_it_was_part_of() -> None:
    kept, network = Kept(), nn.Module()
    kept.put("resnet20", Setting(seed=0, seeds=3), 2, network)
    assert kept.get("resnet20", Setting(seed=2), 2) is network


def test_the_one_that_was_not_asked_for_for_longest_is_dropped() -> None:
    kept, setting = Kept(), Setting()
    for seed in range(MOST_KEPT):
        kept.put("resnet20", setting, seed, nn.Module())
    assert kept.get("resnet20", setting, 0)
    kept.put("resnet20", setting, MOST_KEPT, nn.Module())
    assert kept.get("resnet20", setting, 0)
    assert kept.get("resnet20", setting, 1) is None
