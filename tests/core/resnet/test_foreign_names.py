"""Other projects' names of the same layers, as their code writes them."""

from collections.abc import Callable

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.state import state_shapes
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.recognition.found import FoundWeights, weights_in
from resnet_viz.core.weights.stored import Contents, StoredTensor
from tests.samples.stored import Tree, prefixed, resnet50, tensor, tensors, without

Rename = Callable[[str], str]
BASIC = "resnet,stages=2-1,block=basic,width=8,stem=cifar,input=32,classes=10"
DEEP = "resnet,stages=1-1,block=basic,width=8,stem=deep,classes=10"
WIDE = "resnet,stages=1-1-1,block=basic,order=pre,stem=cifar,width=32,stem_width=16,classes=10"


def found_in(tree: object) -> FoundWeights:
    return weights_in(Contents("model.pth", tree))


def named(arch: str, *pairs: tuple[str, str]) -> Tree:
    """The network's entries with the beginnings or parts of their names replaced."""
    found: Tree = {}
    for ours, value in tensors(state_shapes(expand(parse(arch)))).items():
        name = ours
        for old, new in pairs:
            name = name.replace(old, new)
        found[name] = value
    return found


def preactivated(final: str, *pairs: tuple[str, str]) -> Tree:
    """The pre-activated network as most code has it: the first block has a norm of its own."""
    own = ("bn1.", "layer1.0.bn1.")
    state = named(WIDE, ("layer1.0.bn", "L"), ("layer2.0.bn1", "M"), ("layer3.0.bn1", "N"))
    moved = {
        name.replace(*own) if name.startswith("bn1.") else name: value
        for name, value in state.items()
    }
    back = (("L", "layer1.0.bn"), ("M", "layer2.0.bn1"), ("N", "layer3.0.bn1"))
    found: Tree = {}
    for ours, value in moved.items():
        name = ours
        for old, new in (*back, ("final_bn.", f"{final}."), *pairs):
            name = name.replace(old, new)
        found[name] = value
    return found


