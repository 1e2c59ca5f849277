"""Networks that learned stay for the next experiment in the same process, and to learn on."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace

from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.learning.learner import Learner

MOST_KEPT = 24  # networks; one of 56 layers has 7 MB with its momentum
MOST_BYTES = 2**30  # of all of them, but for the newest

Key = tuple[str, Setting, int]


class Kept:
    """The networks that learned last, by all that decided their weights."""

    def __init__(self) -> None:
        self._learners: OrderedDict[Key, Learner] = OrderedDict()
        self._notes: OrderedDict[Key, dict[Hashable, float]] = OrderedDict()

    def get(self, arch: str, setting: Setting, seed: int) -> Learner | None:
        """The network that learned so, None if it isn't here.

        `arch` has the data's input and classes. Whoever changes the network leaves it as it was.
        """
        key = _key(arch, setting, seed)
        if key in self._learners:
            self._learners.move_to_end(key)
        return self._learners.get(key)

    def nearest(self, arch: str, setting: Setting, seed: int) -> Learner | None:
        """The one that learned the most steps, those of the setting at most; None for none."""
        wanted = _key(arch, setting, seed)
        steps = [
            key[1].steps
            for key in self._learners
            if key[1].steps <= setting.steps and _with_steps(key, setting.steps) == wanted
        ]
        return self.get(arch, replace(setting, steps=max(steps)), seed) if steps else None

    def put(self, setting: Setting, learner: Learner) -> None:
        """Keeps one that learned in a setting; those not asked for for longest are dropped.

        There is room for a number of networks and of bytes, for the newest in any case.
        """
        key = _key(learner.net.arch, replace(setting, steps=learner.steps), learner.seed)
        learner.network.zero_grad()  # gradients take as much room as weights
        self._learners[key] = learner
        self._learners.move_to_end(key)
        while len(self._learners) > 1 and self._is_full():
            self._learners.popitem(last=False)

    def noted(self, arch: str, setting: Setting, seed: int) -> dict[Hashable, float]:
        """What was measured of the network that learned so, to be read and added to.

        Another run of the same experiment needn't measure it again.
        """
        notes = self._notes.setdefault(key := _key(arch, setting, seed), {})
        self._notes.move_to_end(key)
        while len(self._notes) > MOST_KEPT:
            self._notes.popitem(last=False)
        return notes

    def _is_full(self) -> bool:
        size = sum(learner.size_bytes for learner in self._learners.values())
        return len(self._learners) > MOST_KEPT or size > MOST_BYTES


def _key(arch: str, setting: Setting, seed: int) -> Key:
    """How many seeds a run takes and how long it may last decide nothing of one network."""
    return arch, replace(setting, seed=seed, seeds=1, is_longer=False), seed


def _with_steps(key: Key, steps: int) -> Key:
    arch, setting, seed = key
    return arch, replace(setting, steps=steps), seed
