"""Costs by block, stage and kind of layer, the shortcuts' own apart: each sums to the whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.cost.cost import LayerCost, Sums, sums_of
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import operation_title
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.graph.tree import BlockView, Shortcut

OUTSIDE = "outside of modules"
SHORTCUTS, MAIN_PATH = "shortcuts", "main path"


@dataclass(frozen=True, slots=True)
class GroupCost:
    """A group of layers: `shortcut` is that part of `sums` which its shortcuts cost.

    That is the sums themselves, and the layers of projections and zero-padded shortcuts.
    `receptive_field` and `receptive_stride` are those of its last layer, in rows of the image;
    None where it has none. `views` are those of its layers that compute nothing. `is_whole` is for
    a network of others, whose first size need not be the batch.
    """

    path: str
    title: str
    layers: int
    out_shape: Shape
    sums: Sums
    shortcut: Sums
    receptive_field: int | None
    receptive_stride: int | None
    is_whole: bool = False
    views: int = 0

    @property
    def shown_shape(self) -> Shape:
        """The output as people read it: of one image, but whole where nobody says the batch."""
        return self.out_shape if self.is_whole else image_of(self.out_shape)

    @property
    def shown_layers(self) -> int:
        """How many layers there are for people: without views, unless there is nothing else."""
        return self.layers - self.views or self.layers

    def to_dict(self) -> dict[str, Any]:
        """Plain values, the costs next to the name, the shortcuts' part as its own table."""
        return {
            "path": self.path,
            "title": self.title,
            "layers": self.layers,
            "out_shape": list(self.out_shape),
            **_sums_dict(self.sums),
            "receptive_field": self.receptive_field,
            "receptive_stride": self.receptive_stride,
            "shortcut": _sums_dict(self.shortcut),
        }


def grouping_named(text: str) -> Grouping:
    """The grouping of that word; UserError names the known ones."""
    try:
        return Grouping(text.lower())
    except ValueError:
        raise unknown_word("by", text, Grouping) from None


def groups_of(
    graph: Graph, layers: Iterable[LayerCost], grouping: Grouping
) -> tuple[GroupCost, ...]:
    """The costs of a network's layers by block, stage, kind of layer, or main path and shortcuts.

    Every layer is in one group. By block, what is outside of blocks is the stem and the head.
    """
    aside = shortcut_paths(graph)
    by_group = layers_by_group(graph, layers, grouping)
    return tuple(
        _group(*name, inside, aside, graph.view_paths) for name, inside in by_group.items()
    )


def layers_by_group(
    graph: Graph, layers: Iterable[LayerCost], grouping: Grouping
) -> dict[tuple[str, str], list[LayerCost]]:
    """Path and title of each group with its layers, in order."""
    names = _names_by_path(graph, grouping)
    by_group: dict[tuple[str, str], list[LayerCost]] = {}
    for layer in layers:
        by_group.setdefault(names.get(layer.path) or _own_name(layer, grouping), []).append(layer)
    return by_group


def shortcut_paths(graph: Graph) -> frozenset[str]:
    """The layers that a network has only for its shortcuts: sums, projections, zero padding."""
    return frozenset(path for shortcut in graph.shortcuts for path in _paths_of(shortcut))


def _paths_of(shortcut: Shortcut) -> tuple[str, ...]:
    return (*shortcut.layers, shortcut.join)


def _names_by_path(graph: Graph, grouping: Grouping) -> Mapping[str, tuple[str, str]]:
    """Path and title of the group of each layer; nothing where a layer names its own."""
    if grouping is Grouping.PATH:
        aside = shortcut_paths(graph)
        return {
            node.path: (SHORTCUTS, SHORTCUTS) if node.path in aside else (MAIN_PATH, MAIN_PATH)
            for node in graph.nodes
        }
    if grouping not in (Grouping.BLOCK, Grouping.STAGE):
        return {}
    names = {
        node.path: (stage.path, stage.title or OUTSIDE)
        for stage in graph.stages
        for node in stage.nodes
    }
    if grouping is Grouping.BLOCK:
        names |= {
            node.path: (block.path, _block_title(block))
            for block in graph.blocks
            for node in block.nodes
        }
    return names


def _block_title(block: BlockView) -> str:
    """`Bottleneck, projection`; of a block of a Transformer `Block, 2 identity`."""
    kinds = Counter(each.title for each in block.shortcuts)
    is_one = len(block.shortcuts) == 1
    return ", ".join(
        [block.title, *(kind if is_one else f"{count} {kind}" for kind, count in kinds.items())]
    )


def _own_name(layer: LayerCost, grouping: Grouping) -> tuple[str, str]:
    return (
        (layer.op, operation_title(layer.op))
        if grouping is Grouping.OPERATION
        else (layer.path, layer.title)
    )


def _group(
    path: str,
    title: str,
    layers: list[LayerCost],
    aside: frozenset[str],
    views: frozenset[str],
) -> GroupCost:
    last = layers[-1]
    return GroupCost(
        path,
        title,
        len(layers),
        last.out_shape,
        sums_of(layers),
        sums_of(layer for layer in layers if layer.path in aside),
        last.receptive_field,
        last.receptive_stride,
        last.stage is None,
        sum(layer.path in views for layer in layers),
    )


def _sums_dict(sums: Sums) -> dict[str, Any]:
    """`is_complete` is there only where it is False."""
    values = asdict(sums)
    if sums.is_complete:
        del values["is_complete"]
    return values
