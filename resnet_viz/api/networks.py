"""Which network is meant by a text, a spec or a module, and what a module is given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeGuard

from resnet_viz.api.sources import source_module, source_network
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.known import known_network
from resnet_viz.core.models.source import Source, SourceKind, source_in
from resnet_viz.core.networks import know, network_named
from resnet_viz.core.resnet.spec import ResNetSpec

if TYPE_CHECKING:
    from torch import nn

    from resnet_viz.engine.trace.given import Given

    Arch = str | ResNetSpec | nn.Module
else:
    Arch = Any


def network_for(arch: Arch, given: Any = None) -> Network:
    """The network that a text, a spec or a module describes; UserError where there is none.

    A module is recorded with what it is given, and known by its name in this process from then on.
    """
    if is_module(arch):
        return _recorded(arch, given)[2]
    source = _source(arch, given)
    return source_network(source) if source else network_named(arch)  # type: ignore[arg-type]


def networks_for(archs: Sequence[Arch], given: Any = None) -> list[Network]:
    """The networks of several, of which the modules are all given the same."""
    has_module = any(map(is_module, archs))
    return [network_for(each, given_to(each, given) if has_module else given) for each in archs]


def given_to(arch: Arch, given: Any) -> Any:
    """What a module among several networks is given; None for a text or a spec."""
    return given if is_module(arch) else None


def module_for(arch: Arch, given: Any = None) -> tuple[nn.Module, Given, Network] | None:
    """A module, what it is given and its recorded network; None for one of our own family."""
    if is_module(arch):
        return _recorded(arch, given)
    source = _source(arch, given)
    return source_module(source) if source else None


def factory_in(arch: Arch, given: Any = None) -> Source | None:
    """The factory that a text names: its code runs in a process of its own, never in this one."""
    if is_module(arch):
        return None
    source = _source(arch, given)
    return source if source and source.kind is SourceKind.FACTORY else None


def _source(arch: Arch, given: Any) -> Source | None:
    """What a text refers to if not to one of our own family."""
    if given is not None:
        raise UserError(
            "input= is what a module is given. A text says it itself, as in "
            "timm:resnet50,input=1x3x160x160",
            "input",
        )
    return source_in(arch) if isinstance(arch, str) else None


def _recorded(arch: nn.Module, given: Any) -> tuple[nn.Module, Given, Network]:
    from resnet_viz.engine.trace.module import given_from, recorded_module

    tensors = _guessed(arch) if given is None else given_from(given)
    network = _named_apart(recorded_module(arch, tensors))
    know(network)
    return arch, tensors, network


def is_module(arch: Arch) -> TypeGuard[nn.Module]:
    """Whether it is a module of PyTorch, which is not imported for a text."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(arch, torch.nn.Module)


def _guessed(model: nn.Module) -> Given:
    """What a module may be given, of what its library or its first layer says."""
    from resnet_viz.engine.sources.guess import guesses_for, said_by_library, unguessed
    from resnet_viz.engine.trace.module import given_from, runs_with

    why = ""
    for guess in (said_by_library(model),) if said_by_library(model) else guesses_for(model):
        tensors = given_from([str(each) for each in guess])
        if not (failure := runs_with(model, tensors)):
            return tensors
        why = why or f": with {', '.join(map(str, guess))} {failure}"
    raise unguessed(model, why)


def _named_apart(network: Network) -> Network:
    """The network under a name that no other known network has: names lead back to networks."""
    name, number = network.name, 1
    while (known := known_network(name)) and known.graph != network.graph:
        number += 1
        name = f"{network.name}#{number}"
    return replace(network, name=name)
