"""Programs of torch.export for tests: small modules, and files made of them that mean harm."""

import io
import json
import pickle
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


class Residual(nn.Module):
    """Two convolutions with a shortcut, the same ReLU twice, and a linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(3, 3, 3, padding=1), nn.Conv2d(3, 3, 3, padding=1)
        self.bn = nn.BatchNorm2d(3)
        self.relu = nn.ReLU(inplace=True)
        self.fc = nn.Linear(3, 5)
        self.aside = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.bn(self.conv1(x)))
        y = self.relu(self.conv2(y) + x)
        return self.fc(y.mean((2, 3)))  # type: ignore[no-any-return]  # Module calls


class Sequence(nn.Module):
    """Tokens through an embedding, attention, an LSTM and a list of layers; tied weights."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(11, 8)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.memory = nn.LSTM(8, 8, batch_first=True)
        self.layers = nn.ModuleList([nn.Linear(8, 8), nn.Linear(8, 8)])
        self.out = nn.Linear(8, 11, bias=False)
        self.out.weight = self.words.weight

    def forward(self, tokens: Tensor, *, scale: Tensor) -> dict[str, Tensor]:
        x = self.words(tokens)
        x = x + self.attention(x, x, x, need_weights=False)[0]
        flat = x.view(x.shape[0], -1)
        flat[:, 0] = 1  # seen in x too, whose memory it is
        with torch.no_grad():
            sums = x.cumsum(1)
        x, _ = self.memory(x)
        for layer in self.layers:
            x = layer(x) * scale
        return {"words": self.out(x + sums), "sums": sums}


def exported(
    model: nn.Module, args: tuple[Tensor, ...], kwargs: Mapping[str, Tensor] | None = None
) -> bytes:
    """What torch.export.save writes of it."""
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # of an LSTM's weights
        program = torch.export.export(model.eval(), args, dict(kwargs or {}))
    torch.export.save(program, file)
    return file.getvalue()


def with_entries(program: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The archive with entries in place of those of these names, or in addition; None drops one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(program)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, data in changed.items():
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()


def with_model(program: bytes, change: Callable[[Any], object]) -> bytes:
    """The archive with its model's JSON changed in place."""
    with zipfile.ZipFile(io.BytesIO(program)) as archive:
        model = json.loads(archive.read("archive/models/model.json"))
    change(model)
    return with_entries(program, {"archive/models/model.json": json.dumps(model).encode()})


class Touching:
    """An object that makes a file when a pickle of it is loaded."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.place,)


def touching_pickle(place: Path) -> bytes:
    """A pickle that makes a file when it is loaded."""
    return pickle.dumps(Touching(place))
