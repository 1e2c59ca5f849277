"""Depths that others than the papers of He et al. published: one row each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.resnet.presets import CIFAR_SPEC, PREACT_PAPER, PRESETS
from resnet_viz.core.resnet.rules import dashed
from resnet_viz.core.resnet.spec import Block, ResNetSpec

BASIC, BOTTLENECK = Block.BASIC, Block.BOTTLENECK


class Published(NamedTuple):
    """A trunk that somebody published, and where.

    `is_usual` is whether the bare name, such as `resnet26`, means this one wherever it is written.
    """

    block: Block
    stages: tuple[int, ...]
    source: str
    is_usual: bool = False

    @property
    def spec(self) -> ResNetSpec:
        """The network with these stages: for CIFAR where there are three."""
        if len(self.stages) == len(CIFAR_SPEC.stages):
            return replace(CIFAR_SPEC, block=self.block, stages=self.stages)
        return ResNetSpec(self.block, self.stages)

    @property
    def arch(self) -> str:
        """A short ARCH text of it that says what is special about it."""
        if len(self.stages) == len(CIFAR_SPEC.stages) and self.block is BASIC:
            return f"resnet20,depth={self.spec.depth}"
        if len(self.stages) == len(CIFAR_SPEC.stages):  # He et al. 2016 project, as preact164 does
            return f"preact164,stages={dashed(self.stages)},order=post"
        return f"resnet,stages={dashed(self.stages)},block={self.block}"


PUBLISHED: tuple[Published, ...] = (
    Published(BASIC, (1, 1, 1, 1), "timm, resnet10t", is_usual=True),
    Published(BOTTLENECK, (1, 1, 1, 1), "timm, resnet14t"),
    Published(BOTTLENECK, (2, 2, 2, 2), "timm and Hugging Face, resnet26", is_usual=True),
    Published(BOTTLENECK, (1, 2, 4, 1), "Ramachandran et al. 2019"),
    Published(BOTTLENECK, (2, 3, 5, 2), "Ramachandran et al. 2019"),
    Published(BOTTLENECK, (3, 3, 3, 3), "pytorchcv, resnet38"),
    Published(BOTTLENECK, (3, 24, 36, 3), f"{PREACT_PAPER}; timm, resnet200", is_usual=True),
    Published(BOTTLENECK, (3, 30, 48, 8), "timm, seresnet269d", is_usual=True),
    Published(BOTTLENECK, (4, 29, 53, 4), "Bello et al. 2021"),
    Published(BOTTLENECK, (4, 36, 72, 4), "Bello et al. 2021", is_usual=True),
    Published(BOTTLENECK, (4, 44, 87, 4), "Bello et al. 2021"),
    Published(BASIC, (1, 1, 1), "CIFAR, Tian et al. 2020"),
    Published(BASIC, (2, 2, 2), "CIFAR, Tian et al. 2020"),
    Published(BASIC, (4, 4, 4), "CIFAR, Zagoruyko & Komodakis 2016, WRN-28"),
    Published(BASIC, (6, 6, 6), "CIFAR, Zagoruyko & Komodakis 2016, WRN-40"),
    Published(BOTTLENECK, (3, 3, 3), "CIFAR, Xie et al. 2017, ResNeXt-29"),
    Published(BOTTLENECK, (18, 18, 18), f"CIFAR, {PREACT_PAPER}", is_usual=True),
    Published(BOTTLENECK, (111, 111, 111), f"CIFAR, {PREACT_PAPER}", is_usual=True),
)


def is_published(spec: ResNetSpec) -> bool:
    """Whether somebody published a network of just these blocks and stages."""
    rows = (*PUBLISHED, *_presets())
    return any((row.block, row.stages) == (spec.block, spec.stages) for row in rows)


def published_elsewhere(spec: ResNetSpec) -> Published | None:
    """Who published this depth, in as many stages, with other blocks or stages; None for nobody."""
    rows = (*_presets(), *PUBLISHED)
    alike = (row for row in rows if len(row.stages) == len(spec.stages))
    return next((row for row in alike if row.spec.depth == spec.depth), None)


def _presets() -> Iterator[Published]:
    for preset in PRESETS:
        yield Published(preset.spec.block, preset.spec.stages, preset.title)
