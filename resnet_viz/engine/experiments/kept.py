"""Trained networks that stay for the next experiment in the same process."""

from collections import OrderedDict
from dataclasses import replace

from torch import nn

from resnet_viz.core.experiments.setting import Setting

MOST_KEPT = 16  # networks; one of 56 layers has 3.5 MB

Key = tuple[str, Setting, int]


class Kept:
    """The networks that were trained last, by all that decided their weights."""

    def __init__(self) -> None:
        self._networks: OrderedDict[Key, nn.Module] = OrderedDict()

    def get(self, arch: str, setting: Setting, seed: int) -> nn.Module | None:
        """The network trained so, None if it isn't here; `arch` has the data's input and classes.

        Whoever changes it leaves it as it was.
        """
        key = _key(arch, setting, seed)
        if key in self._networks:
            self._networks.move_to_end(key)
        return self._networks.get(key)

    def put(self, arch: str, setting: Setting, seed: int, network: nn.Module) -> None:
        """Keeps a trained network, and drops the one that was not asked for for longest."""
        key = _key(arch, setting, seed)
        self._networks[key] = network
        self._networks.move_to_end(key)
        while len(self._networks) > MOST_KEPT:
            self._networks.popitem(last=False)


def _key(arch: str, setting: Setting, seed: int) -> Key:
    """How many seeds a run takes and how long it may last decide nothing of one network."""
    return arch, replace(setting, seed=seed, seeds=1, is_longer=False), seed
