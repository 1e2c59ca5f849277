"""The networks of experiments: of every kind, as a setting starts them, the same for a seed."""

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.net import NetKind
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.nets import (
    block_paths,
    branch_convolutions,
    fitted_arch,
    net_named,
    net_of,
    outputs_seen,
)
from resnet_viz.engine.model.build import build
from tests.samples.legal_specs import SMALL_SPECS

KINDS = (
    "resnet8",
    "plain8",
    "resnet8,order=pre",
    "plain8,order=pre",
    "resnet,stages=1-1-1,block=bottleneck,stem=cifar,width=16,se=4",
    "resnext50_32x4d,stages=1-1,width=16",
    "resnet,stages=1-1,stem=deep,downsample=avg,width=16",
)


def test_a_fitted_network_has_the_input_and_classes_of_the_data_and_is_else_the_same() -> None:
    data = data_of(Setting())
    assert fitted_arch("resnet56", data) == "resnet56,input=1x8x8"
    fitted = parse(fitted_arch("resnet50,width=16,input=96,classes=7", data))
    wanted = parse("resnet50,width=16,input=1x8x8,classes=10")
    assert fitted == wanted


@given(SMALL_SPECS)
@settings(max_examples=15)
def test_any_network_of_the_family_sees_digits(spec: ResNetSpec) -> None:
    assert parse(fitted_arch(str(spec), data_of(Setting()))).image == (1, 8, 8)


@pytest.mark.parametrize("stem", ["imagenet", "deep", "cifar"])
@pytest.mark.parametrize("more", ["downsample=avg", "order=pre", "block=bottleneck,stride_in=1x1"])
def test_a_picture_of_one_pixel_passes_any_stem_and_the_most_stages(stem: str, more: str) -> None:
    """Every legal network can be fitted to it, so none has to be refused for its size."""
    arch = f"resnet,stages=1-1-1-1-1-1-1-1,stem={stem},width=4,input=1x1x1,classes=3,{more}"
    assert net_of(arch, Setting(), 0).eval()(torch.zeros(1, 1, 1, 1)).shape == (1, 3)


def test_a_text_that_names_no_network_is_refused() -> None:
    with pytest.raises(UserError, match="resnet21"):
        fitted_arch("resnet21", data_of(Setting()))


@pytest.mark.parametrize("arch", KINDS)
def test_the_same_seed_gives_the_same_network_and_leaves_the_callers_random_numbers(
    arch: str,
) -> None:
    fitted = fitted_arch(arch, data_of(Setting()))
    for init in Init:
        torch.manual_seed(9)
        wanted = torch.rand(2)
        torch.manual_seed(9)
        one = net_of(fitted, Setting(init=init), 3).state_dict()
        assert torch.equal(torch.rand(2), wanted)
        two = net_of(fitted, Setting(init=init), 3).state_dict()
        other = net_of(fitted, Setting(init=init), 4).state_dict()
        assert all(torch.equal(one[name], two[name]) for name in one)
        assert not all(torch.equal(one[name], other[name]) for name in one)


def test_he_is_the_start_of_every_model_that_is_built() -> None:
    fitted = fitted_arch("resnet20", data_of(Setting()))
    torch.manual_seed(3)
    wanted = build(parse(fitted)).state_dict()
    found = net_of(fitted, Setting(), 3).state_dict()
    assert all(torch.equal(found[name], wanted[name]) for name in wanted)


def test_pytorchs_own_start_is_that_of_its_convolutions() -> None:
    network = net_of(fitted_arch("resnet20", data_of(Setting())), Setting(init=Init.DEFAULT), 0)
    for conv in branch_convolutions(network):
        bound = conv.weight[0].numel() ** -0.5  # PyTorch's documentation of Conv2d
        assert conv.weight.abs().max().item() <= bound
        assert conv.weight.std().item() == pytest.approx(bound / 3**0.5, rel=0.1)


