"""What a module's parts hold: parameters and buffers, counted by PyTorch and by torchinfo."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import torchinfo
from torch import nn

from resnet_viz.core.graph.paths import is_within
from resnet_viz.core.graph.traced import Traced
from resnet_viz.engine.check.observation import PARAMS_TORCHINFO
from resnet_viz.engine.trace.record import reason_of


class Held(NamedTuple):
    """The parameters and buffers of a network, each once, and of its modules by their paths.

    `params_with_ties` counts a parameter once for each of its names, as torchinfo does.
    `own` is of modules that share no parameter; `shared_modules` have several names.
    `torchinfo_params` is None where torchinfo can't read the network, for `torchinfo_error`.
    """

    params: int
    buffers: int
    params_with_ties: int
    own: Mapping[str, int]
    shared_modules: frozenset[str]
    by_torchinfo: Mapping[str, int]
    torchinfo_params: int | None
    torchinfo_error: str = ""

    def of_module(self, path: str, traced: Traced) -> dict[str, int] | None:
        """The parameters that a pass reads of a module, by both; None where it shares some."""
        if path not in self.own:
            return None
        unread = sum(count for name, count in traced.unread if is_within(name, path))
        found = {"params": self.own[path] - unread}
        if path in self.by_torchinfo:
            found[PARAMS_TORCHINFO] = self.by_torchinfo[path] - unread
        return found


def held_by(model: nn.Module) -> Held:
    """What the modules of a network hold."""
    names = [*model.named_parameters(remove_duplicate=False)]
    counts = Counter(id(tensor) for _, tensor in names)
    paths = {module: path for path, module in model.named_modules()}
    several = Counter(id(module) for _, module in model.named_modules(remove_duplicate=False))
    by_torchinfo, total, error = _torchinfo(model, paths)
    return Held(
        params=sum(tensor.numel() for tensor in model.parameters()),
        buffers=sum(tensor.numel() for tensor in model.buffers()),
        params_with_ties=sum(tensor.numel() for _, tensor in names),
        own=dict(_own(paths, counts)),
        shared_modules=frozenset(path for module, path in paths.items() if several[id(module)] > 1),
        by_torchinfo=by_torchinfo,
        torchinfo_params=total,
        torchinfo_error=error,
    )


def _own(paths: Mapping[nn.Module, str], counts: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    for module, path in paths.items():
        tensors = list(module.parameters())
        if all(counts[id(tensor)] == 1 for tensor in tensors):
            yield path, sum(tensor.numel() for tensor in tensors)


def _torchinfo(
    model: nn.Module, paths: Mapping[nn.Module, str]
) -> tuple[dict[str, int], int | None, str]:
    try:
        found = torchinfo.summary(model, verbose=0)
    except Exception as error:  # it reads modules in ways that not all of them allow
        return {}, None, reason_of(error)
    layers = {
        paths[layer.module]: layer.num_params
        for layer in found.summary_list
        if layer.module in paths
    }
    return layers, found.total_params, ""
