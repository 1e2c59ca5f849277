"""Weights, devices and what a spec's values change in the built model."""

import math
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.model.build import build


@pytest.fixture
def poisoned_memory() -> Iterator[None]:
    """New memory holds not-a-number and the largest integers until something is written."""
    before = torch.are_deterministic_algorithms_enabled()
    torch.use_deterministic_algorithms(True)
    yield
    torch.use_deterministic_algorithms(before)


@pytest.mark.usefixtures("poisoned_memory")
@pytest.mark.parametrize("arch", ["resnet18", "resnet50"])
def test_no_weight_and_no_buffer_is_left_unset(arch: str) -> None:
    assert torch.empty(1).isnan().all()  # the poison works
    state = build(parse(arch)).state_dict()
    assert [name for name, value in state.items() if not _is_set(value)] == []


def test_the_same_seed_gives_the_same_weights() -> None:
    first, second, third = (_state_for_seed(seed) for seed in (5, 5, 6))
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert not torch.equal(first["conv1.weight"], third["conv1.weight"])


@pytest.mark.parametrize("arch", ["resnet18", "resnet50"])
def test_convolutions_begin_normal_with_the_variance_of_their_outputs(arch: str) -> None:
    torch.manual_seed(0)
    convs = [module for module in build(parse(arch)).modules() if isinstance(module, nn.Conv2d)]
    for conv in convs:
        weight = conv.weight.detach()
        expected = math.sqrt(2 / (conv.kernel_size[0] ** 2 * conv.out_channels))
        error = 5 / math.sqrt(2 * weight.numel())  # five deviations of a measured deviation
        assert weight.std().item() == pytest.approx(expected, rel=error)
        assert abs(weight.mean().item()) < 5 * expected / math.sqrt(weight.numel())
        beyond_two = (weight.abs() > 2 * expected).double().mean().item()
        assert beyond_two == pytest.approx(0.0455, abs=0.02)  # a uniform draw has none


def test_batch_norms_begin_as_the_identity() -> None:
    norms = [
        module
        for module in build(parse("resnet18")).modules()
        if isinstance(module, nn.BatchNorm2d)
    ]
    assert len(norms) == 20
    for norm in norms:
        zero, one = torch.zeros(norm.num_features), torch.ones(norm.num_features)
        state = norm.state_dict()
        assert torch.equal(state["weight"], one)
        assert torch.equal(state["bias"], zero)
        assert torch.equal(state["running_mean"], zero)
        assert torch.equal(state["running_var"], one)
        assert state["num_batches_tracked"] == 0


def test_the_linear_layer_begins_as_pytorchs_own() -> None:
    torch.manual_seed(0)
    fc = build(parse("resnet18")).get_submodule("fc")
    bound = 1 / math.sqrt(512)
    for value in fc.parameters():
        assert bound * 0.99 < value.abs().max().item() <= bound


def test_a_model_on_meta_has_shapes_and_no_memory() -> None:
    model = build(parse("resnet152"), "meta")
    assert {value.device.type for value in model.state_dict().values()} == {"meta"}
    assert sum(parameter.numel() for parameter in model.parameters()) == 60_192_808


def test_a_built_model_is_ready_to_train() -> None:
    model = build(parse("resnet18"))
    assert model.training
    assert all(parameter.requires_grad for parameter in model.parameters())


def test_input_channels_and_classes_reach_the_ends_of_the_network() -> None:
    model = build(parse("resnet34,input=5x32x48,classes=17")).eval()
    assert model(torch.randn(2, 5, 32, 48)).shape == (2, 17)


@pytest.mark.parametrize(
    ("stride_in", "strides"), [("1x1", ((2, 2), (1, 1))), ("3x3", ((1, 1), (2, 2)))]
)
def test_stride_in_says_which_convolution_of_a_bottleneck_strides(
    stride_in: str, strides: tuple[tuple[int, int], ...]
) -> None:
    model = build(parse(f"resnet50,stride_in={stride_in}"), "meta")
    for stage in (2, 3, 4):
        convs = [model.get_submodule(f"layer{stage}.0.conv{place}") for place in (1, 2, 3)]
        found = tuple(conv.stride for conv in convs if isinstance(conv, nn.Conv2d))
        assert found == (*strides, (1, 1))


def test_a_basic_block_strides_in_its_first_convolution_whatever_stride_in_says() -> None:
    model = build(parse("resnet18,stride_in=1x1"), "meta")
    assert model.get_submodule("layer2.0.conv1").stride == (2, 2)
    assert model.get_submodule("layer2.0.conv2").stride == (1, 1)


def _state_for_seed(seed: int) -> dict[str, Tensor]:
    torch.manual_seed(seed)
    return build(parse("resnet,stages=1-1,block=bottleneck,classes=10")).state_dict()


def _is_set(value: Tensor) -> bool:
    return bool(value.isfinite().all()) and (value.is_floating_point() or value.item() == 0)


@pytest.mark.parametrize("order", ["post", "pre"])
def test_without_classes_it_gives_what_the_last_layer_would_take(order: str) -> None:
    torch.manual_seed(6)
    whole = build(parse(f"resnet50,stages=1-1,order={order}")).eval()
    headless = build(parse(f"resnet50,stages=1-1,order={order},classes=0")).eval()
    features = {name: x for name, x in whole.state_dict().items() if not name.startswith("fc.")}
    headless.load_state_dict(features, strict=True)
    x = torch.randn(2, 3, 40, 33)
    fc = whole.get_submodule("fc")
    assert headless(x).shape == (2, 512)
    torch.testing.assert_close(fc(headless(x)), whole(x))
