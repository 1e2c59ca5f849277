"""The tests' encoder-decoder, checked against the same network written in PyTorch by itself."""

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.cost.cost import costs_of, sums_of
from resnet_viz.core.graph.graph import Graph
from tests.samples.graphs import encoder_decoder

Shapes = dict[str, tuple[int, ...]]


class ConvUnit(nn.Module):
    def __init__(self, entering: int, out: int, **options: object) -> None:
        super().__init__()
        self.conv = nn.Conv2d(entering, out, bias=False, **options)  # type: ignore[arg-type]
        self.bn = nn.BatchNorm2d(out)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.relu(self.bn(self.conv(x)))  # type: ignore[no-any-return]


class Level(nn.Module):
    """Two units; in the decoder after upsampling and concatenating the skip."""

    def __init__(self, first: ConvUnit, second: ConvUnit) -> None:
        super().__init__()
        self.first, self.second = first, second

    def forward(self, x: Tensor, skip: Tensor | None = None) -> Tensor:
        if skip is not None:
            x = torch.cat((functional.interpolate(x, scale_factor=2), skip), 1)
        return self.second(self.first(x))  # type: ignore[no-any-return]


class Plain(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(32, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32)
        self.conv2, self.bn2 = nn.Conv2d(32, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32)
        self.relu1, self.relu = nn.ReLU(), nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        y = self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x)))))
        return self.relu(y + x)  # type: ignore[no-any-return]


class Narrow(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(32, 8, 1, bias=False), nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=2, dilation=2, bias=False)
        self.bn2, self.bn3 = nn.BatchNorm2d(8), nn.BatchNorm2d(32)
        self.conv3 = nn.Conv2d(8, 32, 1, bias=False)
        self.relu1, self.relu2, self.relu = nn.ReLU(), nn.ReLU(), nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu2(self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x))))))
        return self.relu(self.bn3(self.conv3(y)) + x)  # type: ignore[no-any-return]


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        same = {"kernel_size": 3, "padding": 1}
        wide = {"kernel_size": (1, 5), "padding": (0, 2)}
        dilated = {"kernel_size": 3, "padding": 2, "dilation": 2}
        self.level1 = Level(ConvUnit(4, 8, **same), ConvUnit(8, 8, **wide))
        self.level2 = Level(ConvUnit(8, 16, **same), ConvUnit(16, 16, **same))
        self.level3 = Level(ConvUnit(16, 32, **same), ConvUnit(32, 32, **dilated))
        self.pool1, self.pool2, self.pool3 = nn.MaxPool2d(2), nn.MaxPool2d(2), nn.MaxPool2d(2)


class Decoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        same = {"kernel_size": 3, "padding": 1}
        self.level3 = Level(ConvUnit(64, 16, **same), ConvUnit(16, 16, **same))
        self.level2 = Level(ConvUnit(32, 8, **same), ConvUnit(8, 8, **same))
        self.level1 = Level(ConvUnit(16, 8, **same), ConvUnit(8, 8, **same))


class Head(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(8, 2, 1)


class EncoderDecoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.decoder, self.head = Encoder(), Decoder(), Head()
        self.bottleneck = nn.Sequential(*(kind() for _ in range(3) for kind in (Plain, Narrow)))

    def forward(self, image: Tensor, mask: Tensor) -> Tensor:
        one = self.encoder.level1(torch.cat((image, mask), 1))
        two = self.encoder.level2(self.encoder.pool1(one))
        three = self.encoder.level3(self.encoder.pool2(two))
        x = self.bottleneck(self.encoder.pool3(three))
        x = self.decoder.level3(x, three)
        x = self.decoder.level1(self.decoder.level2(x, two), one)
        return self.head.conv(x)  # type: ignore[no-any-return]


def observed() -> tuple[Shapes, dict[str, int], int]:
    """The output shapes and parameters of all leaves as they ran, in order, and PyTorch's FLOPs."""
    shapes: Shapes = {}
    with torch.device("meta"):
        model = EncoderDecoder().eval()
        image, mask = torch.empty(1, 3, 64, 64), torch.empty(1, 1, 64, 64)
    leaves = {name: each for name, each in model.named_modules() if not [*each.children()]}
    for name, leaf in leaves.items():
        leaf.register_forward_hook(
            lambda _module, _inputs, out, name=name: shapes.update({name: tuple(out.shape)})
        )
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        model(image, mask)
    params = {
        name: sum(each.numel() for each in leaf.parameters()) for name, leaf in leaves.items()
    }
    return shapes, params, counter.get_total_flops()


def test_the_sample_graph_is_the_network_that_pytorch_runs() -> None:
    graph: Graph = encoder_decoder()
    shapes, params, flops = observed()
    free = ("add", "cat", "upsample_nearest2d")
    modules = {node.path: node for node in graph.nodes if node.op not in free}
    assert list(modules) == list(shapes)
    assert {path: node.out_shape for path, node in modules.items()} == shapes
    assert {path: node.layer.params for path, node in modules.items()} == params
    totals = sums_of(costs_of(graph))
    assert 2 * totals.macs == flops
    assert totals.params == sum(params.values())
    assert not totals.is_complete
