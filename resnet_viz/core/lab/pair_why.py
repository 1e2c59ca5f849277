"""Why there are bottlenecks, in the numbers of one pair of blocks."""

from resnet_viz.core.lab.block_pair import BlockPair
from resnet_viz.core.lab.pair_text import brief, times_text
from resnet_viz.core.wording import NONE, digits_grouped


def why_texts(pair: BlockPair) -> tuple[str, ...]:
    """The reason in a few sentences, each with its numbers; a paragraph each."""
    bottleneck, wide = pair.bottleneck, pair.wide
    inner, channels = bottleneck.inner_channels, bottleneck.channels
    activations = bottleneck.sums.activations / pair.basic.sums.activations
    return (
        "The work of a convolution grows with the channels it reads times those it writes. A basic "
        f"block that gives {channels} channels takes {brief(wide.sums.macs)} MACs.",
        f"A bottleneck reads {_entering(pair)} channels with a 1×1 convolution, has its 3×3 on "
        f"only {inner}, and gives {channels} with another 1×1. It takes "
        f"{brief(bottleneck.sums.macs)} MACs.",
        f"MACs don't show everything: it writes {times_text(activations)} the activations of the "
        "basic block.",
    )


def total_rows(pair: BlockPair) -> tuple[tuple[str, str, str, str], ...]:
    """Title, basic block, bottleneck and their ratio, of channels and of each figure."""
    basic, bottleneck = pair.basic, pair.bottleneck
    rows = [("Channels", basic.channels, bottleneck.channels)]
    for key, title in (("macs", "MACs"), ("params", "Parameters"), ("activations", "Activations")):
        rows.append((title, getattr(basic.sums, key), getattr(bottleneck.sums, key)))
    return tuple(
        (title, digits_grouped(one), digits_grouped(other), _ratio(other, one))
        for title, one, other in rows
    )


def _ratio(value: int, base: int) -> str:
    return times_text(value / base) if base else NONE


def _entering(pair: BlockPair) -> int:
    return pair.bottleneck.block.nodes[0].in_shape[1]
