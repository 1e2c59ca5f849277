"""The quick batch norm on the meta device says just what PyTorch's own says."""

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.engine.model import meta
from resnet_viz.engine.model.meta import PassMemory


@pytest.mark.parametrize("is_training", [True, False])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_outcomes_are_shaped_as_pytorchs_own(is_training: bool, dtype: torch.dtype) -> None:
    narrow = nn.BatchNorm2d(4, device="meta", dtype=dtype).train(is_training)
    wide = nn.BatchNorm2d(6, device="meta", dtype=dtype).train(is_training)
    images = [
        (narrow, torch.empty(2, 4, 5, 6, device="meta", dtype=dtype)),
        (wide, torch.empty(2, 6, 5, 6, device="meta", dtype=dtype)),
        (narrow, torch.empty(3, 4, 1, 6, device="meta", dtype=dtype)),
    ] * 2
    with torch.no_grad():
        expected = [_described(norm(image)) for norm, image in images]
        with PassMemory():
            assert [_described(norm(image)) for norm, image in images] == expected


def test_pytorch_is_asked_once_for_each_shape() -> None:
    norm = nn.BatchNorm2d(4, device="meta").eval()
    PassMemory.answers.clear()
    for _ in range(2):  # what one pass learns, the next one knows
        with torch.no_grad(), PassMemory() as memory:
            for height in (5, 6, 5, 6):
                norm(torch.empty(1, 4, height, 5, device="meta"))
    assert [len(each) for each in memory.answers.values()] == [2, 2]


def test_what_is_known_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meta, "MOST_ANSWERS", 3)
    norm = nn.BatchNorm2d(4, device="meta").eval()
    for height in range(1, 20):
        with torch.no_grad(), PassMemory() as memory:
            norm(torch.empty(1, 4, height, 5, device="meta"))
        assert len(memory.answers) <= 4


def test_each_outcome_is_a_tensor_of_its_own() -> None:
    norm, image = nn.BatchNorm2d(4, device="meta").eval(), torch.empty(1, 4, 5, 5, device="meta")
    with torch.no_grad(), PassMemory():
        outcomes = [norm(image) for _ in range(3)]
    assert len({id(outcome) for outcome in outcomes}) == 3


def test_channels_that_do_not_fit_are_still_refused() -> None:
    norm = nn.BatchNorm2d(4, device="meta").eval()
    with PassMemory(), pytest.raises(RuntimeError):
        norm(torch.empty(1, 5, 3, 3, device="meta"))


def _described(tensor: Tensor) -> tuple[torch.Size, torch.dtype, torch.device]:
    return tensor.shape, tensor.dtype, tensor.device
