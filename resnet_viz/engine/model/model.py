"""The real residual network in PyTorch, part by part as the papers' figures draw it.

He et al. 2015, "Deep Residual Learning for Image Recognition": figure 3 and table 1 for the
whole, figure 5 for the blocks. He et al. 2016, "Identity Mappings in Deep Residual Networks":
figure 4 for the orders. Modules and parameters bear torchvision's names, so its `state_dict`s
load; what PyTorch usually calls as functions (the residual sum, flattening, each ReLU) is a module
of its own without parameters, so that every layer can be seen and timed.

All layers are made on PyTorch's meta device: they have shapes, and get memory and weights from
`engine.model.build`. Shapes in comments are channels × height × width of one 224 × 224 image.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from torch import Tensor, nn
from torch.nn import functional

META = "meta"
EXPANSION = 4  # of a bottleneck: output channels over planes

Named = Mapping[str, nn.Module]


class Add(nn.Module):
    """The residual sum F(x) + x, equation 1; written into F(x), which nothing else needs."""

    def forward(self, residual: Tensor, shortcut: Tensor) -> Tensor:
        return residual.add_(shortcut)


class PostActivation(nn.Module):
    """y = ReLU(F(x) + x): He et al. 2015, figure 2.

    `downsample` carries x to the sum; None is the identity.
    """

    def __init__(self, residual: Named, downsample: nn.Module | None = None) -> None:
        super().__init__()
        self.residual = add_in_order(self, residual)
        self.downsample = downsample
        self.add = Add()
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        out = run(self, self.residual, x)
        shortcut = x if self.downsample is None else self.downsample(x)
        return self.relu(self.add(out, shortcut))  # type: ignore[no-any-return]  # Module calls


class PreActivation(nn.Module):
    """y = F(a(x)) + x with a = ReLU ∘ BN: He et al. 2016, figure 4 (e).

    `downsample` takes the activated input, as in the authors' code; None is the identity of x
    itself. `activation` is empty where the stem has activated x already.
    """

    def __init__(
        self, activation: Named, residual: Named, downsample: nn.Module | None = None
    ) -> None:
        super().__init__()
        self.activation = add_in_order(self, activation)
        self.residual = add_in_order(self, residual)
        self.downsample = downsample
        self.add = Add()

    def forward(self, x: Tensor) -> Tensor:
        active = run(self, self.activation, x)
        out = run(self, self.residual, active)
        shortcut = x if self.downsample is None else self.downsample(active)
        return self.add(out, shortcut)  # type: ignore[no-any-return]  # Module calls


class BasicBlock(PostActivation):
    """A block whose F is `basic_convs`."""


class Bottleneck(PostActivation):
    """A block whose F is `bottleneck_convs`."""


class PreActBasicBlock(PreActivation):
    """A block whose F is `basic_convs`, each activated before."""


class PreActBottleneck(PreActivation):
    """A block whose F is `bottleneck_convs`, each activated before."""


class ZeroPad(nn.Module):
    """Option A, section 3.3: every stride-th place of x, and channels of zeros after its own."""

    def __init__(self, added_channels: int, stride: int) -> None:
        super().__init__()
        self.added_channels = added_channels
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        strided = x[:, :, :: self.stride, :: self.stride]
        return functional.pad(strided, (0, 0, 0, 0, 0, self.added_channels))


class Scale(nn.Module):
    """Each channel times its own gate."""

    def forward(self, x: Tensor, gate: Tensor) -> Tensor:
        return x * gate


class SqueezeExcitation(nn.Module):
    """Hu et al. 2018, figure 3: what the means of all channels say scales each channel."""

    def __init__(self, channels: int, reduced: int) -> None:
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)  # channels × 1 × 1
        self.fc1 = nn.Conv2d(channels, reduced, 1, device=META)
        self.relu = nn.ReLU(inplace=True)
        self.fc2 = nn.Conv2d(reduced, channels, 1, device=META)
        self.sigmoid = nn.Sigmoid()
        self.scale = Scale()

    def forward(self, x: Tensor) -> Tensor:
        gate = self.sigmoid(self.fc2(self.relu(self.fc1(self.avgpool(x)))))
        return self.scale(x, gate)  # type: ignore[no-any-return]  # Module calls


class ResNet(nn.Module):
    """A stem, stages of residual blocks and a head, one after the other; figure 3, right.

    Each part is ready-made and keeps its own names: stem and head as modules of the network
    itself, the stages as `layer1`, `layer2`, …
    """

    def __init__(self, stem: Named, stages: Iterable[nn.Module], head: Named) -> None:
        super().__init__()
        layers = {f"layer{number}": stage for number, stage in enumerate(stages, start=1)}
        add_in_order(self, {**stem, **layers, **head})

    def forward(self, x: Tensor) -> Tensor:
        for part in self.children():  # conv1 bn1 relu maxpool, layer1 … layer4, avgpool flatten fc
            x = part(x)
        return x


# F(x), paper figure 5: the convolutions of a block.


def basic_convs(channels: int, planes: int, stride: int) -> list[nn.Conv2d]:
    """Two 3×3; figure 5, left."""
    return [
        conv(channels, planes, 3, stride),  # planes × H/stride × W/stride
        conv(planes, planes, 3),
    ]


def bottleneck_convs(
    channels: int, planes: int, strides: tuple[int, int], inner: int, groups: int
) -> list[nn.Conv2d]:
    """1×1, 3×3, 1×1: narrowed to `inner` and widened to four times the planes; figure 5, right.

    `strides` are those of the first two: the paper strides in the 1×1, the model commonly called
    v1.5 in the 3×3. `inner` is `planes` but for ResNeXt (Xie et al. 2017, figure 3 (c), whose 3×3
    has `groups`) and Wide ResNet.
    """
    return [
        conv(channels, inner, 1, strides[0]),
        conv(inner, inner, 3, strides[1], groups),  # inner × H/stride × W/stride
        conv(inner, planes * EXPANSION, 1),
    ]


# The orders of convolution, batch norm and ReLU: He et al. 2016, figure 4 (a) and (e).


def post_residual(convs: Sequence[nn.Conv2d]) -> Named:
    """F with each convolution's batch norm after it, and ReLUs between them."""
    layers: dict[str, nn.Module] = {}
    for place, each in enumerate(convs, start=1):
        layers[f"conv{place}"] = each
        layers[f"bn{place}"] = norm(each.out_channels)
        layers[f"relu{place}"] = nn.ReLU(inplace=True)
    layers.pop(f"relu{len(convs)}")  # the last one comes after the sum
    return layers


