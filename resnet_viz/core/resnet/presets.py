"""The published networks: one row each."""

from dataclasses import fields, replace
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.resnet.spec import (
    CIFAR_IMAGE,
    Block,
    Order,
    ResNetSpec,
    ShortcutOption,
    Stem,
)

BASIC, BOTTLENECK = Block.BASIC, Block.BOTTLENECK
HEADLESS = "no fc layer"
TASK = ("stride_in", "image", "classes")  # what a network's name says nothing of


class Family(StrEnum):
    """Networks that were published together, by the name of their group."""

    IMAGENET = "ImageNet"
    CIFAR = "CIFAR"
    PLAIN = "Plain, ImageNet"
    PLAIN_CIFAR = "Plain, CIFAR"
    PREACT = "Pre-activation, ImageNet"
    PREACT_CIFAR = "Pre-activation, CIFAR"
    WIDE = "ResNeXt and Wide ResNet"


class Preset(NamedTuple):
    """A named network, what people call it, and where it was published."""

    name: str
    title: str
    spec: ResNetSpec
    family: Family
    source: str


RESNET_PAPER = "He et al. 2015"
PREACT_PAPER = "He et al. 2016"
IMAGENET_SPEC = ResNetSpec(BOTTLENECK, (3, 4, 6, 3))
CIFAR_SPEC = ResNetSpec(
    BASIC,
    (3, 3, 3),
    shortcut=ShortcutOption.ZERO_PAD,
    stem=Stem.CIFAR,
    width=16,
    image=CIFAR_IMAGE,
    classes=10,
)


def _resnet(block: Block, *stages: int) -> Preset:
    spec = replace(IMAGENET_SPEC, block=block, stages=stages)
    name, title = f"resnet{spec.depth}", f"ResNet-{spec.depth}"
    return Preset(name, title, spec, Family.IMAGENET, f"{RESNET_PAPER}, table 1")


