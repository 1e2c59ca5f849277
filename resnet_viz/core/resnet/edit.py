"""One choice of a network changed, with what has to follow."""

from dataclasses import replace
from typing import Any

from resnet_viz.core.resnet.depth import stages_for_depth
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.resnet.presets import CIFAR_SPEC, IMAGENET_SPEC
from resnet_viz.core.resnet.spec import ResNetSpec, ShortcutOption, Stem


def changed(spec: ResNetSpec, key: str, value: Any) -> ResNetSpec:
    """The network with another value for a key of ARCH, legal or not.

    Depth changes the stages, as many as they are; block, shortcut, stem and reduction take along
    what the new one can't have. UserError for a depth that no stage list reaches.
    """
    match key:
        case "depth":
            return replace(spec, stages=stages_for_depth(value, spec.block, len(spec.stages)))
        case "block":
            return spec.with_block(value)
        case "shortcut":
            return spec.with_shortcut(value)
        case "stem":
            return spec.with_stem(value)
        case "se":
            return spec.with_se(value)
    return replace(spec, **{KEYS[key].field: value})


def twin_of(spec: ResNetSpec, known: ResNetSpec | None = None) -> ResNetSpec:
    """The plain network with the same layers; of a plain one, that with shortcuts.

    That is `known` where this is its plain twin, else the family's usual: A for CIFAR where the
    stem is at most as wide as the first stage, else B.
    """
    if not spec.is_plain:
        return spec.with_shortcut(ShortcutOption.NONE)
    if known is not None and known.with_shortcut(ShortcutOption.NONE) == spec:
        return known
    is_padded = spec.stem is Stem.CIFAR and spec.is_stem_padded
    usual = CIFAR_SPEC if is_padded else IMAGENET_SPEC
    return spec.with_shortcut(usual.shortcut)
