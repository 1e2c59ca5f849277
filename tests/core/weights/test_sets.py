"""Sets of weights in trees of files, however they are wrapped."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.sets import MOST_ENTRIES, sets_in
from resnet_viz.core.weights.stored import Stub
from tests.samples.stored import Tree, module, tensor

STATE: Tree = {"conv1.weight": tensor(8, 3, 7, 7), "fc.bias": tensor(10)}


def paths_in(tree: object) -> list[tuple[str, ...]]:
    return [each.path for each in sets_in(tree)]


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        (STATE, ()),
        ({"net": STATE, "acc": 95.4}, ("net",)),
        ({"a": [0, {"b": (STATE,)}]}, ("a", "1", "b", "0")),
        ({7: STATE}, ("7",)),
        (Stub("a.Wrapper", entries={"w": STATE}), ("w",)),
        (Stub("a.Dict", entries=dict(list(STATE.items()))), ()),
        (Stub("a.Keeper", state={"shadow": STATE}), ("shadow",)),
        (Stub("a.Keeper", state=(None, {"shadow": STATE})), ("1", "shadow")),
        (Stub("a.Listed", members=[STATE]), ("0",)),
        (Stub("a.Made", arguments=(STATE,)), ("0",)),
    ],
    ids=[
        "plain",
        "net",
        "nested",
        "number",
        "entries",
        "mapping",
        "state",
        "slots",
        "list",
        "call",
    ],
)
def test_the_mapping_with_a_convolution_is_found_wherever_it_is(
    tree: object, path: tuple[str, ...]
) -> None:
    (found,) = sets_in(tree)
    assert found.path == path
    assert dict(found.tensors) == STATE


def test_several_sets_are_found_in_the_order_of_the_file() -> None:
    other: Tree = dict(STATE)
    assert paths_in({"b": other, "epoch": 1, "a": STATE}) == [("b",), ("a",)]


def test_a_set_met_twice_is_one() -> None:
    assert paths_in({"model": STATE, "best": STATE}) == [("model",)]


def test_a_tree_within_itself_comes_to_an_end() -> None:
    tree: dict[str, object] = {"model": STATE}
    tree["again"] = [tree]
    stub = Stub("a.Loop", state=tree)
    stub.entries["self"] = stub
    tree["stub"] = stub
    assert paths_in(tree) == [("model",)]


def test_the_state_of_an_optimizer_is_no_set() -> None:
    moments = {0: {"momentum_buffer": tensor(8, 3, 7, 7), "exp_avg": tensor(8, 3, 7, 7)}}
    assert paths_in({"optimizer": {"state": moments, "param_groups": [{"params": [0]}]}}) == []


def test_what_is_no_tensor_is_named_and_numbers_for_names_are_noted() -> None:
    (found,) = sets_in({**STATE, "epoch": 3, "dtype": Stub("torch.qint8")})
    assert (found.others, found.is_named) == (("epoch", "dtype"), True)
    (found,) = sets_in({0: tensor(8, 3, 7, 7), "fc.bias": tensor(10)})
    assert (found.is_named, list(found.tensors)) == (False, ["0", "fc.bias"])


def test_a_pickled_module_is_the_mapping_that_its_state_dict_would_be() -> None:
    state: Tree = {
        "conv1.weight": tensor(8, 3, 7, 7),
        "bn1.running_mean": tensor(8),
        "layer1.0.conv1.weight": tensor(8, 8, 3, 3),
    }
    (found,) = sets_in({"model": module(state), "epoch": 2})
    assert found.path == ("model",)
    assert dict(found.tensors) == state


def test_a_module_within_itself_comes_to_an_end_and_shared_ones_without_end_are_refused() -> None:
    loop = module({"conv.weight": tensor(1, 1, 1, 1)})
    assert isinstance(loop.state, dict)
    loop.state["_modules"]["self"] = loop
    assert [len(found.tensors) for found in sets_in(loop)] == [1]
    shared = module({"conv.weight": tensor(1, 1, 1, 1)})
    for _ in range(60):  # each twice as many entries as the one before
        shared = Stub("a.Twice", state={"_modules": {"a": shared, "b": shared}, "_parameters": {}})
    with pytest.raises(UserError, match=f"more than {MOST_ENTRIES} entries"):
        list(sets_in(shared))
