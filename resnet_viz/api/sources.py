"""Networks of others that a text names: recorded by a process of their own, as commands do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.agreed import agreement_on
from resnet_viz.core.models.ended import ended_text
from resnet_viz.core.models.known import known_network
from resnet_viz.core.models.requests import TraceModel
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.networks import know
from resnet_viz.core.request import Answer, Request, Worker

if TYPE_CHECKING:
    from torch import nn

    from resnet_viz.engine.trace.given import Given
    from resnet_viz.jobs.asked_child import AskedChild


def source_network(source: Source) -> Network:
    """The network of a source, known by its name from then on; UserError where there is none.

    The code of a factory has to be agreed to before, on the command line or in the window.
    """
    if known := known_network(str(source)):
        return known
    network = _read(source) if source.kind is SourceKind.EXPORTED else _recorded(source)
    know(network)
    return network


def source_module(source: Source) -> tuple[nn.Module, Given, Network]:
    """A library's model with values in its weights, what it is given, and its network.

    UserError for a factory: nobody's code runs in this process because a text names it.
    """
    from resnet_viz.engine.sources.load import loaded
    from resnet_viz.engine.trace.given import Given

    if source.kind is SourceKind.FACTORY:
        raise UserError(
            f"{source.title} would run in this process. Import {Path(source.path).stem} yourself "
            "and give the module that it makes",
            "arch",
        )
    found = loaded(source, "", is_on_meta=False)
    return found.module, Given(*found.given), source_network(source)


def _read(source: Source) -> Network:
    from resnet_viz.core.files.typed_path import typed_path
    from resnet_viz.core.structure.pt2 import network_in

    return network_in(typed_path(source.path), str(source))


def factory_answer(
    source: Source,
    request_for: Callable[[str], Request[Answer]],
    check: Callable[[Network], None] = lambda _: None,
) -> Answer:
    """What the process of a factory's code answers; `request_for` is given the agreed hash.

    The network is recorded first and known from then on; `check` may refuse it by a UserError.
    """
    trust = _agreed_hash(source)
    with _process_of(source) as child:
        network = _network_from(child, source, trust)
        know(network)
        check(network)
        return child.ask(request_for(trust))


def _network_from(child: AskedChild, source: Source, trust: str) -> Network:
    """The network of a source as a process of models records it."""
    from resnet_viz.core.structure.stored import network_from

    return network_from(child.ask(TraceModel(str(source), trust)).network)


def _recorded(source: Source) -> Network:
    trust = _agreed_hash(source) if source.kind is SourceKind.FACTORY else ""
    with _process_of(source) as child:
        return _network_from(child, source, trust)


@contextmanager
def _process_of(source: Source) -> Iterator[AskedChild]:
    """A process of models; UserError where the source's code ends it."""
    from resnet_viz.jobs.asked_child import ChildGoneError, asked_child

    with asked_child(Worker.MODEL) as child:
        try:
            yield child
        except ChildGoneError as gone:
            raise UserError(ended_text(source.title, gone.status), "arch") from gone


def _agreed_hash(source: Source) -> str:
    agreement = agreement_on(source.path)
    if not agreement.is_agreed:
        raise UserError(
            f"{Path(source.path).name} is code that nobody has agreed to as it is now. Run "
            f"resnet-viz cost {source.title}, which shows it and asks, or import it yourself and "
            "give its module",
            "arch",
        )
    return agreement.hash
