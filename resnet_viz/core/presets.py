"""The published networks: one row each."""

from dataclasses import dataclass

from resnet_viz.core.spec import Block, ResNetSpec


@dataclass(frozen=True, slots=True)
class Preset:
    """A named network with the paper's own figure for its cost."""

    name: str
    title: str
    spec: ResNetSpec
    source: str


def _imagenet(depth: int, block: Block, *stages: int) -> Preset:
    return Preset(
        name=f"resnet{depth}",
        title=f"ResNet-{depth}",
        spec=ResNetSpec(block, stages),
        source="He et al. 2015, table 1",
    )


PRESETS: tuple[Preset, ...] = (
    _imagenet(18, Block.BASIC, 2, 2, 2, 2),
    _imagenet(34, Block.BASIC, 3, 4, 6, 3),
    _imagenet(50, Block.BOTTLENECK, 3, 4, 6, 3),
    _imagenet(101, Block.BOTTLENECK, 3, 4, 23, 3),
    _imagenet(152, Block.BOTTLENECK, 3, 8, 36, 3),
)

BY_NAME: dict[str, Preset] = {preset.name: preset for preset in PRESETS}


def title_of(spec: ResNetSpec) -> str:
    """What people call the network: `ResNet-50`, or depth and stages when it has no name."""
    for preset in PRESETS:
        if (preset.spec.block, preset.spec.stages) == (spec.block, spec.stages):
            return preset.title
    return f"ResNet-{spec.depth} ({spec.block}, {'-'.join(map(str, spec.stages))})"
