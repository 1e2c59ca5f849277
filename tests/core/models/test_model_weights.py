"""Which set of a file a network of others takes: its own names and shapes, all of them."""

from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.weights import fitting_set
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.weights.stored import Contents
from tests.samples.stored import Tree, tensor

WANTED = {"embed.weight": (9, 4), "head.weight": (9, 4), "norm.bias": (4,)}
STATE: Tree = {"embed.weight": tensor(9, 4), "head.weight": tensor(9, 4), "norm.bias": tensor(4)}
OTHER: Tree = {**STATE, "norm.bias": tensor(5)}
TIES = {"embed.weight": ["embed.weight", "head.weight"]}
TIES["head.weight"] = TIES["embed.weight"]


def chosen(tree: object, set_name: str = "", ties: dict[str, list[str]] | None = None) -> Tree:
    place = WeightsPlace(Path("w.pth"), set_name)
    return dict(fitting_set(Contents("/w.pth", tree), place, WANTED, ties or {}, "net.py:make"))


def test_a_network_without_convolutions_finds_its_weights() -> None:
    assert chosen({"model": STATE, "epoch": 3}) == STATE


def test_plain_weights_come_before_averages_and_a_name_chooses() -> None:
    averaged: Tree = {**STATE, "norm.bias": tensor(4, dtype="float16")}
    both = {"ema": averaged, "model": STATE}
    assert chosen(both) == STATE
    assert chosen(both, "ema") == averaged


def test_the_first_that_fits_is_taken() -> None:
    assert chosen({"model": OTHER, "state_dict": STATE}) == STATE


def test_one_name_of_a_tied_tensor_is_enough() -> None:
    saved = {name: each for name, each in STATE.items() if name != "head.weight"}
    assert chosen(saved, ties=TIES)["head.weight"] == STATE["embed.weight"]
    with pytest.raises(UserError, match=r"1 missing: head\.weight"):
        chosen(saved)


@pytest.mark.parametrize(
    ("tree", "set_name", "words"),
    [
        (OTHER, "", "the weights of w.pth don't match net.py:make: 1 of another shape: norm.bias"),
        ({"more.bias": tensor(2), **STATE}, "", "1 not in the network: more.bias"),
        ({"epoch": 3}, "", "w.pth was not loaded: it has no table of names and tensors"),
        ({"model": STATE}, "ema", "it has no set of weights named ema. There is model"),
    ],
)
def test_what_does_not_fit_is_one_sentence(tree: object, set_name: str, words: str) -> None:
    with pytest.raises(UserError) as raised:
        chosen(tree, set_name)
    assert words in raised.value.message
    assert raised.value.field == "weights"
