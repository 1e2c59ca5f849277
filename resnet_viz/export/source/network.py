"""The class of a whole network as Python: its stem, its stages and its head, with all shapes."""

from collections.abc import Iterator
from textwrap import indent

from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.spec import Order, ResNetSpec, Stem

SINGLE_STAGES = 4  # that have a line each in `forward`; more of them have one for two


def network_class_of(spec: ResNetSpec) -> str:
    """The class `ResNet`, which is this network without any arguments."""
    image = _crossed(tuple(spec.image))
    classes = f", classes: int = {spec.classes}" if spec.classes else ""
    parts = [
        "class ResNet(nn.Module):",
        f'    """The whole network; comments say the shapes of a {image} image."""',
        "",
        f"    def __init__(self{classes}) -> None:",
        indent("\n".join(_layers(spec)), " " * 8),
        "",
        "    def forward(self, x: Tensor) -> Tensor:",
        indent("\n".join(_forward(spec)), " " * 8),
    ]
    return "\n".join(parts) + "\n"


def _layers(spec: ResNetSpec) -> Iterator[str]:
    yield "super().__init__()"
    yield from _stem(spec)
    channels = spec.stem_channels[-1]
    for number, blocks in enumerate(spec.stages, start=1):
        sizes = (
            f"{channels}, {spec.planes(number)}, blocks={blocks}, stride={1 if number == 1 else 2}"
        )
        is_first = ", is_first=True" if number == 1 and spec.order is Order.PRE else ""
        yield f"self.layer{number} = stage({sizes}{is_first})"
        channels = spec.out_channels(number)
    if spec.order is Order.PRE:
        yield f"self.final_bn = nn.BatchNorm2d({channels})"
    yield "self.avgpool = nn.AdaptiveAvgPool2d(1)"
    if spec.classes:
        yield f"self.fc = nn.Linear({channels}, classes)"
    yield "self.apply(initialize)"


def _stem(spec: ResNetSpec) -> Iterator[str]:
    channels, out = spec.image.channels, spec.stem_channels[-1]
    if spec.stem is Stem.IMAGENET:
        yield f"self.conv1 = conv({channels}, {out}, 7, stride=2)"
    elif spec.stem is Stem.CIFAR:
        yield f"self.conv1 = conv({channels}, {out}, 3)"
    else:
        yield from _deep_convs(channels, *spec.stem_channels)
    yield f"self.bn1 = nn.BatchNorm2d({out})"
    yield "self.relu = nn.ReLU(inplace=True)"
    if spec.stem is not Stem.CIFAR:
        yield "self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)"


def _deep_convs(channels: int, first: int, second: int, out: int) -> Iterator[str]:
    yield "self.conv1 = nn.Sequential(  # He et al. 2019, figure 2 (b)"
    for entering, width, stride in ((channels, first, ", stride=2"), (first, second, "")):
        yield f"    conv({entering}, {width}, 3{stride}),"
        yield f"    nn.BatchNorm2d({width}),"
        yield "    nn.ReLU(inplace=True),"
    yield f"    conv({second}, {out}, 3),"
    yield ")"


def _forward(spec: ResNetSpec) -> Iterator[str]:
    stem, *stages, _head = expand(spec).stages
    shapes = {node.path: node.out_shape for node in stem.nodes}
    yield f"x = self.relu(self.bn1(self.conv1(x)))  # {_crossed(shapes['relu'])}"
    if "maxpool" in shapes:
        yield f"x = self.maxpool(x)  # {_crossed(shapes['maxpool'])}"
    step = 1 if len(stages) <= SINGLE_STAGES else 2
    for at in range(0, len(stages), step):
        called = "x"
        for stage in stages[at : at + step]:
            called = f"self.{stage.path}({called})"
        yield f"x = {called}  # {_crossed(stage.nodes[-1].out_shape)}"
    if spec.order is Order.PRE:
        yield "x = self.relu(self.final_bn(x))"
    pooled = "self.avgpool(x).flatten(1)"
    yield f"x = self.fc({pooled})" if spec.classes else f"x = {pooled}"
    yield "return x"


def _crossed(shape: Shape) -> str:
    return " × ".join(map(str, image_of(shape)))