@pytest.mark.parametrize("arch", ["resnet8", "resnet8,order=pre", KINDS[4], KINDS[5]])
def test_with_the_last_gammas_at_0_each_branch_gives_0(arch: str) -> None:
    data = data_of(Setting())
    network = net_of(fitted_arch(arch, data), Setting(init=Init.ZERO_GAMMA), 0)
    sums = [module for name, module in network.named_modules() if name.endswith(".add")]
    seen: list[Tensor] = []
    for each in sums:
        each.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0].detach().clone()))
    network(data.train_x[:4])
    assert len(seen) == len(block_paths(network))
    assert not any(branch.any() for branch in seen)


def test_plain_networks_have_no_branch_to_set_to_0() -> None:
    fitted = fitted_arch("plain20", data_of(Setting()))
    he = net_of(fitted, Setting(), 1).state_dict()
    zeroed = net_of(fitted, Setting(init=Init.ZERO_GAMMA), 1).state_dict()
    assert all(torch.equal(he[name], zeroed[name]) for name in he)


def test_gammas_at_0_need_batch_norm() -> None:
    setting = Setting(init=Init.ZERO_GAMMA, has_batch_norm=False)
    with pytest.raises(UserError, match=r"needs batch norm\. Turn batch norm on"):
        net_of(fitted_arch("resnet20", data_of(Setting())), setting, 0)


@pytest.mark.parametrize("arch", KINDS)
def test_without_batch_norm_it_computes_what_one_whose_batch_norms_are_identities_does(
    arch: str,
) -> None:
    """Batch norm in evaluation at its start divides by √(1 + ε): with ε at 0 it is the identity."""
    data = data_of(Setting())
    fitted = fitted_arch(arch, data)
    bare = net_of(fitted, Setting(has_batch_norm=False), 2)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in bare.modules())
    normed = net_of(fitted, Setting(), 2).eval()
    for module in normed.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eps = 0.0
    x = data.train_x[:4]
    torch.testing.assert_close(bare(x), normed(x))


@pytest.mark.parametrize("arch", KINDS)
@pytest.mark.parametrize("has_batch_norm", [True, False])
def test_outputs_are_those_of_stem_and_blocks_and_stay_what_they_were(
    arch: str, has_batch_norm: bool
) -> None:
    """No later operation in place changes them: each equals the network up to there, run again."""
    data = data_of(Setting())
    setting = replace(Setting(), has_batch_norm=has_batch_norm)
    network = net_of(fitted_arch(arch, data), setting, 0).eval()
    with outputs_seen(network) as outputs:
        logits = network(data.train_x[:4])
    assert len(outputs) == 1 + len(block_paths(network))
    x, found = data.train_x[:4], []
    for name, child in network.named_children():
        if not name.startswith("layer"):
            x = child(x.clone())
            found += [x] if name in ("relu", "maxpool") else []
            continue
        for block in child.children():
            x = block(x.clone())
            found.append(x)
    stem_count = len(found) - len(block_paths(network))
    for wanted, output in zip(found[stem_count - 1 :], outputs, strict=True):
        torch.testing.assert_close(output, wanted)
    torch.testing.assert_close(logits, x)
    assert not any(module._forward_hooks for module in network.modules())


def test_convolutions_are_those_of_the_branches_in_order() -> None:
    data = data_of(Setting())
    network = net_of(fitted_arch(KINDS[4], data), Setting(), 0)
    names = {id(module): name for name, module in network.named_modules()}
    assert [names[id(conv)] for conv in branch_convolutions(network)] == [
        "conv1",
        *(f"layer{stage}.0.conv{place}" for stage in (1, 2, 3) for place in (1, 2, 3)),
    ]
    deep = net_of(fitted_arch(KINDS[6], data), Setting(), 0)
    assert len(branch_convolutions(deep)) == 3 + 2 * 2


@pytest.mark.parametrize(
    ("arch", "kind", "depth"),
    [
        ("plain56", NetKind.PLAIN, 56),
        ("resnet56", NetKind.RESIDUAL, 56),
        ("resnet56,order=pre", NetKind.PRE, 56),
        ("plain20,order=pre", NetKind.PLAIN, 20),
    ],
)
def test_a_network_is_known_by_kind_and_depth(arch: str, kind: NetKind, depth: int) -> None:
    fitted = fitted_arch(arch, data_of(Setting(data=DataSet.SHAPES)))
    net = net_named(fitted)
    assert (net.arch, net.kind, net.depth) == (fitted, kind, depth)
