"""A network as one runnable Python file that needs only torch: the real model's twin.

Its `state_dict` has the keys and shapes of `engine.model.build`'s model, and with the same
weights it gives the same output, bit for bit.
"""

from collections.abc import Iterator
from textwrap import wrap

from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.presets import title_of
from resnet_viz.core.resnet.rules import TORCHVISION_WIDTH
from resnet_viz.core.resnet.spec import Downsample, Order, ResNetSpec, Stem
from resnet_viz.export.source import parts
from resnet_viz.export.source.block import block_name, block_of
from resnet_viz.export.source.network import network_class_of

LINE = 88  # signs in a line, as `ruff format` breaks them
INDENT = " " * 4
RESNET = "He et al. 2015, Deep Residual Learning for Image Recognition"
PREACT = "He et al. 2016, Identity Mappings in Deep Residual Networks"
WIDE = "Zagoruyko & Komodakis 2016, Wide Residual Networks"
RESNEXT = "Xie et al. 2017, Aggregated Residual Transformations for Deep Neural Networks"
EXCITATION = "Hu et al. 2018, Squeeze-and-Excitation Networks"
TRICKS = "He et al. 2019, Bag of Tricks for Image Classification with Convolutional Neural Networks"


def source_of(network: Network) -> str:
    """The file's text, the same for the same network: at most 149 lines of at most 88 signs."""
    spec = spec_of(network)
    name = block_name(spec)
    sections = (
        _opening(spec),
        parts.CONV,
        parts.excitation_of(spec),
        parts.shortcut_of(spec),
        block_of(spec),
        parts.stage_of(spec, name),
        parts.initialize_of(spec),
        network_class_of(spec),
        parts.main_of(spec),
        parts.GUARD,
    )
    return "\n\n".join(section for section in sections if section)


def _opening(spec: ResNetSpec) -> str:
    """What the file is, whose ideas it has, and what it imports."""
    lines = [
        *wrap(f'"""{title_of(spec)}', LINE),
        "",
        *_command_lines(str(spec)),
        *(line for paper in _papers(spec) for line in wrap(paper, LINE, subsequent_indent=INDENT)),
        '"""',
        "",
        "import torch",
        "from torch import Tensor, nn",
    ]
    return "\n".join(lines) + "\n"


def _command_lines(arch: str) -> list[str]:
    """What writes this file, broken only after commas of ARCH."""
    lines = ["Written by `resnet-viz source "]
    for part in f"{arch}` after:".replace(",", ",\n").splitlines():
        if len(lines[-1] + part) > LINE:
            lines.append(INDENT)
        lines[-1] += part
    return lines


def _papers(spec: ResNetSpec) -> Iterator[str]:
    yield RESNET
    if spec.order is Order.PRE:
        yield PREACT
    if spec.groups > 1:
        yield RESNEXT
    elif spec.group_width != TORCHVISION_WIDTH:
        yield WIDE
    if spec.se:
        yield EXCITATION
    if spec.stem is Stem.DEEP or spec.downsample is Downsample.AVG:
        yield TRICKS
