"""Inputs guessed from the first layer, and said by name where they can't be."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.engine.sources.guess import guesses_for
from resnet_viz.engine.sources.load import _inputs

ANY = Source(SourceKind.FACTORY, "net.py", "make")


class Two(nn.Module):
    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return x * mask


class Small(nn.Module):
    """What only a picture of 28 by 28 fits."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = nn.Conv2d(1, 4, 3), nn.Linear(4 * 26 * 26, 10)

    def forward(self, x: Tensor, scale: float = 1.0) -> Tensor:
        out: Tensor = self.last(self.first(x).flatten(1)) * scale
        return out


class ByData(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(8, 8)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.first(x)
        return y + 1 if y.sum() > 0 else y


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()), "1x3x224x224"),
        (lambda: nn.Conv1d(2, 4, 3), "1x2x1024"),
        (lambda: nn.Conv3d(1, 4, 3), "1x1x16x112x112"),
        (lambda: nn.Sequential(nn.Embedding(10, 4), nn.Linear(4, 2)), "1x128:int64"),
        (lambda: nn.Linear(7, 2), "1x7"),
        (lambda: nn.LSTM(5, 6, batch_first=True), "1x32x5"),
        (lambda: nn.TransformerEncoderLayer(16, 2, batch_first=True), "1x32x16"),
        (lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 10)), "1x784"),
        (Small, "1x1x28x28"),
        (ByData, "1x8"),
    ],
)
@pytest.mark.parametrize("device", ["meta", "cpu"])
def test_the_first_guess_that_runs_is_taken(
    make: Callable[[], nn.Module], text: str, device: str
) -> None:
    with torch.device(device):
        module = make().eval()
    assert ",".join(map(str, _inputs(module, (), ANY))) == text


def test_several_inputs_are_asked_for_by_their_names() -> None:
    with pytest.raises(UserError, match="--input x:SHAPE --input mask:SHAPE"):
        list(guesses_for(Two()))


@pytest.mark.parametrize("module", [nn.ReLU(), nn.Sequential(nn.Conv2d(3, 4, 3), nn.Linear(9, 9))])
def test_what_no_layer_tells_or_nothing_fits_is_one_sentence(module: nn.Module) -> None:
    with pytest.raises(UserError, match=r"can't be guessed.*Give it as --input"):
        _inputs(module.eval(), (), ANY)
