"""The class of a network's residual block as Python, the one combination that the network has."""

from collections.abc import Iterator
from fractions import Fraction
from textwrap import indent

from resnet_viz.core.resnet.rules import TORCHVISION_WIDTH
from resnet_viz.core.resnet.spec import Block, Order, ResNetSpec, ShortcutOption, StrideIn
from resnet_viz.export.source.parts import changes_shape, out_text

NAMES = {Block.BASIC: "BasicBlock", Block.BOTTLENECK: "Bottleneck"}
CONVS = {
    Block.BASIC: "two 3×3 convolutions",
    Block.BOTTLENECK: "1×1, 3×3 and 1×1 convolutions",
}
FIGURES = {
    Block.BASIC: "He et al. 2015, figure 5, left",
    Block.BOTTLENECK: "He et al. 2015, figure 5, right",
}


def block_name(spec: ResNetSpec) -> str:
    """What the block's class is called."""
    prefix = "PreAct" if spec.order is Order.PRE else ""
    return prefix + ("PlainBlock" if spec.is_plain else NAMES[spec.block])


def block_of(spec: ResNetSpec) -> str:
    """The class: what it is, its layers in the order of the state_dict, its forward pass."""
    is_first = ", is_first: bool" if spec.order is Order.PRE else ""
    forward = _pre_forward if spec.order is Order.PRE else _post_forward
    parts = [
        f"class {block_name(spec)}(nn.Module):",
        f'    """{_equation(spec)}."""',
        "",
        f"    def __init__(self, channels: int, planes: int, stride: int{is_first}) -> None:",
        indent("\n".join(_layers(spec)), " " * 8),
        "",
        "    def forward(self, x: Tensor) -> Tensor:",
        indent("\n".join(forward(spec)), " " * 8),
    ]
    return "\n".join(parts) + "\n"


def _equation(spec: ResNetSpec) -> str:
    is_pre = spec.order is Order.PRE
    active = "a(x)" if is_pre else "x"
    carried = f"W {active}" if spec.shortcut is ShortcutOption.ALL_PROJECTIONS else "x"
    total = f"F({active})" + ("" if spec.is_plain else f" + {carried}")
    left = f"y = {total}, a = ReLU ∘ BN" if is_pre else f"y = ReLU({total})"
    return f"{left}: {_figure(spec)}"


def _figure(spec: ResNetSpec) -> str:
    if spec.is_plain:
        return f"{CONVS[spec.block]}, no shortcut"
    if spec.order is Order.PRE:
        return "He et al. 2016, figure 4 (e)"
    if spec.groups > 1:
        return "Xie et al. 2017, figure 3 (c)"
    return FIGURES[spec.block]


def _layers(spec: ResNetSpec) -> Iterator[str]:
    yield "super().__init__()"
    inner = _inner(spec)
    if inner != "planes":
        yield f"inner = {inner}  # {_inner_text(spec)}"
    if spec.block is Block.BOTTLENECK:
        yield f"expanded = {out_text(spec)}"
    yield from _residual(spec)
    yield "self.relu = nn.ReLU(inplace=True)"
    if spec.se:
        yield f"self.se = SqueezeExcitation({_out(spec)})"
    yield from _downsample(spec)


def _inner(spec: ResNetSpec) -> str:
    """Channels of the 3×3 by the planes, as torchvision counts them, in the fewest words."""
    share = Fraction(spec.group_width, TORCHVISION_WIDTH)
    if (spec.width * share).denominator > 1:  # a group's part is rounded down
        groups = f" * {spec.groups}" if spec.groups > 1 else ""
        return f"planes * {spec.group_width} // {TORCHVISION_WIDTH}{groups}"
    factor = share * spec.groups
    times = "planes" if factor.numerator == 1 else f"{factor.numerator} * planes"
    return times if factor.denominator == 1 else f"{times} // {factor.denominator}"


def _inner_text(spec: ResNetSpec) -> str:
    if spec.groups == 1:
        return "channels of the 3×3"
    return f"{spec.groups} groups of {spec.inner_channels(1) // spec.groups} channels in layer1"


def _residual(spec: ResNetSpec) -> Iterator[str]:
    """The layers of F, each convolution with its batch norm after it or before it."""
    for place, (channels, out, call) in enumerate(_convs(spec), start=1):
        conv = f"self.conv{place} = {call}"
        if spec.order is Order.POST:
            yield conv
            yield f"self.bn{place} = nn.BatchNorm2d({out})"
        elif place == 1:
            yield "self.bn1 = None if is_first else nn.BatchNorm2d(channels)"
            yield conv
        else:
            yield f"self.bn{place} = nn.BatchNorm2d({channels})"
            yield conv


