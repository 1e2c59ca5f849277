"""The switches of a timed run as commands take them."""

from resnet_viz.core.timing.what_if import Casting, WhatIf


def what_if_of(
    *,
    autocast: bool,
    channels_last: bool,
    fused: bool,
    training: bool,
    autotune: bool,
    tf32: bool,
) -> WhatIf:
    """What differs from the plain pass."""
    return WhatIf(
        casting=Casting.AUTOCAST if autocast else Casting.CAST,
        is_channels_last=channels_last,
        is_fused=fused,
        is_training=training,
        is_autotuned=autotune,
        is_tf32=tf32,
    )
