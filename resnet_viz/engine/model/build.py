"""From spec to the real model: table 1's stages put together and weights initialised."""

from collections.abc import Callable, Mapping

import torch
from torch import nn

from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import (
    Block,
    Downsample,
    Order,
    ResNetSpec,
    ShortcutOption,
    Stem,
    StrideIn,
)
from resnet_viz.engine.model import model
from resnet_viz.engine.model.model import META, Named, ResNet

DeviceLike = torch.device | str

STEMS: Mapping[Stem, Callable[..., Named]] = {
    Stem.IMAGENET: model.imagenet_stem,
    Stem.DEEP: model.deep_stem,
    Stem.CIFAR: model.cifar_stem,
}
POST_BLOCKS: Mapping[Block, type[model.PostActivation]] = {
    Block.BASIC: model.BasicBlock,
    Block.BOTTLENECK: model.Bottleneck,
}
PRE_BLOCKS: Mapping[Block, type[model.PreActivation]] = {
    Block.BASIC: model.PreActBasicBlock,
    Block.BOTTLENECK: model.PreActBottleneck,
}


def build(spec: ResNetSpec, device: DeviceLike = "cpu") -> ResNet:
    """The network of a legal spec on a device, in training mode.

    Its weights are drawn from that device's generator, so `torch.manual_seed` fixes them. On the
    device `meta` it has shapes and no weights.
    """
    network = assemble(spec)
    if torch.device(device).type != META:
        network.to_empty(device=device)
        initialize(network)
    return network


def model_of(network: Network, device: DeviceLike = "cpu") -> ResNet:
    """The same for a network of the family; UserError for any other."""
    return build(spec_of(network), device)


def assemble(spec: ResNetSpec) -> ResNet:
    """Table 1 for a legal spec, without memory."""
    channels = spec.stem_channels[-1]
    stages: list[nn.Module] = []
    for number, count in enumerate(spec.stages, start=1):
        blocks: dict[str, nn.Module] = {}
        for index in range(count):
            blocks[str(index)] = _block(spec, number, index, channels)
            channels = spec.out_channels(number)
        stages.append(model.sequential(blocks))
    head = model.head(channels, spec.classes)
    if spec.order is Order.PRE:
        head = {**model.final_activation(channels), **head}
    return ResNet(STEMS[spec.stem](spec.image.channels, *spec.stem_channels), stages, head)


def initialize(network: nn.Module) -> None:
    """Every weight and buffer at its start, as torchvision's ResNet has them.

    Convolutions: normal, mean 0, variance 2 / (kernel² · output channels), He et al. 2015,
    "Delving Deep into Rectifiers", section 2.2, which the ResNet papers follow; a bias is 0.
    Batch norms: the identity (Ioffe & Szegedy 2015, weight 1, bias 0), each branch's last one
    too, as the papers have it. The linear layer: PyTorch's default.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.BatchNorm2d | nn.Linear):
            module.reset_parameters()


def _block(spec: ResNetSpec, number: int, index: int, channels: int) -> nn.Module:
    stride = 2 if number > 1 and index == 0 else 1
    out = spec.out_channels(number)
    convs = _convs(spec, number, channels, stride)
    squeezed = max(spec.se_min, out // spec.se) if spec.se else 0
    gate: Named = {"se": model.SqueezeExcitation(out, squeezed)} if spec.se else {}
    downsample = _downsample(spec, channels, out, stride)
    if spec.order is Order.POST:
        residual = {**model.post_residual(convs), **gate}
        if spec.is_plain:
            return model.sequential({**residual, "relu": nn.ReLU(inplace=True)})
        return POST_BLOCKS[spec.block](residual, downsample)
    activation, rest = model.pre_residual(convs)
    if (number, index) == (1, 0):  # the stem has activated it (He et al. 2016, appendix)
        activation = {}
    residual = {**rest, **gate}
    if spec.is_plain:
        return model.sequential({**activation, **residual})
    return PRE_BLOCKS[spec.block](activation, residual, downsample)


def _convs(spec: ResNetSpec, number: int, channels: int, stride: int) -> list[nn.Conv2d]:
    planes = spec.planes(number)
    if spec.block is Block.BASIC:
        return model.basic_convs(channels, planes, stride)
    strides = (stride, 1) if spec.stride_in is StrideIn.CONV1X1 else (1, stride)
    inner = int(planes * (spec.group_width / 64)) * spec.groups  # as torchvision has it
    return model.bottleneck_convs(channels, planes, strides, inner, spec.groups)


def _downsample(spec: ResNetSpec, channels: int, out: int, stride: int) -> nn.Module | None:
    """What carries a block's input to its sum; None for the identity, and for no sum."""
    is_changed = stride > 1 or channels != out
    match spec.shortcut:
        case ShortcutOption.ALL_PROJECTIONS:
            return _projection(spec, channels, out, stride)
        case ShortcutOption.PROJECTION if is_changed:
            return _projection(spec, channels, out, stride)
        case ShortcutOption.ZERO_PAD if is_changed:
            return model.ZeroPad(out - channels, stride)
    return None


def _projection(spec: ResNetSpec, channels: int, out: int, stride: int) -> nn.Module:
    layers = model.projection(
        channels,
        out,
        stride,
        is_pooled=spec.downsample is Downsample.AVG,
        is_normed=spec.order is Order.POST,
    )
    return model.sequential(layers)