SAME: dict[str, tuple[Tree, str]] = {
    "kuangliu/pytorch-cifar": (
        named(BASIC, ("downsample.", "shortcut."), ("fc.", "linear.")),
        BASIC,
    ),
    "hysts/pytorch_resnet_cifar10": (
        named(
            BASIC,
            ("layer1.0.", "stage1.block1."),
            ("layer1.1.", "stage1.block2."),
            ("layer2.0.", "stage2.block1."),
            ("downsample.0.", "shortcut.conv."),
            ("downsample.1.", "shortcut.bn."),
        ),
        BASIC,
    ),
    "weiaicunzai/pytorch-cifar100": (
        named(
            BASIC,
            ("layer1.", "conv2_x."),
            ("layer2.", "conv3_x."),
            ("conv1.w", "residual_function.0.w"),
            ("bn1.", "residual_function.1."),
            ("conv2.w", "residual_function.3.w"),
            ("bn2.", "residual_function.4."),
            ("downsample.", "shortcut."),
            (".residual_function", ".R"),
            ("residual_function.", "conv1."),
            (".R", ".residual_function"),
        ),
        BASIC,
    ),
    "maskrcnn-benchmark": (
        {
            f"backbone.body.{name if name.startswith('layer') else 'stem.' + name}": value
            for name, value in without(named(DEEP.replace("deep", "imagenet")), "fc.").items()
        },
        DEEP.replace("deep", "imagenet").replace("classes=10", "classes=0"),
    ),
    "torchvision's detection": (
        {
            **prefixed(without(resnet50(), "fc."), "backbone.body."),
            "backbone.fpn.inner_blocks.0.0.weight": tensor(256, 256, 1, 1),
            "rpn.head.cls_logits.weight": tensor(3, 256, 1, 1),
            "roi_heads.box_head.fc6.weight": tensor(1024, 12544),
            "roi_heads.box_head.fc6.bias": tensor(1024),
        },
        "resnet50,classes=0",
    ),
    "DETR": (
        {
            **prefixed(without(resnet50(), "fc."), "backbone.0.body."),
            "class_embed.weight": tensor(92, 256),
            "class_embed.bias": tensor(92),
        },
        "resnet50,classes=0",
    ),
    "nn.Sequential with a deep stem": (
        named(
            DEEP,
            ("layer1.", "4."),
            ("layer2.", "5."),
            ("fc.", "8."),
        ),
        DEEP,
    ),
    "semseg's layer0": (
        named(
            DEEP,
            ("layer1.0.conv1.", "A"),
            ("layer1.0.bn1.", "B"),
            ("layer2.0.conv1.", "C"),
            ("layer2.0.bn1.", "D"),
            ("conv1.", "layer0."),
            ("bn1.", "layer0.7."),
            ("A", "layer1.0.conv1."),
            ("B", "layer1.0.bn1."),
            ("C", "layer2.0.conv1."),
            ("D", "layer2.0.bn1."),
        ),
        DEEP,
    ),
    "pre-activation, final bn": (preactivated("bn", ("fc.", "linear.")), WIDE),
    "pre-activation, final bn1": (preactivated("bn1", ("downsample.0.", "shortcut.0.")), WIDE),
    "xternalz/WideResNet-pytorch": (
        preactivated(
            "bn1",
            *((f"layer{stage}.", f"block{stage}.layer.") for stage in (1, 2, 3)),
            ("downsample.0.", "convShortcut."),
        ),
        WIDE,
    ),
    "szagoruyko/wide-residual-networks": (
        preactivated(
            "bn",
            *((f"layer{stage}.0.", f"group{stage - 1}.block0.") for stage in (1, 2, 3)),
            ("conv1.weight", "conv0"),
            ("conv2.weight", "conv1"),
            ("bn1.", "bn0."),
            ("bn2.", "bn1."),
            ("downsample.0.weight", "convdim"),
        ),
        WIDE,
    ),
}


@pytest.mark.parametrize("project", SAME)
@pytest.mark.parametrize("prefix", ["", "module."])
def test_names_of_others_are_the_same_network(project: str, prefix: str) -> None:
    state, arch = SAME[project]
    found = found_in(prefixed(state, prefix))
    assert shapes(found.network.name) == shapes(arch)
    assert {name: each.shape for name, each in found.tensors.items()} == shapes(arch)


def shapes(arch: str) -> dict[str, Shape]:
    return state_shapes(expand(parse(arch)))


def test_excitation_by_linear_layers_is_by_convolutions_of_the_same_numbers() -> None:
    state = named(
        "resnet50,se=16",
        ("se.fc1.", "se.fc.0."),
        ("se.fc2.", "se.fc.2."),
    )
    for name, value in state.items():
        if ".se.fc." in name and isinstance(value, StoredTensor):
            state[name] = tensor(*value.shape[:2])
    found = found_in(state)
    assert found.network.name == "resnet50,se=16"
    gate = found.tensors["layer1.0.se.fc1.weight"]
    assert (gate.shape, gate.stride) == ((16, 256, 1, 1), (256, 1, 1, 1))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (without(preactivated("bn"), "bn."), "missing: final_bn.weight"),
        (
            resnet50() | {"layer1.0.se.fc.0.weight": tensor(16, 256)},
            "layer2.0.se.fc1.weight is missing",
        ),
    ],
)
def test_what_is_nearly_ours_is_not_taken_for_it(state: Tree, words: str) -> None:
    with pytest.raises(UserError) as caught:
        found_in(state)
    assert words in caught.value.message


def test_a_prefix_that_looks_like_a_block_does_no_harm() -> None:
    for prefix in ("stage2.0.branches.0.", "4.0.", "layer1.0.", "layers.0.0."):
        assert found_in(prefixed(resnet50(), prefix)).network.name == "resnet50"