def pre_residual(convs: Sequence[nn.Conv2d]) -> tuple[Named, Named]:
    """The activation before the first convolution, and F: that and what follows it."""
    layers: dict[str, nn.Module] = {}
    for place, each in enumerate(convs, start=1):
        layers[f"bn{place}"] = norm(each.in_channels)
        layers[f"relu{place}"] = nn.ReLU(inplace=True)
        layers[f"conv{place}"] = each
    activation = {name: layers.pop(name) for name in ("bn1", "relu1")}
    return activation, layers


def projection(channels: int, out: int, stride: int, *, is_pooled: bool, is_normed: bool) -> Named:
    """The shortcut W_s x of equation 2, by name in the block's `downsample`.

    With `is_pooled` the stride is an average pooling's (He et al. 2019, figure 2 (c)); the layers'
    names stay where there is nothing to pool. Pre-activation has no batch norm in it.
    """
    layers: list[nn.Module | None] = []
    if is_pooled:
        pool = nn.AvgPool2d(stride, ceil_mode=True, count_include_pad=False)
        layers.append(pool if stride > 1 else None)
        stride = 1
    layers.append(conv(channels, out, 1, stride))  # out × H/stride × W/stride
    if is_normed:
        layers.append(norm(out))
    return {str(place): layer for place, layer in enumerate(layers) if layer is not None}


# Stems and head, paper table 1 and section 4.2.


def imagenet_stem(channels: int, width: int) -> Named:
    """conv1 and the pooling that opens conv2_x: an image to a quarter of its sides."""
    return {
        "conv1": conv(channels, width, 7, 2),  # 64 × 112 × 112
        **activation(width),
        "maxpool": nn.MaxPool2d(3, stride=2, padding=1),  # 64 × 56 × 56
    }


def deep_stem(channels: int, first: int, second: int, width: int) -> Named:
    """Three 3×3 in place of the 7×7: He et al. 2019, figure 2 (b)."""
    convs = nn.Sequential(
        conv(channels, first, 3, 2),  # 32 × 112 × 112
        norm(first),
        nn.ReLU(inplace=True),
        conv(first, second, 3),  # 32 × 112 × 112
        norm(second),
        nn.ReLU(inplace=True),
        conv(second, width, 3),  # 64 × 112 × 112
    )
    return {
        "conv1": convs,
        **activation(width),
        "maxpool": nn.MaxPool2d(3, stride=2, padding=1),  # 64 × 56 × 56
    }


def cifar_stem(channels: int, width: int) -> Named:
    """One 3×3 that keeps a small image's sides."""
    return {"conv1": conv(channels, width, 3), **activation(width)}  # 16 × 32 × 32


def activation(channels: int) -> Named:
    """The stem's batch norm and ReLU."""
    return {"bn1": norm(channels), "relu": nn.ReLU(inplace=True)}


def final_activation(channels: int) -> Named:
    """What pre-activation needs after the last sum: He et al. 2016, appendix."""
    return {"final_bn": norm(channels), "final_relu": nn.ReLU(inplace=True)}


def head(channels: int, classes: int) -> Named:
    """Global average pooling and the one fully connected layer; its softmax is the loss's.

    Without classes there is no such layer, and the means of all channels are what it gives.
    """
    fc = {"fc": nn.Linear(channels, classes, device=META)} if classes else {}  # classes
    return {"avgpool": nn.AdaptiveAvgPool2d(1), "flatten": nn.Flatten(), **fc}


# Single layers, and layers in a row.


def conv(channels: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Conv2d:
    """A convolution whose padding keeps the sides at stride 1; its batch norm has the bias."""
    padding = kernel // 2
    return nn.Conv2d(channels, out, kernel, stride, padding, groups=groups, bias=False, device=META)


def norm(channels: int) -> nn.BatchNorm2d:
    """Batch normalisation of each channel."""
    return nn.BatchNorm2d(channels, device=META)


def sequential(layers: Named) -> nn.Sequential:
    """Layers in a row by their names: a stage, a projection, or a plain network's block."""
    return nn.Sequential(OrderedDict(layers))


def add_in_order(module: nn.Module, layers: Named) -> tuple[str, ...]:
    """Makes layers a module's own, by their names, which are given back in order."""
    for name, layer in layers.items():
        module.add_module(name, layer)
    return tuple(layers)


def run(module: nn.Module, names: Iterable[str], x: Tensor) -> Tensor:
    """x through some layers of a module, one after the other."""
    for name in names:
        x = getattr(module, name)(x)
    return x
