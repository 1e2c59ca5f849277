"""A network of others written to a file, in the process of models only."""

from dataclasses import replace

import torch

from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.progress import Progress
from resnet_viz.core.saving.formats import format_of
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.saving.words import SEED
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.saving.saving import check_room_for_module, save_module
from resnet_viz.engine.sources.load import loaded


def save_other(source: Source, asked: SaveOther, on_progress: Progress) -> SavedModel:
    """The network with a file's weights, those that its factory gives it, or random ones.

    Whether memory suffices is asked before a library's model is built.
    """
    place = place_of(asked.weights) if asked.weights else None
    if source.kind is not SourceKind.FACTORY:
        shapes, kind = loaded(source, asked.trust).module, format_of(typed_path(asked.path))
        check_room_for_module(shapes, kind, source.title, is_loaded=place is not None)
    torch.manual_seed(SEED)
    found = loaded(source, asked.trust, is_on_meta=False)
    saved = save_module(found.module, found.given, asked.path, asked.opset, on_progress, place)
    is_random = source.kind is not SourceKind.FACTORY and place is None
    return replace(saved, seed=SEED) if is_random else saved
