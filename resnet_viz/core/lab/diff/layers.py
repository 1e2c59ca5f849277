"""Two layers next to each other: what differs between them, in words too."""

from dataclasses import fields
from typing import NamedTuple

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.shape import shown
from resnet_viz.core.graph.tree import Node, ShortcutKind
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.wording import shape_text

SIZES = frozenset({
    "in_channels", "out_channels", "channels", "in_features", "out_features",
    "own_params", "own_buffers",
})  # fmt: skip
FOLLOWS = {"padding": "kernel"}  # what goes without saying where that is said
ATTRIBUTE_WORDS = {"has_bias": "bias", "dim": "dimension"}
BOOLEAN_WORDS = {True: "yes", False: "no"}
NO_SHORTCUT = "none"


class Change(NamedTuple):
    """Something of a layer that differs: `kernel`, `3×3`, `1×1`."""

    name: str
    a: str
    b: str

    @property
    def words(self) -> str:
        """`kernel 3×3 → 1×1`."""
        return f"{self.name} {self.a} → {self.b}"


class Sides(NamedTuple):
    """A layer of A and one of B, None where one of both lacks it; what shortcut each joins."""

    a: Node | None
    b: Node | None
    shortcut_a: ShortcutKind | None = None
    shortcut_b: ShortcutKind | None = None


def kind_of(sides: Sides) -> Kind:
    """How two layers differ, or which of both networks has the only one."""
    one, other, *shortcuts = sides
    if one is None:
        return Kind.ONLY_B
    if other is None:
        return Kind.ONLY_A
    if shortcuts[0] != shortcuts[1]:
        return Kind.SHORTCUT
    if _attributes(one.layer) != _attributes(other.layer):
        return Kind.ATTRIBUTES
    return Kind.SAME if _facts(one) == _facts(other) else Kind.SHAPE


def _facts(node: Node) -> tuple[object, ...]:
    return node.layer, node.in_shapes, node.out_shapes


def changes_of(sides: Sides) -> tuple[Change, ...]:
    """Every attribute, shape and shortcut that differs; none where one is alone."""
    one, other = sides.a, sides.b
    if one is None or other is None:
        return ()
    ours, theirs = _attributes(one.layer), _attributes(other.layer)
    names = [name for name in ours if name in theirs and ours[name] != theirs[name]]
    return (
        *(
            Change(ATTRIBUTE_WORDS.get(name, name), _text(ours[name]), _text(theirs[name]))
            for name in names
            if FOLLOWS.get(name) not in names
        ),
        *_shape_changes(one, other),
        *_shortcut_change(sides.shortcut_a, sides.shortcut_b),
    )


def _attributes(layer: Layer) -> dict[str, object]:
    """What a layer has apart from its channels."""
    names = (each.name for each in fields(layer))
    return {name: getattr(layer, name) for name in names if name not in SIZES}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "×".join(map(str, value))
    return BOOLEAN_WORDS[value] if isinstance(value, bool) else str(value)


def _shape_changes(one: Node, other: Node) -> tuple[Change, ...]:
    """What goes in and comes out; as one where a layer leaves shapes as they are."""
    ours, theirs = _shapes(one), _shapes(other)
    if ours == theirs:
        return ()
    if ours[0] == ours[1] and theirs[0] == theirs[1]:
        return (Change("shape", ours[0], theirs[0]),)
    return tuple(
        Change(name, mine, its)
        for name, mine, its in zip(("input", "output"), ours, theirs, strict=True)
        if mine != its
    )


def _shapes(node: Node) -> tuple[str, str]:
    entering, leaving = (shown(each, node.stage) for each in (node.in_shape, node.out_shape))
    return shape_text(entering), shape_text(leaving)


def _shortcut_change(ours: ShortcutKind | None, theirs: ShortcutKind | None) -> tuple[Change, ...]:
    if ours is theirs:
        return ()
    return (Change("shortcut", ours or NO_SHORTCUT, theirs or NO_SHORTCUT),)
