"""What the lesson on residual blocks says: only what is true by construction, or counted here."""

from resnet_viz.core.graph.layer import Conv2d
from resnet_viz.core.graph.tree import BlockView, ShortcutKind
from resnet_viz.core.lab.block_lesson import BlockLesson, Lack, Rivals
from resnet_viz.core.wording import shape_text, si

IDEA = (
    "A plain block has to learn the whole mapping H(x) from its input x to its output. "
    "A residual block is given x and learns only the difference, the <b>residual function</b> "
    "F(x) = H(x) − x. Its output is the sum:"
)
FORMULA = "H(x) = F(x) + x"
SOURCE = "He, Zhang, Ren and Sun 2015, “Deep Residual Learning for Image Recognition”, equation 1."
ZERO = (
    "If all weights of F are zero, those of its norms too, then F(x) = 0 and the sum is x: "
    "for a residual block the identity is all zeros. A plain block can also be the identity, but "
    "only with one exact pattern in its kernels."
)
NO_PARAMS = (
    "An <b>identity shortcut</b> adds x unchanged. It has no parameters and no multiplications: "
    "the only work is one addition for each element."
)
PROJECTED = (
    "Where a block changes the number of channels or halves height and width, x doesn't fit the "
    "sum any more. A <b>projection shortcut</b> W<sub>s</sub>x, {layer}, gives it the "
    "shape of F(x) (equation 2)."
)
POINTWISE, OTHER_LAYER = "a 1×1 convolution", "a layer with weights of its own"
EVERYWHERE = (
    "In this network every shortcut is a <b>projection</b> (option C), also where x would fit the "
    "sum as it is. The paper found this only slightly better than projections where the shape "
    "changes (option B), for more parameters (table 3)."
)
PADDED = (
    "Where a block changes the number of channels or halves height and width, x doesn't fit the "
    "sum any more. A <b>zero-padded shortcut</b> takes every second place of x where the size "
    "halves, and fills the new channels up with zeros (option A). It has no parameters."
)
PLAIN = (
    "The network on screen is <b>plain</b>: its blocks have the same layers, but nothing is added "
    "to what they compute. Put the shortcuts back to see the difference."
)
LACKS = {
    Lack.CONCATENATED: (
        "The network on screen has no residual block: its shortcuts are <b>concatenated</b>. What "
        "a block reads is put next to what it computes, and nothing is added."
    ),
    Lack.CHANGED: (
        "The network on screen has no identity shortcut: what is added has gone through a norm or "
        "a pool, so it isn't x itself."
    ),
    Lack.ACROSS: (
        "The network on screen has no residual block: its shortcuts lead from one part of it to "
        "another."
    ),
    Lack.NO_SHORTCUT: (
        "The network on screen has no shortcut: nothing is added to what its layers compute."
    ),
}


def identity_text(lesson: BlockLesson) -> str:
    """On the block that adds x unchanged."""
    if lesson.lack:
        return LACKS[lesson.lack]
    if lesson.plain:
        return PLAIN
    if lesson.identity:
        return NO_PARAMS
    if lesson.is_projected:
        return EVERYWHERE
    return "Every block of this network changes the shape of x."


def changing_text(lesson: BlockLesson) -> str:
    """On the block that has to change the shape of x, '' without one."""
    block = lesson.changing
    if block is None or block.shortcut is None:
        return ""
    is_padded = block.shortcut.kind is ShortcutKind.ZERO_PAD
    words = PADDED if is_padded else PROJECTED.format(layer=_projection_text(block))
    enters, leaves = (
        shape_text(shape[1:]) for shape in (block.nodes[0].in_shape, block.nodes[-1].out_shape)
    )
    return f"{words} Here {block.path} goes from {enters} to {leaves}."


def _projection_text(block: BlockView) -> str:
    """What a shortcut has on its way; in networks of others it may be anything with weights."""
    own = block.shortcut.layers if block.shortcut else ()
    layers = [node.layer for node in block.nodes if node.path in own]
    is_pointwise = any(isinstance(each, Conv2d) and set(each.kernel) == {1} for each in layers)
    return POINTWISE if is_pointwise else OTHER_LAYER


def rivals_text(rivals: Rivals) -> str:
    """Why there are two designs of block, in numbers of this network."""
    basic, bottleneck = rivals.basic, rivals.bottleneck
    return (
        "A <b>basic</b> block has two 3×3 convolutions. A <b>bottleneck</b> block first reduces "
        "the channels with a 1×1 convolution, works on few channels with a 3×3, and restores them "
        f"with another 1×1. On the {rivals.channels} channels of the block above, two 3×3 "
        f"convolutions need {basic.macs / bottleneck.macs:.1f} times the MACs of a bottleneck "
        f"with {rivals.inner} inner channels, and {basic.params / bottleneck.params:.1f} times its "
        "parameters. So a deeper network fits into the same work."
    )


def rivals_rows(rivals: Rivals) -> tuple[tuple[str, str, str], ...]:
    """Name, parameters and MACs: of the block on screen, then of both designs on its shape."""
    rows = (
        ("This block", rivals.own),
        (f"Basic: 3×3, {rivals.channels} twice", rivals.basic),
        (f"Bottleneck: {rivals.inner}, {rivals.inner}, {rivals.channels}", rivals.bottleneck),
    )
    return tuple((name, si(cost.params), si(cost.macs)) for name, cost in rows)
