"""From the text of a network of others to its module and what it is given.

Runs in the process of models only: what is loaded may do anything to it.
"""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.models.inputs import InputAsked, inputs_from
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.engine.sources import trying
from resnet_viz.engine.sources.factory import factory_model
from resnet_viz.engine.sources.guess import guesses_for, said_by_library, unguessed
from resnet_viz.engine.sources.libraries import library_model
from resnet_viz.engine.sources.tensors import Given, given_of


class Loaded(NamedTuple):
    """A module in eval mode, the args and kwargs of one call, and the inputs that they are of."""

    module: nn.Module
    given: Given
    inputs: tuple[InputAsked, ...]


def loaded(source: Source, trust: str, *, is_on_meta: bool = True) -> Loaded:
    """The module of a source, on the meta device where it can be, and what it is given.

    `trust` is the hash of the code that a person agreed to, '' for a library's. UserError where
    there is no module, or its inputs can't be guessed.
    """
    asked = inputs_from(source.inputs)
    module = _module(source, trust, is_on_meta=is_on_meta).eval()
    if is_on_meta:
        module.requires_grad_(False)  # else FlopCounterMode fails on parameters that are expanded
    inputs = _inputs(module, asked, source)
    return Loaded(module, given_of(inputs, is_on_meta=trying.is_on_meta(module)), inputs)


def _module(source: Source, trust: str, *, is_on_meta: bool) -> nn.Module:
    if source.kind is SourceKind.EXPORTED:
        name = shortened(Path(source.path).name)
        raise UserError(f"{name} has no code that this program runs. cost and draw read it", "arch")
    if source.kind is SourceKind.FACTORY:
        return factory_model(source, trust, is_on_meta=is_on_meta)
    if is_on_meta:
        try:
            with torch.device("meta"):
                return library_model(source)
        except UserError:
            pass  # values that are looked at while it is built, or no such model: said below
    return library_model(source)


def _inputs(
    module: nn.Module, asked: tuple[InputAsked, ...], source: Source
) -> tuple[InputAsked, ...]:
    """What was asked for, with the element types of a guess where they were left out."""
    said = said_by_library(module)
    if asked:
        known = said or _first_guess(module)
        return tuple(_with_dtype(each, known, place) for place, each in enumerate(asked))
    if said:
        return said
    why = ""
    for guess in guesses_for(module):
        failure = trying.failure_with(module, guess, source)
        if not failure:
            return guess
        why = why or f": with {', '.join(map(str, guess))} {failure}"
    raise unguessed(module, why)


def _first_guess(module: nn.Module) -> tuple[InputAsked, ...]:
    try:
        return next(guesses_for(module), ())
    except UserError:
        return ()


def _with_dtype(asked: InputAsked, known: tuple[InputAsked, ...], place: int) -> InputAsked:
    if asked.dtype:
        return asked
    named = {each.name: each.dtype for each in known}
    if asked.name in named and asked.name:
        return asked._replace(dtype=named[asked.name])
    return asked._replace(dtype=known[place].dtype) if place < len(known) else asked
