"""A network of others written to a file, in the process of models only."""

from dataclasses import replace

import torch

from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.progress import Progress
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.saving.words import SEED
from resnet_viz.engine.saving.saving import save_module
from resnet_viz.engine.sources.load import loaded


def save_other(source: Source, asked: SaveOther, on_progress: Progress) -> SavedModel:
    """The network with the weights that its factory gives it, or random ones of a library."""
    torch.manual_seed(SEED)
    found = loaded(source, asked.trust, is_on_meta=False)
    saved = save_module(found.module, found.given, asked.path, asked.opset, on_progress)
    return saved if source.kind is SourceKind.FACTORY else replace(saved, seed=SEED)