def _convs(spec: ResNetSpec) -> Iterator[tuple[str, str, str]]:
    """The convolutions of F, figure 5: what each takes and gives, and the call that makes it."""
    if spec.block is Block.BASIC:
        yield "channels", "planes", "conv(channels, planes, 3, stride)"
        yield "planes", "planes", "conv(planes, planes, 3)"
        return
    inner = "planes" if _inner(spec) == "planes" else "inner"
    is_papers = spec.stride_in is StrideIn.CONV1X1
    first = f"conv(channels, {inner}, 1{', stride' if is_papers else ''})"
    yield "channels", inner, first + ("  # v1, the paper's" if is_papers else "")
    yield inner, inner, _middle_conv(spec, inner, is_papers)
    yield inner, "expanded", f"conv({inner}, expanded, 1)"


def _middle_conv(spec: ResNetSpec, inner: str, is_papers: bool) -> str:
    """A bottleneck's 3×3, which strides unless the 1×1 before it does."""
    if spec.groups > 1:
        stride = 1 if is_papers else "stride"
        return f"nn.Conv2d({inner}, {inner}, 3, {stride}, 1, groups={spec.groups}, bias=False)"
    if is_papers:
        return f"conv({inner}, {inner}, 3)"
    return f"conv({inner}, {inner}, 3, stride)  # v1.5; the paper strides in conv1"


def _out(spec: ResNetSpec) -> str:
    return "expanded" if spec.block is Block.BOTTLENECK else "planes"


def _downsample(spec: ResNetSpec) -> Iterator[str]:
    out = _out(spec)
    if spec.shortcut is ShortcutOption.ALL_PROJECTIONS:
        yield f"self.downsample = projection(channels, {out}, stride)"
    elif _has_choice(spec):
        is_padded = spec.shortcut is ShortcutOption.ZERO_PAD
        made = f"ZeroPad({out} - channels" if is_padded else f"projection(channels, {out}"
        yield f"is_changed = stride > 1 or channels != {out}"
        yield f"self.downsample = {made}, stride) if is_changed else None"


def _has_choice(spec: ResNetSpec) -> bool:
    """Whether some of the shortcuts are the identity and some are not."""
    is_one = spec.shortcut in (ShortcutOption.ZERO_PAD, ShortcutOption.PROJECTION)
    return is_one and changes_shape(spec)


def _post_forward(spec: ResNetSpec) -> Iterator[str]:
    last = spec.block.convs
    for place in range(1, last):
        out, taken = ("out: Tensor", "x") if place == 1 else ("out", "out")
        yield f"{out} = self.relu(self.bn{place}(self.conv{place}({taken})))"
    yield f"out = {_gated(spec, f'self.bn{last}(self.conv{last}(out))')}"
    yield from _carried(spec, "x")
    yield f"out = self.relu({_sum(spec)})"
    yield "return out"


def _pre_forward(spec: ResNetSpec) -> Iterator[str]:
    last = spec.block.convs
    yield "active = x if self.bn1 is None else self.relu(self.bn1(x))"
    yield "out: Tensor = self.conv1(active)"
    for place in range(2, last):
        yield f"out = self.conv{place}(self.relu(self.bn{place}(out)))"
    yield f"out = {_gated(spec, f'self.conv{last}(self.relu(self.bn{last}(out)))')}"
    yield from _carried(spec, "active")
    yield f"return {_sum(spec)}"


def _gated(spec: ResNetSpec, residual: str) -> str:
    return f"self.se({residual})" if spec.se else residual


def _carried(spec: ResNetSpec, projected: str) -> Iterator[str]:
    """The line that fetches the shortcut, where it may be more than the identity."""
    if spec.shortcut is ShortcutOption.ALL_PROJECTIONS:
        yield f"shortcut: Tensor = self.downsample({projected})"
    elif _has_choice(spec):
        yield f"shortcut = x if self.downsample is None else self.downsample({projected})"


def _sum(spec: ResNetSpec) -> str:
    if spec.is_plain:
        return "out"
    is_one = spec.shortcut is ShortcutOption.ALL_PROJECTIONS or _has_choice(spec)
    return "out + shortcut" if is_one else "out + x"
