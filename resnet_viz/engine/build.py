"""From spec to the real model: table 1's stages put together and weights initialised."""

import torch
from torch import nn

from resnet_viz.core.spec import Block, ResNetSpec, StrideIn
from resnet_viz.engine import model
from resnet_viz.engine.model import BasicBlock, Bottleneck, DeviceLike, ResNet


def build(spec: ResNetSpec, device: DeviceLike = "cpu") -> ResNet:
    """The network of a legal spec on a device, in training mode.

    Its weights are drawn from that device's generator, so `torch.manual_seed` fixes them. On the
    device `meta` it has shapes and no weights.
    """
    network = assemble(spec, "meta")  # first without memory, so that weights are drawn once
    if torch.device(device).type != "meta":
        network.to_empty(device=device)
        initialize(network)
    return network


def assemble(spec: ResNetSpec, device: DeviceLike) -> ResNet:
    """Table 1 for a legal spec; the weights are whatever the layers of PyTorch begin with."""
    channels = model.STEM_PLANES
    stages: list[nn.Module] = []
    for number, count in enumerate(spec.stages):
        planes = model.STEM_PLANES * 2**number
        stage = nn.Sequential()
        for index in range(count):
            stride = 2 if number > 0 and index == 0 else 1
            stage.append(_block(spec, channels, planes, stride, device))
            channels = planes * _expansion(spec)
        stages.append(stage)
    stem = model.stem(spec.image.channels, device)
    return ResNet(stem, stages, model.head(channels, spec.classes, device))


def initialize(network: nn.Module) -> None:
    """Every weight and buffer at its start, as torchvision's ResNet has them.

    Convolutions: normal, mean 0, variance 2 / (kernel² · output channels), He et al. 2015,
    "Delving Deep into Rectifiers", section 2.2, which the ResNet paper follows. Batch norms: the
    identity (Ioffe & Szegedy 2015, weight 1, bias 0). The linear layer: PyTorch's default.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif isinstance(module, nn.BatchNorm2d | nn.Linear):
            module.reset_parameters()


def _block(
    spec: ResNetSpec, channels: int, planes: int, stride: int, device: DeviceLike
) -> nn.Module:
    out = planes * _expansion(spec)
    is_same = channels == out and stride == 1
    shortcut = None if is_same else model.projection(channels, out, stride, device)
    if spec.block is Block.BASIC:
        return BasicBlock(channels, planes, stride, shortcut, device)
    strides = (stride, 1) if spec.stride_in is StrideIn.CONV1X1 else (1, stride)
    return Bottleneck(channels, planes, strides, shortcut, device)


def _expansion(spec: ResNetSpec) -> int:
    return BasicBlock.expansion if spec.block is Block.BASIC else Bottleneck.expansion
