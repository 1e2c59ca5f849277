"""Every legal network, for hypothesis to draw from."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.depth import stages_for_depth
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import (
    CIFAR_IMAGE,
    IMAGENET_IMAGE,
    Block,
    Downsample,
    Image,
    Order,
    ResNetSpec,
    ShortcutOption,
    Stem,
    StrideIn,
)

Stages = SearchStrategy[tuple[int, ...]]
Images = SearchStrategy[Image]
Numbers = SearchStrategy[int]


@st.composite
def legal_specs(
    draw: DrawFn, stages: Stages, images: Images, widths: Numbers, groups: Numbers, classes: Numbers
) -> ResNetSpec:
    """Any combination of choices that makes sense, over the given sizes."""
    block, shortcut = draw(st.sampled_from(Block)), draw(st.sampled_from(ShortcutOption))
    stem, width = draw(st.sampled_from(Stem)), draw(widths)
    downsample = draw(st.sampled_from(Downsample)) if shortcut.has_projections else Downsample.CONV
    group_count, group_width = 1, 64
    if block is Block.BOTTLENECK:
        group_count = draw(groups)
        least = -(-64 // width)
        group_width = draw(st.just(64) | st.integers(least, max(least, 130)))
    spec = ResNetSpec(
        block,
        draw(stages),
        shortcut,
        draw(st.sampled_from(Order)),
        draw(st.sampled_from(StrideIn)),
        stem,
        draw(_stem_widths(stem, widths)),
        downsample,
        max(width, 2) if stem is Stem.DEEP else width,
        group_count,
        group_width,
        image=draw(images),
        classes=draw(classes),
    )
    if shortcut is ShortcutOption.ZERO_PAD and not spec.is_stem_padded:
        spec = replace(spec, stem_width=())
    if not draw(st.booleans()):
        return checked(spec)
    spec = replace(spec, se_min=draw(st.just(1) | st.sampled_from([8, 16]) | st.integers(1, 70)))
    return checked(spec.with_se(draw(st.integers(1, spec.most_se))))


def _stem_widths(stem: Stem, widths: Numbers) -> Stages:
    """The usual channels, one number of them, or one for each convolution of a deep stem."""
    if stem is not Stem.DEEP:
        return st.just(()) | st.tuples(widths)
    one = widths.map(lambda width: (max(width, 2),))
    return st.just(()) | one | st.tuples(widths, widths, widths)


_sides = st.integers(1, rules.MAX_SIDE)
_small_sides = st.integers(1, 300)
_listed_stages = st.one_of(
    st.sampled_from([preset.spec.stages for preset in PRESETS]),
    st.integers(4, 400).map(lambda blocks: stages_for_depth(2 + 2 * blocks, Block.BASIC)),
    st.lists(st.integers(1, rules.MAX_BLOCKS // 8), min_size=1, max_size=8).map(tuple),
)

LEGAL_SPECS = legal_specs(
    stages=_listed_stages,
    images=st.sampled_from([IMAGENET_IMAGE, CIFAR_IMAGE])
    | st.builds(Image, channels=st.integers(1, rules.MAX_CHANNELS), height=_sides, width=_sides),
    widths=st.sampled_from([16, 64]) | st.integers(1, rules.MAX_WIDTH),
    groups=st.just(1) | st.integers(1, rules.MAX_GROUPS),
    classes=st.sampled_from([0, 10, 1000]) | st.integers(1, rules.MAX_CLASSES),
)

SMALL_SPECS = legal_specs(
    stages=st.lists(st.integers(1, 3), min_size=1, max_size=8).map(tuple),
    images=st.builds(Image, channels=st.integers(1, 4), height=_small_sides, width=_small_sides),
    widths=st.sampled_from([16, 64]) | st.integers(1, 130),
    groups=st.just(1) | st.integers(1, 40),
    classes=st.just(0) | st.integers(1, 2000),
)
