"""Two stages next to each other: their blocks and layers in pairs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.group_names import top_name
from resnet_viz.core.graph.tree import Group, Node, ShortcutKind
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.layers import Sides, changes_of, kind_of
from resnet_viz.core.lab.diff.pairing import Named, Pair, paired_keys, paired_layers
from resnet_viz.core.lab.diff.rows import Costs, LayerDiff, PartDiff, StageDiff
from resnet_viz.core.lab.diff.sums import added, cost_of
from resnet_viz.core.lab.diff.units import Unit, units_of

Units = tuple[Unit | None, Unit | None]
OTHER_LAYERS = frozenset({Kind.ONLY_A, Kind.ONLY_B, Kind.ATTRIBUTES})
ONE_SIDED = frozenset({Kind.ONLY_A, Kind.ONLY_B})


class Stage(NamedTuple):
    """A stage of one network, None where that has none of this path."""

    graph: Graph
    group: Group | None

    def units(self) -> Mapping[str, Unit]:
        """Its parts by their paths."""
        return units_of(self.graph, self.group) if self.group else {}


def stage_diff(ours: Stage, theirs: Stage, batch: int) -> StageDiff:
    """What differs between two stages; one of both may be missing."""
    units = ours.units(), theirs.units()
    parts = tuple(_part_diff(pair, paths, batch) for pair, paths in _paired_units(*units))
    group = ours.group or theirs.group
    assert group
    return StageDiff(
        group.path,
        top_name(group),
        _alone(ours.group, theirs.group) or _stage_kind(parts),
        parts,
        (_block_count(units[0]), _block_count(units[1])),
        (_shortcuts(units[0]), _shortcuts(units[1])),
        summed(part.costs for part in parts),
    )


def summed(costs: Iterable[Costs]) -> Costs:
    """The costs of several rows on both sides."""
    every = list(costs)
    return Costs(added(each.a for each in every), added(each.b for each in every))


def _paired_units(
    ours: Mapping[str, Unit], theirs: Mapping[str, Unit]
) -> list[tuple[Units, list[str]]]:
    """The pairs with the paths at which they are; neighbours that are alike are one."""
    found: list[tuple[Units, list[str]]] = []
    for one, other in paired_keys(list(ours), list(theirs)):
        mine = ours[one] if one is not None else None
        its = theirs[other] if other is not None else None
        path = one if one is not None else other
        assert path is not None
        if found and found[-1][0][0] is mine and found[-1][0][1] is its:
            found[-1][1].append(path)
        else:
            found.append(((mine, its), [path]))
    return found


def _part_diff(pair: Units, paths: Sequence[str], batch: int) -> PartDiff:
    ours, theirs = pair
    layers = tuple(
        _layer_diff(each, pair, paths, batch)
        for each in paired_layers(_named(ours), _named(theirs))
    )
    return PartDiff(
        tuple(paths),
        ours.title if ours else "",
        theirs.title if theirs else "",
        any(unit.is_block for unit in pair if unit),
        _alone(ours, theirs) or _part_kind(layers),
        layers,
        summed(layer.costs for layer in layers),
    )


def _named(unit: Unit | None) -> list[Named]:
    return [Named(unit.name_of(node.path), node) for node in unit.nodes] if unit else []


def _layer_diff(pair: Pair, units: Units, paths: Sequence[str], batch: int) -> LayerDiff:
    first = pair[0] or pair[1]
    assert first
    one, other = (each.node if each else None for each in pair)
    sides = Sides(one, other, _shortcut_at(units[0], one), _shortcut_at(units[1], other))
    return LayerDiff(
        f"{paths[0]}.{first.name}" if paths[0] else first.name,
        pair[0].name if pair[0] else "",
        pair[1].name if pair[1] else "",
        one,
        other,
        kind_of(sides),
        changes_of(sides),
        Costs(cost_of(one, batch, len(paths)), cost_of(other, batch, len(paths))),
        len(paths),
        _is_aside(units[0], one) or _is_aside(units[1], other),
    )


def _shortcut_at(unit: Unit | None, node: Node | None) -> ShortcutKind | None:
    found = unit.shortcuts.get(node.path) if unit and node else None
    return found.kind if found else None


def _is_aside(unit: Unit | None, node: Node | None) -> bool:
    """Whether a layer is there only for a shortcut."""
    if unit is None or node is None:
        return False
    return any(
        node.path == each.join or node.path in each.layers for each in unit.shortcuts.values()
    )


def _alone(ours: object, theirs: object) -> Kind | None:
    if ours is None:
        return Kind.ONLY_B
    return Kind.ONLY_A if theirs is None else None


def _part_kind(layers: Iterable[LayerDiff]) -> Kind:
    """That which says most; what one of both lacks within a block counts as other layers."""
    rows = list(layers)
    kinds = {row.kind for row in rows if not row.is_aside}
    if kinds & OTHER_LAYERS:
        return Kind.ATTRIBUTES
    if Kind.SHAPE in kinds:
        return Kind.SHAPE
    return Kind.SHORTCUT if any(row.kind is not Kind.SAME for row in rows) else Kind.SAME


def _stage_kind(parts: Iterable[PartDiff]) -> Kind:
    kinds = {part.kind for part in parts}
    if kinds & ONE_SIDED:
        return Kind.BLOCKS
    return next((kind for kind in Kind if kind is not Kind.SAME and kind in kinds), Kind.SAME)


def _block_count(units: Mapping[str, Unit]) -> int:
    return sum(unit.is_block for unit in units.values())


def _shortcuts(units: Mapping[str, Unit]) -> Mapping[ShortcutKind, int]:
    return Counter(each.kind for unit in units.values() for each in unit.shortcuts.values())
