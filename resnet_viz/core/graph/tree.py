"""What a network's tree is made of: nodes, groups, runs of equal groups, shortcuts; its views."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.shape import Shape, Shapes


class ShortcutKind(StrEnum):
    """How a shortcut carries what it takes to its join.

    A normed one has a norm on its way, a resampled one a pool or another size.
    """

    IDENTITY = "identity"
    ZERO_PAD = "zero-pad"
    PROJECTION = "projection"
    NORMED = "normed"
    RESAMPLED = "resampled"


class Join(StrEnum):
    """How a shortcut meets the main path: as a sum, or side by side."""

    ADD = "add"
    CAT = "cat"


class GroupKind(StrEnum):
    """What a group of layers is.

    A `run` is its children over and over; a `gate` a block's squeeze-and-excitation; a `part` any
    other module.
    """

    STEM = "stem"
    STAGE = "stage"
    BLOCK = "block"
    GATE = "gate"
    HEAD = "head"
    RUN = "run"
    PART = "part"


class Node(NamedTuple):
    """One layer in one call: `path` is its module's name in the real model.

    `inputs` are the paths it reads; `ports` say which output of each, the first where it is empty.
    Shapes are whole, one for each input and output. `stage` is 0 for the stem and counts on to the
    head, one past the last stage; `block` is the index within its stage, None outside of blocks;
    both are None in a network without stages. `call` counts the calls of a module that runs several
    times, whose paths end in `#2`, `#3` and so on. A free one is an operation that is not all of a
    module. A tuple, because thousands are made.
    """

    path: str
    layer: Layer
    inputs: tuple[str, ...]
    in_shapes: Shapes
    out_shapes: Shapes
    stage: int | None = None
    block: int | None = None
    ports: tuple[int, ...] = ()
    call: int = 1
    is_free: bool = False

    @property
    def op(self) -> str:
        return self.layer.op

    @property
    def in_shape(self) -> Shape:
        """The shape of the first input; of a layer that reads weights only, that of its output."""
        return self.in_shapes[0] if self.in_shapes else self.out_shapes[0]

    @property
    def out_shape(self) -> Shape:
        """The shape of the first output."""
        return self.out_shapes[0]


class Shortcut(NamedTuple):
    """A way past other layers: from `source` to the sum or the concatenation at `join`.

    `layers` are the paths of its own layers (a projection's convolution and batch norm).
    """

    kind: ShortcutKind
    source: str
    join: str
    layers: tuple[str, ...] = ()
    how: Join = Join.ADD

    @property
    def title(self) -> str:
        """The word for it among others: its kind, or that it is concatenated."""
        return "concatenated" if self.how is Join.CAT else self.kind.value


class PlainJoin(NamedTuple):
    """A sum or a concatenation of ways, without a shortcut among them."""

    join: str
    how: Join = Join.ADD


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a network: layers and groups in order of the data flow.

    A run has `paths`: those of its children for each repetition in turn, so that its count is their
    number over that of its children, which are its first repetition and may be several: its period.
    What a repetition reads of the one before it is in `carries`: what the first one reads in that
    place, and the path of what it hands on. What it reads of anything else is the same for all.
    A path within begins with its child's in every repetition; those that don't are in `renamed`,
    each with what it is in every repetition in turn. `number` is that of a stage.
    """

    path: str
    title: str
    kind: GroupKind
    children: tuple["Node | Group", ...]
    number: int | None = None
    paths: tuple[str, ...] = ()
    carries: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, ...], ...] = ()

    @property
    def count(self) -> int:
        """How often the children are there."""
        return len(self.paths) // len(self.children) if self.paths else 1


class BlockView(NamedTuple):
    """One residual block: its nodes in order of the data flow, its projection's among them.

    A block of a Transformer has two `shortcuts`. Those of a block within it are not its own. `gate`
    are the paths of its squeeze-and-excitation. Equal neighbours have one `group`.
    """

    path: str
    title: str
    nodes: tuple[Node, ...]
    shortcuts: tuple[Shortcut, ...]
    gate: tuple[str, ...]
    group: Group

    @property
    def shortcut(self) -> Shortcut | None:
        """The first of its shortcuts: the only one of a ResNet's block."""
        return self.shortcuts[0] if self.shortcuts else None

    @property
    def main(self) -> tuple[Node, ...]:
        """The nodes without the shortcuts' own."""
        aside = {path for shortcut in self.shortcuts for path in shortcut.layers}
        return tuple(node for node in self.nodes if node.path not in aside)


class StageView(NamedTuple):
    """A group at the top of the tree: a stem, a stage of blocks, a head, or any other part.

    `title` is what it is, which may be a class that others are of too; `name` what it is called.
    `loose` are its nodes outside of blocks.
    """

    path: str
    title: str
    name: str
    number: int | None
    nodes: tuple[Node, ...]
    blocks: tuple[BlockView, ...]
    loose: tuple[Node, ...]


class Unrolled(NamedTuple):
    """All layers of a graph's tree, each repetition of a run by itself."""

    nodes: tuple[Node, ...]
    stages: tuple[StageView, ...]
    shortcuts: tuple[Shortcut, ...]
    plain_joins: tuple[PlainJoin, ...] = ()
