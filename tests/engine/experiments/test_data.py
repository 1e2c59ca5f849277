"""The pictures of experiments: whole, split by class, the same for the same seed."""

import gzip

import pytest
import torch

from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.resources import resource
from resnet_viz.engine.experiments import data as data_module
from resnet_viz.engine.experiments.data import Data, data_of

MADE = (DataSet.DIGITS, DataSet.SHAPES, DataSet.NOISE)


def test_the_digits_are_those_of_the_file() -> None:
    data = data_of(Setting())
    rows = gzip.decompress(resource("data/digits.gz").read_bytes())
    wanted = sorted((rows[at + 64], bytes(rows[at : at + 64])) for at in range(0, len(rows), 65))
    x = torch.cat([data.train_x, data.test_x])
    y = torch.cat([data.train_y, data.test_y])
    pixels = ((x - x.min()) / (x.max() - x.min()) * 16).round().byte().flatten(1)
    found = sorted(
        (number, bytes(each)) for number, each in zip(y.tolist(), pixels.tolist(), strict=True)
    )
    assert found == wanted


@pytest.mark.parametrize("kind", MADE)
def test_a_fifth_of_each_class_is_for_testing(kind: DataSet) -> None:
    data = data_of(Setting(data=kind))
    train = data.train_y.bincount(minlength=data.classes)
    test = data.test_y.bincount(minlength=data.classes)
    assert len(train) == len(test) == data.classes == len(data.class_names)
    assert ((test - (train + test) / 5).abs() < 1).all()
    assert len(data.test_y) == -(-(len(data.train_y) + len(data.test_y)) // 5)


def test_the_digits_are_split_into_1437_and_360() -> None:
    data = data_of(Setting(seed=3))
    assert (len(data.train_x), len(data.test_x)) == (1437, 360)
    assert data.shape == (1, 8, 8)


@pytest.mark.parametrize("kind", MADE)
def test_pictures_to_train_on_have_mean_0_and_deviation_1(kind: DataSet) -> None:
    data = data_of(Setting(data=kind))
    assert data.train_x.mean().item() == pytest.approx(0, abs=1e-5)
    assert data.train_x.std().item() == pytest.approx(1, abs=1e-5)
    assert data.train_x.shape[1:] == data.test_x.shape[1:] == data.shape
    assert data.train_x.dtype is torch.float32
    assert data.train_y.dtype is torch.int64


@pytest.mark.parametrize("kind", MADE)
def test_the_same_seed_gives_the_same_split_and_another_one_another(kind: DataSet) -> None:
    data_module._data.cache_clear()
    first = data_of(Setting(data=kind, seed=1))
    data_module._data.cache_clear()
    again, other = data_of(Setting(data=kind, seed=1)), data_of(Setting(data=kind, seed=2))
    assert _is_same(first, again)
    assert not _is_same(first, other)


@pytest.mark.parametrize("kind", MADE)
def test_the_callers_random_numbers_go_on_as_if_nothing_was_made(kind: DataSet) -> None:
    torch.manual_seed(5)
    wanted = torch.rand(3)
    torch.manual_seed(5)
    data_of(Setting(data=kind, seed=77))
    assert torch.equal(torch.rand(3), wanted)


@pytest.mark.parametrize("kind", MADE)
def test_the_first_pictures_are_of_most_classes(kind: DataSet) -> None:
    data = data_of(Setting(data=kind))
    assert len(set(data.train_y[:64].tolist())) >= 8


def test_made_shapes_can_be_told_apart_by_their_nearest_neighbour() -> None:
    data = data_of(Setting(data=DataSet.SHAPES))
    distances = torch.cdist(data.test_x.flatten(1), data.train_x.flatten(1))
    guessed = data.train_y[distances.argmin(1)]
    assert (guessed == data.test_y).float().mean().item() > 0.4


def _is_same(one: Data, other: Data) -> bool:
    return all(
        torch.equal(getattr(one, name), getattr(other, name))
        for name in ("train_x", "train_y", "test_x", "test_y")
    )
