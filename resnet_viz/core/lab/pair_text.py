"""What a pair of blocks says in sentences: only what follows from their counts."""

from resnet_viz.core.lab.block_pair import BlockPair, CountedBlock
from resnet_viz.core.lab.choices import BlockPlace, Same
from resnet_viz.core.resnet.spec import Block
from resnet_viz.core.wording import in_brief, number_text, shape_text, si

NAMES = {Block.BASIC: "Basic block", Block.BOTTLENECK: "Bottleneck block"}


def times_text(ratio: float) -> str:
    """A ratio to read at a glance: `17 ×`, `4 ×`, `0.94 ×`, `0.059 ×`."""
    if ratio < 0.0995:
        return f"{ratio:.2g} ×"
    text = f"{ratio:.0f}" if ratio >= 9.95 else f"{ratio:.2f}".rstrip("0").rstrip(".")
    return f"{text} ×"


def title_text(pair: BlockPair) -> str:
    """`One block of conv4_x, 14 × 14`; the first block of a stage is named as such."""
    which = "The first" if pair.setup.place is BlockPlace.FIRST else "One"
    return f"{which} block of {pair.title}, {shape_text(pair.basic.sides)}"


def lead_text(pair: BlockPair) -> str:
    """The sentence that the figure leads to."""
    if pair.setup.same is Same.WIDTH:
        return (
            f"On {pair.basic.channels} channels a basic block takes "
            f"{times_text(pair.wide_ratio)} the MACs of a bottleneck."
        )
    macs = "as many MACs" if pair.ratio == 1 else f"{times_text(pair.ratio)} the MACs"
    return f"The bottleneck carries {times_text(pair.channels_ratio)} the channels for {macs}."


def further_text(pair: BlockPair) -> str:
    """What the other way of comparing would show."""
    bottleneck, wide = pair.bottleneck, pair.wide
    if pair.setup.same is Same.WIDTH:
        inner = bottleneck.inner_channels
        return (
            f"The bottleneck's 1×1 convolutions take its 3×3 to {inner} channels and back to "
            f"{bottleneck.channels}."
        )
    return (
        f"A basic block on {wide.channels} channels would cost {si(wide.sums.macs)} MACs: "
        f"{times_text(pair.wide_ratio)} as much as the bottleneck."
    )


def total_lines(counted: CountedBlock) -> tuple[str, str]:
    """Channels and MACs of a block, and below them its other figures."""
    sums = counted.sums
    return (
        f"{counted.channels} channels · {brief(sums.macs)} MACs",
        f"{brief(sums.params)} parameters · {brief(sums.activations)} activations",
    )


def brief(count: int) -> str:
    """A count in at most four digits: `115.6 M`, `590 k`."""
    return in_brief(number_text(count))
