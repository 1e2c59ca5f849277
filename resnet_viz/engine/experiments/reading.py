"""Readers of features: a linear probe, and a network's own last layers."""

import torch
from torch import Tensor, nn
from torch.nn import functional

RIDGE = 0.01  # of the number of pictures, on features of variance 1


def means_of(features: Tensor) -> Tensor:
    """The mean of each channel, images × channels, of images × channels × height × width."""
    return features.double().mean((2, 3))


def probe_accuracy(x: Tensor, train_y: Tensor, x_test: Tensor, test_y: Tensor) -> float:
    """What a ridge regression of the classes on the means of all channels gets right.

    It is fitted to those of the training pictures, each brought to mean 0 and variance 1 over them.
    In double precision, so that it has one answer.
    """
    middle, spread = x.mean(0), x.std(0).clamp_min(torch.finfo(x.dtype).eps)
    x, x_test = (x - middle) / spread, (x_test - middle) / spread
    targets = functional.one_hot(train_y).double()
    share = targets.mean(0)  # of each class
    penalty = RIDGE * len(x) * torch.eye(x.shape[1], dtype=x.dtype)
    weights = torch.linalg.solve(x.T @ x + penalty, x.T @ (targets - share))
    return _share_right(x_test @ weights + share, test_y)


def readout_accuracy(head: nn.Module, channels: int, test: Tensor, test_y: Tensor) -> float:
    """What a network's own last layers get right of these features, missing channels as zeros."""
    missing = channels - test.shape[1]
    return _share_right(head(functional.pad(test, (0, 0, 0, 0, 0, missing))), test_y)


def _share_right(scores: Tensor, y: Tensor) -> float:
    return (scores.argmax(1) == y).double().mean().item()