def _cifar(depth: int) -> Preset:
    """The 6n + 2 layers of paper section 4.2, n blocks in each of three stages."""
    spec = replace(CIFAR_SPEC, stages=((depth - 2) // 6,) * 3)
    name, title = f"resnet{depth}", f"ResNet-{depth}"
    return Preset(name, title, spec, Family.CIFAR, f"{RESNET_PAPER}, section 4.2")


def _plain(twin: Preset) -> Preset:
    spec = replace(twin.spec, shortcut=ShortcutOption.NONE)
    family = Family.PLAIN if twin.family is Family.IMAGENET else Family.PLAIN_CIFAR
    return Preset(f"plain{spec.depth}", f"Plain-{spec.depth}", spec, family, twin.source)


def _preact(block: Block, *stages: int) -> Preset:
    spec = replace(IMAGENET_SPEC, block=block, stages=stages, order=Order.PRE)
    name, title = f"preact{spec.depth}", f"PreAct-ResNet-{spec.depth}"
    return Preset(name, title, spec, Family.PREACT, f"{PREACT_PAPER}, figure 4 (e)")


def _preact_cifar(block: Block, blocks: int) -> Preset:
    """6n + 2 layers with option A, or 9n + 2 in bottlenecks, which the authors' code projects."""
    option = ShortcutOption.ZERO_PAD if block is BASIC else ShortcutOption.PROJECTION
    spec = replace(CIFAR_SPEC, block=block, stages=(blocks,) * 3, order=Order.PRE, shortcut=option)
    name, title = f"preact{spec.depth}", f"PreAct-ResNet-{spec.depth}"
    return Preset(name, title, spec, Family.PREACT_CIFAR, f"{PREACT_PAPER}, tables 2 to 4")


def _resnext(depth: int, groups: int, group_width: int, *stages: int) -> Preset:
    spec = replace(IMAGENET_SPEC, stages=stages, groups=groups, group_width=group_width)
    name = f"resnext{depth}_{groups}x{group_width}d"
    title = f"ResNeXt-{depth} {groups}×{group_width}d"
    return Preset(name, title, spec, Family.WIDE, "Xie et al. 2017")


def _wide(depth: int, *stages: int) -> Preset:
    spec = replace(IMAGENET_SPEC, stages=stages, group_width=128)
    source = "Zagoruyko & Komodakis 2016"
    return Preset(f"wide_resnet{depth}_2", f"Wide-ResNet-{depth}-2", spec, Family.WIDE, source)


_IMAGENET = (
    _resnet(BASIC, 2, 2, 2, 2),
    _resnet(BASIC, 3, 4, 6, 3),
    _resnet(BOTTLENECK, 3, 4, 6, 3),
    _resnet(BOTTLENECK, 3, 4, 23, 3),
    _resnet(BOTTLENECK, 3, 8, 36, 3),
)
_CIFAR = tuple(map(_cifar, (20, 32, 44, 56, 110, 1202)))

PRESETS: tuple[Preset, ...] = (
    *_IMAGENET,
    *_CIFAR,
    *map(_plain, _IMAGENET[:2]),
    *map(_plain, _CIFAR[:5]),
    _preact(BASIC, 2, 2, 2, 2),
    _preact(BASIC, 3, 4, 6, 3),
    _preact(BOTTLENECK, 3, 4, 6, 3),
    _preact(BOTTLENECK, 3, 4, 23, 3),
    _preact(BOTTLENECK, 3, 8, 36, 3),
    _preact(BOTTLENECK, 3, 24, 36, 3),
    _preact_cifar(BASIC, 18),
    _preact_cifar(BOTTLENECK, 18),
    _preact_cifar(BOTTLENECK, 111),
    _resnext(50, 32, 4, 3, 4, 6, 3),
    _resnext(101, 32, 8, 3, 4, 23, 3),
    _resnext(101, 64, 4, 3, 4, 23, 3),
    _wide(50, 3, 4, 6, 3),
    _wide(101, 3, 4, 23, 3),
)

SAID = {  # what a family's name says beyond depth and block
    Family.PLAIN: ("shortcut",),
    Family.PLAIN_CIFAR: ("shortcut",),
    Family.PREACT: ("order",),
    Family.PREACT_CIFAR: ("order",),
    Family.WIDE: ("groups", "group_width"),
}

BY_NAME: dict[str, Preset] = {preset.name: preset for preset in PRESETS}


def preset_of(spec: ResNetSpec) -> Preset | None:
    """The published network that this is, on whatever images and with either stride."""
    return next((preset for preset in PRESETS if is_like(preset.spec, spec)), None)


def is_true_name(preset: Preset, spec: ResNetSpec) -> bool:
    """Whether all that a published network's name says is true of another."""
    said = ("block", "depth", *SAID.get(preset.family, ()))
    return all(getattr(preset.spec, name) == getattr(spec, name) for name in said)


def usual_spec(spec: ResNetSpec) -> ResNetSpec:
    """What is usual where a network has this one's stem: a network for ImageNet or for CIFAR."""
    return CIFAR_SPEC if spec.stem is Stem.CIFAR else IMAGENET_SPEC


def family_of(spec: ResNetSpec) -> tuple[Preset, ...]:
    """The published networks to see this one among: its own family, or that with its stem."""
    preset = preset_of(spec)
    usual = Family.CIFAR if spec.stem is Stem.CIFAR else Family.IMAGENET
    family = preset.family if preset else usual
    return tuple(each for each in PRESETS if each.family is family)


def switched(spec: ResNetSpec, preset: Preset) -> ResNetSpec:
    """The published network in place of another, with what else the person chose.

    That is where the stride is, and image and classes unless they are the family's usual ones.
    """
    usual = usual_spec(spec)
    own = {
        name: getattr(spec, name) for name in TASK if getattr(spec, name) != getattr(usual, name)
    }
    return replace(preset.spec, **own)


def is_like(one: ResNetSpec, other: ResNetSpec) -> bool:
    """Whether two networks are the same but for images, classes and the place of the stride."""
    return not _differences(one, other)


def title_of(spec: ResNetSpec) -> str:
    """What people call the network: `ResNet-50`, or what it is near to and what is different."""
    nearest = min(PRESETS, key=lambda preset: _distance(preset.spec, spec))
    if wide := _wide_title(spec):
        title, base = wide, spec
    elif not _is_same_trunk(nearest.spec, spec):
        title, base = _free_title(spec), _free_base(spec)
    elif spec.is_plain and not nearest.spec.is_plain:  # the twin of a network without a plain name
        title, base = _twin_title(nearest), replace(nearest.spec, shortcut=spec.shortcut)
    else:
        title, base = nearest.title, nearest.spec
    changes = [_change_text(spec, name) for name in _differences(base, spec)]
    return ", ".join((title, *changes, *(() if spec.classes else (HEADLESS,))))


def _wide_title(spec: ResNetSpec) -> str:
    """`WRN-28-10` for CIFAR's Wide ResNets: Zagoruyko & Komodakis 2016, table 1; '' for others.

    They count 6n + 4 layers: the paper's 6n + 2, and two projections.
    """
    factor, rest = divmod(spec.width, CIFAR_SPEC.width)
    if rest or factor < 2:
        return ""
    stages = (spec.stages[0],) * len(CIFAR_SPEC.stages)
    wide = replace(
        CIFAR_SPEC,
        stages=stages,
        shortcut=ShortcutOption.PROJECTION,
        order=Order.PRE,
        stem_width=(CIFAR_SPEC.width,),
        width=spec.width,
    )
    return f"WRN-{6 * stages[0] + 4}-{factor}" if is_like(wide, spec) else ""


def _twin_title(preset: Preset) -> str:
    is_usual = preset.family in (Family.IMAGENET, Family.CIFAR)
    return f"Plain-{preset.spec.depth}" if is_usual else f"{preset.title}, plain"


def _free_title(spec: ResNetSpec) -> str:
    kind = "Plain" if spec.is_plain else "ResNet"
    prefix = "PreAct-" if spec.order is Order.PRE else ""
    return f"{prefix}{kind}-{spec.depth} ({spec.block}, {'-'.join(map(str, spec.stages))})"


def _free_base(spec: ResNetSpec) -> ResNetSpec:
    """The family's usual choices, with all that the title has said already."""
    usual = usual_spec(spec)
    shortcut = spec.shortcut if spec.is_plain else usual.shortcut
    return replace(usual, block=spec.block, stages=spec.stages, order=spec.order, shortcut=shortcut)


def _distance(preset: ResNetSpec, spec: ResNetSpec) -> tuple[bool, int]:
    return not _is_same_trunk(preset, spec), len(_differences(preset, spec))


def _is_same_trunk(preset: ResNetSpec, spec: ResNetSpec) -> bool:
    return (preset.block, preset.stages) == (spec.block, spec.stages) and (
        spec.is_plain or not preset.is_plain
    )


def _differences(one: ResNetSpec, other: ResNetSpec) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(ResNetSpec)
        if field.name not in TASK and getattr(one, field.name) != getattr(other, field.name)
    )


def _change_text(spec: ResNetSpec, name: str) -> str:
    value = getattr(spec, name)
    words = {
        "shortcut": f"option {value}",
        "order": f"{value}-activation",
        "stem": f"{value} stem",
        "downsample": f"{value} downsample",
        "group_width": f"group width {value}",
        "se": f"SE {value}",
        "stem_width": f"stem width {'-'.join(map(str, spec.stem_width or (spec.width,)))}",
        "se_min": f"at least {value} squeezed",
    }
    return words.get(name, f"{name.replace('_', ' ')} {value}")
