"""What the variants of a network cost, all figures at once: for charts of any measure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.against import Variant, variants_of
from resnet_viz.core.lab.choices import Varied
from resnet_viz.core.lab.series import Curve, Curves, Name
from resnet_viz.core.lab.sweep.points import COLUMNS
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.core.resnet.totals import figures_for


class VariedCosts(NamedTuple):
    """A variant with its figures, in the order of `COLUMNS` of a sweep."""

    variant: Variant
    figures: tuple[int, ...]


def around(spec: ResNetSpec) -> Iterator[Variant]:
    """The legal networks of both blocks with all pairs of other depths and widths."""
    widths = list(variants_of(spec, Varied.WIDTH))
    for depth in variants_of(spec, Varied.DEPTH):
        for width in widths:
            if width.block is depth.block:
                pair = replace(width.spec, stages=depth.spec.stages)
                if _is_legal(pair):
                    yield Variant(depth.block, depth.at, pair)


def costs_of(variant: Variant, batch: int) -> VariedCosts:
    """The figures of a variant: a millisecond for a family not seen before, else far less."""
    return VariedCosts(variant, (variant.spec.depth, *figures_for(variant.spec, batch)))


def curves_of(costs: Sequence[VariedCosts], varied: Varied, key: str) -> Curves:
    """A figure of the variants, a curve for each block; ValueError for one no sweep knows."""
    place = COLUMNS.index(key)
    curves = (
        Curve(
            Name(block.value, block=block.value),
            tuple(
                (each.variant.at, each.figures[place])
                for each in costs
                if each.variant.block is block
            ),
        )
        for block in Block
    )
    return Curves(varied.value, key, tuple(curves))


def _is_legal(spec: ResNetSpec) -> bool:
    try:
        checked(spec)
    except UserError:
        return False
    return True
