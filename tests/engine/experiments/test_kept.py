"""Networks that learned stay for the next experiment."""

from dataclasses import replace

import pytest

from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import MOST_KEPT, Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.nets import net_named, net_of

ARCH = "resnet8,width=1,input=1x8x8"


def learner(seed: int = 0, steps: int = 0) -> Learner:
    made = Learner(net_of(ARCH, Setting(), seed), net_named(ARCH), seed, data_of(Setting()))
    for _ in range(steps):
        made.learn()
    return made


def test_a_network_comes_back_for_what_decided_it_only() -> None:
    kept, made = Kept(), learner(steps=2)
    kept.put(Setting(steps=60), made)
    assert kept.get(ARCH, Setting(steps=2), 0) is made
    assert kept.get(ARCH, Setting(steps=2, seeds=3, is_longer=True), 0) is made
    assert kept.get(ARCH, Setting(steps=60), 0) is None
    assert kept.get(ARCH, Setting(steps=2), 1) is None
    assert kept.get("plain8,width=1,input=1x8x8", Setting(steps=2), 0) is None
    assert kept.get(ARCH, Setting(steps=2, has_batch_norm=False), 0) is None


def test_a_seed_is_the_same_whichever_run_it_was_part_of() -> None:
    kept, made = Kept(), learner(seed=2)
    kept.put(Setting(seed=0, seeds=3), made)
    assert kept.get(ARCH, Setting(seed=2), 2) is made


@pytest.mark.parametrize(("steps", "nearest"), [(0, 0), (1, 0), (2, 2), (3, 2), (4, 4), (60, 4)])
def test_the_nearest_did_not_learn_for_longer_than_is_wanted(steps: int, nearest: int) -> None:
    kept = Kept()
    for count in (4, 0, 2):
        kept.put(Setting(steps=60), learner(steps=count))
    found = kept.nearest(ARCH, Setting(steps=steps), 0)
    assert found is not None
    assert found.steps == nearest
    assert kept.nearest(ARCH, Setting(steps=steps), 1) is None


def test_the_one_that_was_not_asked_for_for_longest_is_dropped() -> None:
    kept, setting = Kept(), Setting()
    for seed in range(MOST_KEPT):
        kept.put(setting, learner(seed))
    assert kept.get(ARCH, setting, 0)
    kept.put(setting, learner(MOST_KEPT))
    assert kept.get(ARCH, setting, 0)
    assert kept.get(ARCH, setting, 1) is None
    assert kept.get(ARCH, replace(setting, seed=2), 2)


def test_networks_that_take_too_much_room_are_dropped_but_for_the_newest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, setting = [learner(seed) for seed in range(3)], Setting()
    assert made[0].size_bytes == 2 * 4 * sum(p.numel() for p in made[0].network.parameters())
    monkeypatch.setattr("resnet_viz.engine.experiments.kept.MOST_BYTES", 2 * made[0].size_bytes)
    kept = Kept()
    for each in made:
        kept.put(setting, each)
    assert kept.get(ARCH, setting, 0) is None
    assert kept.get(ARCH, setting, 1) is made[1]
    monkeypatch.setattr("resnet_viz.engine.experiments.kept.MOST_BYTES", 0)
    kept.put(setting, made[0])
    assert kept.get(ARCH, setting, 0) is made[0]
    assert kept.get(ARCH, setting, 1) is None
