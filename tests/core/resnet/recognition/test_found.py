"""Which set of a file is taken, for which network, and what is said of it."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.recognition.found import FoundWeights, weights_for, weights_in
from resnet_viz.core.weights.stored import Contents, Stub, TensorKind
from tests.samples.stored import (
    Tree,
    module,
    prefixed,
    resnet18,
    resnet50,
    tensor,
    tensors,
    without,
)


def found_in(tree: object, set_name: str = "", arch: str = "") -> FoundWeights:
    preferred = network_named(arch) if arch else None
    return weights_in(Contents("/somewhere/best.pth", tree), set_name, preferred)


def refusal_of(tree: object, set_name: str = "") -> str:
    with pytest.raises(UserError) as caught:
        found_in(tree, set_name)
    message = caught.value.message
    assert message.startswith(("best.pth was not loaded: ", "best.pth doesn't match any ResNet: "))
    return message


def test_a_plain_state_dict_is_its_network_and_nothing_needs_saying() -> None:
    found = found_in(resnet18())
    assert found == FoundWeights(network_named("resnet18"), found.tensors, "", ("top",))
    assert found.tensors == resnet18()


@pytest.mark.parametrize(
    ("tree", "name"),
    [
        ({"model": resnet18(), "model_ema": resnet18()}, "model"),
        ({"model_ema": resnet18(), "model": resnet18()}, "model"),
        ({"teacher": resnet18(), "student": resnet18()}, "student"),
        ({"netD": resnet18(), "netG": resnet18()}, "netG"),
        ({"a": resnet18(), "b": resnet18()}, "a"),
        ({"ema": resnet18(), "momentum_encoder": resnet18()}, "ema"),
    ],
)
def test_of_several_sets_the_plain_one_is_taken_and_that_is_said(tree: Tree, name: str) -> None:
    found = found_in(tree)
    (other,) = set(tree) - {name}
    assert found.set_name == name
    assert found.set_names == (name, other)
    assert found.taken.startswith(f"weights taken from {name}")
    assert found.taken.endswith(f"not from {other}")


def test_another_set_can_be_chosen_by_its_name_or_the_end_of_it() -> None:
    tree = {"model": resnet18(), "last": {"ema": resnet50()}}
    for name in ("last.ema", "ema"):
        found = found_in(tree, name)
        assert (found.network.name, found.set_name, found.taken) == ("resnet50", "last.ema", "")
    assert "no set of weights named best. There is model, last.ema" in refusal_of(tree, "best")


def test_the_set_of_the_network_that_is_asked_for_comes_first() -> None:
    tree = {"student": resnet18(), "teacher": resnet50()}
    assert found_in(tree).network.name == "resnet18"
    assert found_in(tree, arch="resnet50").set_name == "teacher"
    asked = network_named("resnet50,input=64")
    assert weights_for(Contents("best.pth", tree), asked).network == asked
    with pytest.raises(UserError, match=r"the weights don't match resnet34: \d+ missing"):
        weights_for(Contents("best.pth", tree), network_named("resnet34"))


def test_a_lone_running_average_is_taken_and_called_that() -> None:
    found = found_in({"epoch": 3, "state_dict_ema": resnet18()})
    assert found.taken == "weights taken from state_dict_ema, a running average"


def test_two_networks_in_one_mapping_are_two_sets() -> None:
    queue = {"module.queue": tensor(10, 64), "module.queue_ptr": tensor(1, dtype="int64")}
    state = {
        **prefixed(resnet18(), "module.encoder_k."),
        **prefixed(resnet18(), "module.encoder_q."),
        **queue,
    }
    found = found_in({"state_dict": state})
    names = ("state_dict.module.encoder_q", "state_dict.module.encoder_k")
    assert found.set_names == names
    assert found.left_out == "left out: module.queue, module.queue_ptr"
    assert found.tensors == resnet18()
    assert found_in({"state_dict": state}, "encoder_k").set_name == names[1]


def test_a_network_around_another_is_found_without_it() -> None:
    state = {**resnet50(), **prefixed(resnet18(), "teacher.")}
    found = found_in(state)
    assert (found.network.name, found.set_names) == ("resnet50", ("top", "teacher"))
    assert found_in(state, "teacher").network.name == "resnet18"


def test_a_whole_pickled_module_is_read_as_its_state_dict() -> None:
    wrapped = Stub("DataParallel", state={"_modules": {"module": module(resnet18())}} | PLAIN)
    assert found_in({"model": wrapped, "epoch": 1}).tensors == resnet18()


PLAIN: Tree = {"_parameters": {}, "_buffers": {}}


@pytest.mark.parametrize("prefix", ["module.", "model.backbone.", "a.b.c.", "0.body."])
@pytest.mark.parametrize("head", ["fc", "linear", "head.fc", "classifier.1", "cls_head.fc_cls"])
def test_body_and_head_may_have_prefixes_of_their_own(prefix: str, head: str) -> None:
    state = {
        **prefixed(without(resnet18(), "fc."), prefix),
        f"{head}.weight": tensor(7, 512),
        f"{head}.bias": tensor(7),
        "criterion.centers": tensor(7, 512),
    }
    found = found_in({"state_dict": state})
    assert found.network.name == "resnet18,classes=7"
    assert found.left_out == "left out: criterion.centers"


@pytest.mark.parametrize("prefix", ["", "backbone."])
def test_a_head_of_several_layers_is_left_out_and_named(prefix: str) -> None:
    state = {
        **prefixed(without(resnet18(), "fc."), prefix),
        f"{prefix}fc.0.weight": tensor(512, 512),
        f"{prefix}fc.0.bias": tensor(512),
        f"{prefix}fc.2.weight": tensor(128, 512),
        f"{prefix}fc.2.bias": tensor(128),
    }
    found = found_in(state)
    assert found.network.name == "resnet18,classes=0"
    layers = [f"{prefix}fc.{place}.{end}" for place in (0, 2) for end in ("weight", "bias")]
    assert found.left_out == f"left out: {', '.join(layers)}"


def test_without_a_last_layer_it_is_the_network_that_ends_after_pooling() -> None:
    assert found_in(without(resnet50(), "fc.")).network.name == "resnet50,classes=0"


def test_many_entries_that_are_left_out_are_named_by_their_modules() -> None:
    layers = {f"rpn.head.{place}.weight": tensor(4, 4, 3, 3) for place in range(20)}
    counters = {f"backbone.layer1.{place}.total_ops": tensor(1) for place in range(2)}
    state = {**prefixed(without(resnet50(), "fc."), "backbone."), **layers, **counters}
    assert found_in(state).left_out == "left out: rpn.head (20), total_ops (2)"


@pytest.mark.parametrize(
    "name",
    ["layer1.0.attention.weight", "maxpool.0.weight", "stem.weight", "norm2.weight", "conv1.bias"],
)
def test_a_layer_that_ours_lacks_is_never_left_out(name: str) -> None:
    norm = {"norm2.running_mean": tensor(64)} if name.startswith("norm2") else {}
    shape = (64, 64, 3, 3) if name.startswith(("maxpool", "stem")) else (64,)
    message = refusal_of({**resnet18(), name: tensor(*shape), **norm})
    assert "nearest is ResNet-18, with " in message
    assert f"not in the network: {name}" in message


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({}, "no state_dict"),
        ([], "no state_dict"),
        (None, "no state_dict"),
        ({"optimizer": {"state": {0: {"exp_avg": tensor(8, 3, 7, 7)}}}}, "no state_dict"),
        ({"a.weight": tensor(8, 8, 3, 3)}, "no residual blocks"),
        (dict(enumerate(resnet18().values())), "not all names of its tensors are text"),
        (dict([*resnet18().items(), (7, tensor(1))]), "not all names of its tensors are text"),
        ({**resnet18(), "fc._packed_params.dtype": Stub("torch.qint8")}, "quantised"),
        ({**resnet18(), "conv1.weight": tensor(64, 3, 7, 7, dtype="int8")}, "conv1.weight is int8"),
        ({**resnet18(), "fc.bias": tensor(1000, dtype="complex64")}, "fc.bias is complex64"),
        ({**resnet18(), "fc.bias": tensor(1000, dtype="bool")}, "fc.bias is bool"),
        ({**resnet18(), "fc.bias": tensor(1000, dtype="float8_e4m3fn")}, "fc.bias is float8"),
        ({**resnet18(), "fc.bias": tensor(1000, kind=TensorKind.META)}, "no data"),
        ({**resnet18(), "fc.bias": tensor(1000, kind=TensorKind.SPARSE)}, "sparse"),
        ({**resnet18(), "fc.bias": tensor(1000, kind=TensorKind.QUANTISED)}, "quantised"),
        ({**resnet18(), "fc.bias": tensor(1000, kind=TensorKind.WRAPPED)}, "class of their own"),
        (without(resnet18(), "fc.bias"), "1 missing: fc.bias"),
        (without(resnet18(), "conv1."), "conv1.weight is missing"),
        (without(resnet18(), "layer2.1.bn2.bias"), "nearest is ResNet-18, with 1 missing"),
    ],
)
def test_what_is_no_network_is_refused_for_its_true_reason(tree: object, words: str) -> None:
    assert words in refusal_of(tree)


def test_sets_that_can_not_be_loaded_are_passed_over_and_not_offered() -> None:
    tree = {"model": tensors({"a.weight": (8, 8, 3, 3)}), "ema": resnet18()}
    found = found_in(tree)
    assert (found.network.name, found.set_names) == ("resnet18", ("ema",))
    assert "no residual blocks" in refusal_of(tree, "model")


def test_of_files_with_thousands_of_networks_the_first_are_looked_at() -> None:
    small = {"layer1.999.conv1.weight": tensor(4, 4, 3, 3), "conv1.weight": tensor(4, 3, 7, 7)}
    tree = {f"member{number}": dict(small) for number in range(1000)}
    assert "doesn't match any ResNet" in refusal_of(tree)
    many = {f"{number}.layer1.0.conv1.weight": tensor(4, 4, 3, 3) for number in range(1000)}
    assert "doesn't match any ResNet" in refusal_of(many)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float64"])
def test_other_floating_formats_are_weights_too(dtype: str) -> None:
    assert found_in({**resnet18(), "fc.bias": tensor(1000, dtype=dtype)}).network.name == "resnet18"


def test_foreign_names_are_quoted_in_at_most_forty_letters() -> None:
    found = found_in({**resnet18(), "queue" * 100: tensor(1)})
    assert len(found.left_out) == len("left out: ") + 40
