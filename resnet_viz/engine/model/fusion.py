"""Batch norms of a real model folded into its convolutions, by PyTorch's own arithmetic."""

from collections.abc import Mapping
from typing import Any

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def fold_norms(model: nn.Module, folds: Mapping[str, str]) -> None:
    """Folds each batch norm of `folds` into its convolution; the model is in `eval()`.

    In its place stays an `Identity`, so that every path is still there.
    """
    for norm_path, conv_path in folds.items():
        conv: Any = model.get_submodule(conv_path)
        norm: Any = model.get_submodule(norm_path)
        model.set_submodule(conv_path, fuse_conv_bn_eval(conv, norm))
        model.set_submodule(norm_path, nn.Identity())
