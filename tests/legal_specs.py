"""Every legal network, for hypothesis to draw from."""

from hypothesis import strategies as st

from resnet_viz.core import rules
from resnet_viz.core.presets import PRESETS
from resnet_viz.core.rules import checked
from resnet_viz.core.spec import IMAGENET_IMAGE, Block, Image, ResNetSpec, StrideIn

_sides = st.integers(1, rules.MAX_SIDE)
_images = st.builds(Image, channels=st.integers(1, rules.MAX_CHANNELS), height=_sides, width=_sides)
_stages = st.one_of(
    st.sampled_from([preset.spec.stages for preset in PRESETS]),
    st.integers(4, 400).map(lambda blocks: rules.stages_for_depth(2 + 2 * blocks, Block.BASIC)),
    st.lists(st.integers(1, rules.MAX_BLOCKS // 8), min_size=1, max_size=8).map(tuple),
)

LEGAL_SPECS = st.builds(
    ResNetSpec,
    block=st.sampled_from(Block),
    stages=_stages,
    stride_in=st.sampled_from(StrideIn),
    image=st.just(IMAGENET_IMAGE) | _images,
    classes=st.just(1000) | st.integers(1, rules.MAX_CLASSES),
).map(checked)
