"""The rows of a diff: layers within parts within stages, each of A and of B."""

from collections.abc import Mapping
from typing import NamedTuple

from resnet_viz.core.cost.cost import Sums
from resnet_viz.core.graph.tree import Node, ShortcutKind
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.layers import Change


class Costs(NamedTuple):
    """The costs of a part of A and of its counterpart in B; nothing where one lacks it."""

    a: Sums
    b: Sums


class LayerDiff(NamedTuple):
    """A layer of A and its counterpart in B, None where one of both has none.

    `name_a` and `name_b` are what it is called within its block. Where equal blocks in a row have
    it, `count` says how many, `path` is the first one's, and the costs are of all of them.
    `is_aside` is what belongs to a shortcut: its own layers and its join.
    """

    path: str
    name_a: str
    name_b: str
    a: Node | None
    b: Node | None
    kind: Kind
    changes: tuple[Change, ...]
    costs: Costs
    repeats: int
    is_aside: bool

    @property
    def words(self) -> str:
        """What differs: `kernel 3×3 → 1×1`; of a layer that is alone, who has it."""
        return ", ".join(each.words for each in self.changes) or self.kind.words

    @property
    def name(self) -> str:
        """What it is called within its block: `conv1`, `downsample.0 → downsample.1`."""
        return " → ".join(dict.fromkeys(filter(None, (self.name_a, self.name_b))))

    @property
    def node(self) -> Node:
        """That of A, of B where A has none."""
        node = self.a or self.b
        assert node
        return node


class PartDiff(NamedTuple):
    """Blocks of A that are alike and their counterparts in B, which are alike too.

    `paths` are those of the blocks, one '' for the layers outside of blocks; `title_a` and
    `title_b` are what the blocks are, '' where one of both lacks them.
    """

    paths: tuple[str, ...]
    title_a: str
    title_b: str
    is_block: bool
    kind: Kind
    layers: tuple[LayerDiff, ...]
    costs: Costs


class StageDiff(NamedTuple):
    """A stage of A and the one of the same path in B; blocks and shortcuts as (A, B)."""

    path: str
    title: str
    kind: Kind
    parts: tuple[PartDiff, ...]
    blocks: tuple[int, int]
    shortcuts: tuple[Mapping[ShortcutKind, int], Mapping[ShortcutKind, int]]
    costs: Costs
