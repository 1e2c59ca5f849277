"""The real residual network in PyTorch, part by part as the paper's figures draw it.

He et al. 2015, "Deep Residual Learning for Image Recognition": figure 3 and table 1 for the
whole, figure 5 for the blocks. Modules and parameters bear torchvision's names, so its
`state_dict`s load; what PyTorch usually calls as functions (the residual sum, flattening, each
ReLU) is a module of its own without parameters, so that every layer can be seen and timed.

Shapes in comments are channels × height × width of one 224 × 224 image, without the batch.
"""

from collections.abc import Iterable, Mapping

import torch
from torch import Tensor, nn

STEM_PLANES = 64

DeviceLike = torch.device | str
Named = Mapping[str, nn.Module]


class Add(nn.Module):
    """The residual sum F(x) + x, equation 1; written into F(x), which nothing else needs."""

    def forward(self, residual: Tensor, shortcut: Tensor) -> Tensor:
        return residual.add_(shortcut)


class BasicBlock(nn.Module):
    """Two 3×3 convolutions beside a shortcut; figure 5, left.

    `downsample` carries x to the sum; None is the identity.
    """

    expansion = 1

    def __init__(
        self,
        channels: int,
        planes: int,
        stride: int = 1,
        downsample: nn.Module | None = None,
        device: DeviceLike = "cpu",
    ) -> None:
        super().__init__()
        self.conv1 = conv(channels, planes, 3, stride, device)
        self.bn1 = nn.BatchNorm2d(planes, device=device)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv2 = conv(planes, planes, 3, 1, device)
        self.bn2 = nn.BatchNorm2d(planes, device=device)
        self.downsample = downsample
        self.add = Add()
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        out = self.relu1(self.bn1(self.conv1(x)))  # planes × H/stride × W/stride
        out = self.bn2(self.conv2(out))
        shortcut = x if self.downsample is None else self.downsample(x)
        return self.relu(self.add(out, shortcut))  # type: ignore[no-any-return]  # Module calls


class Bottleneck(nn.Module):
    """1×1, 3×3, 1×1: narrowed to `planes` and widened to four times as many; figure 5, right.

    `strides` are those of the first two convolutions: the paper strides in the 1×1, the
    model commonly called v1.5 in the 3×3. `downsample` as in `BasicBlock`.
    """

    expansion = 4

    def __init__(
        self,
        channels: int,
        planes: int,
        strides: tuple[int, int] = (1, 1),
        downsample: nn.Module | None = None,
        device: DeviceLike = "cpu",
    ) -> None:
        super().__init__()
        self.conv1 = conv(channels, planes, 1, strides[0], device)
        self.bn1 = nn.BatchNorm2d(planes, device=device)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv2 = conv(planes, planes, 3, strides[1], device)
        self.bn2 = nn.BatchNorm2d(planes, device=device)
        self.relu2 = nn.ReLU(inplace=True)
        self.conv3 = conv(planes, planes * self.expansion, 1, 1, device)
        self.bn3 = nn.BatchNorm2d(planes * self.expansion, device=device)
        self.downsample = downsample
        self.add = Add()
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        out = self.relu1(self.bn1(self.conv1(x)))  # planes × H × W
        out = self.relu2(self.bn2(self.conv2(out)))  # planes × H/stride × W/stride
        out = self.bn3(self.conv3(out))  # 4·planes × H/stride × W/stride
        shortcut = x if self.downsample is None else self.downsample(x)
        return self.relu(self.add(out, shortcut))  # type: ignore[no-any-return]  # Module calls


class ResNet(nn.Module):
    """A stem, stages of residual blocks and a head, one behind the other; figure 3, right.

    Each part is ready-made and keeps its own names: stem and head as modules of the network
    itself, the stages as `layer1`, `layer2`, …
    """

    def __init__(self, stem: Named, stages: Iterable[nn.Module], head: Named) -> None:
        super().__init__()
        layers = {f"layer{number}": stage for number, stage in enumerate(stages, start=1)}
        for name, module in {**stem, **layers, **head}.items():
            self.add_module(name, module)

    def forward(self, x: Tensor) -> Tensor:
        for part in self.children():  # conv1 bn1 relu maxpool, layer1 … layer4, avgpool flatten fc
            x = part(x)
        return x


def stem(channels: int, device: DeviceLike = "cpu") -> Named:
    """Table 1's conv1 and the pooling that opens conv2_x: an image to a quarter of its sides."""
    return {
        "conv1": conv(channels, STEM_PLANES, 7, 2, device),  # 64 × 112 × 112
        "bn1": nn.BatchNorm2d(STEM_PLANES, device=device),
        "relu": nn.ReLU(inplace=True),
        "maxpool": nn.MaxPool2d(3, stride=2, padding=1),  # 64 × 56 × 56
    }


def head(channels: int, classes: int, device: DeviceLike = "cpu") -> Named:
    """Global average pooling and the one fully connected layer; its softmax is the loss's."""
    return {
        "avgpool": nn.AdaptiveAvgPool2d(1),  # channels × 1 × 1
        "flatten": nn.Flatten(),  # channels
        "fc": nn.Linear(channels, classes, device=device),  # classes
    }


def projection(channels: int, out: int, stride: int, device: DeviceLike = "cpu") -> nn.Sequential:
    """The shortcut W_s x of equation 2 where the shape changes: option B, section 3.3."""
    return nn.Sequential(
        conv(channels, out, 1, stride, device),  # out × H/stride × W/stride
        nn.BatchNorm2d(out, device=device),
    )


def conv(channels: int, out: int, kernel: int, stride: int, device: DeviceLike) -> nn.Conv2d:
    """A convolution whose padding keeps the sides at stride 1; its batch norm has the bias."""
    return nn.Conv2d(channels, out, kernel, stride, padding=kernel // 2, bias=False, device=device)
