"""The parts of a network's Python file around its blocks: fixed texts with few gaps."""

from resnet_viz.core.resnet.spec import Downsample, Order, ResNetSpec, ShortcutOption

CONV = '''\
def conv(channels: int, out: int, kernel: int, stride: int = 1) -> nn.Conv2d:
    """A convolution that keeps the sides at stride 1; a batch norm has the bias."""
    return nn.Conv2d(channels, out, kernel, stride, kernel // 2, bias=False)
'''
ZERO_PAD = '''\
class ZeroPad(nn.Module):
    """Option A: every stride-th place of x, and channels of zeros after its own."""

    def __init__(self, added: int, stride: int) -> None:
        super().__init__()
        self.added = added
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, :, :: self.stride, :: self.stride]
        return nn.functional.pad(x, (0, 0, 0, 0, 0, self.added))
'''
PROJECTION = '''\
def projection(channels: int, out: int, stride: int) -> nn.Sequential:
    """The shortcut W_s x of equation 2, {where}."""
    return nn.Sequential(conv(channels, out, 1, stride){norm})
'''
NORM = ", nn.BatchNorm2d(out)"
POOLED_PROJECTION = '''\
def projection(channels: int, out: int, stride: int) -> nn.Sequential:
    """The shortcut W_s x of equation 2, pooled: He et al. 2019, figure 2 (c)."""
    pool = nn.AvgPool2d(2, ceil_mode=True, count_include_pad=False)
    return nn.Sequential(
        pool if stride > 1 else nn.Identity(),
        conv(channels, out, 1),{norm}
    )
'''
POOLED_NORM = "\n        nn.BatchNorm2d(out),"
SQUEEZE_EXCITATION = '''\
class SqueezeExcitation(nn.Module):
    """Hu et al. 2018, figure 3: the means of all channels say how much each counts."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.fc1 = nn.Conv2d(channels, {reduced}, 1)
        self.fc2 = nn.Conv2d({reduced}, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        means = x.mean((2, 3), keepdim=True)  # channels × 1 × 1
        gates: Tensor = self.fc2(self.fc1(means).relu()).sigmoid()
        return x * gates
'''
STAGE = '''\
def stage(channels: int, planes: int, blocks: int, stride: int) -> nn.Sequential:
    """Blocks in a row, of which the first changes the shape."""
    layers = [{block}(channels, planes, stride)]
    for _ in range(1, blocks):
        layers.append({block}({out}, planes, stride=1))
    return nn.Sequential(*layers)
'''
PRE_STAGE = '''\
def stage(
    channels: int, planes: int, blocks: int, stride: int, is_first: bool = False
) -> nn.Sequential:
    """Blocks in a row; the network's first takes what the stem has activated."""
    layers = [{block}(channels, planes, stride, is_first)]
    for _ in range(1, blocks):
        layers.append({block}({out}, planes, stride=1, is_first=False))
    return nn.Sequential(*layers)
'''
INITIALIZE = '''\
def initialize(module: nn.Module) -> None:
    """He et al. 2015, Delving Deep into Rectifiers: variance 2 / fan-out."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
'''
ZERO_BIAS = """\
        if module.bias is not None:
            nn.init.zeros_(module.bias)
"""
MAIN = '''\
def main() -> None:
    """One forward pass on noise."""
    network = ResNet().eval()
    with torch.no_grad():
        out = network(torch.randn(1, {image}))
    print(tuple(out.shape))
    print(sum(each.numel() for each in network.parameters()), "parameters")
'''
GUARD = """\
if __name__ == "__main__":
    main()
"""


def changes_shape(spec: ResNetSpec) -> bool:
    """Whether any block gives another shape than it takes."""
    return spec.stem_channels[-1] != spec.out_channels(1) or len(spec.stages) > 1


def shortcut_of(spec: ResNetSpec) -> str:
    """What a shortcut needs apart from the identity; empty where it needs nothing."""
    if spec.shortcut is ShortcutOption.ALL_PROJECTIONS:
        return _projection(spec, "in every block: option C")
    if not spec.is_plain and changes_shape(spec):
        is_padded = spec.shortcut is ShortcutOption.ZERO_PAD
        return ZERO_PAD if is_padded else _projection(spec, "where a block changes the shape")
    return ""


def excitation_of(spec: ResNetSpec) -> str:
    """The class of squeeze-and-excitation; empty where there is none."""
    divided = f"channels // {spec.se}"
    reduced = f"max({divided}, {spec.se_min})" if spec.se_min > 1 else divided
    return SQUEEZE_EXCITATION.format(reduced=reduced) if spec.se else ""


def stage_of(spec: ResNetSpec, block: str) -> str:
    """The function that puts blocks of a class in a row."""
    text = PRE_STAGE if spec.order is Order.PRE else STAGE
    return text.format(block=block, out=out_text(spec))


def initialize_of(spec: ResNetSpec) -> str:
    """The function that gives a layer its first weights."""
    return INITIALIZE + (ZERO_BIAS if spec.se else "")


def main_of(spec: ResNetSpec) -> str:
    """The function that runs the network once."""
    return MAIN.format(image=", ".join(map(str, spec.image)))


def out_text(spec: ResNetSpec) -> str:
    """A block's output channels, written in its planes."""
    expansion = spec.block.expansion
    return "planes" if expansion == 1 else f"{expansion} * planes"


def _projection(spec: ResNetSpec, where: str) -> str:
    if spec.downsample is Downsample.AVG:
        return POOLED_PROJECTION.format(norm=POOLED_NORM if spec.order is Order.POST else "")
    return PROJECTION.format(where=where, norm=NORM if spec.order is Order.POST else "")
