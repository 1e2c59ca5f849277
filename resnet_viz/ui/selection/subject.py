"""What there is to say of a selection, or of the network as a whole, as plain values."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import LayerCost, Sums, sums_of
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import GroupCost, groups_of
from resnet_viz.core.cost.measure import Measure, Place, percent_text
from resnet_viz.core.cost.measures import measure_named, measures_at
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import brief_name
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.shape import Shape, image_of, shown
from resnet_viz.core.graph.tree import BlockView
from resnet_viz.core.lab.block_chain import is_chain
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.timing.bounds import bound_text
from resnet_viz.core.timing.known_digits import known_share, known_text
from resnet_viz.core.wording import NONE, counted, shape_text
from resnet_viz.ui.selection.describe import Worked, formula_of, shortcut_words, worked_of

LONG = 10**9  # from which on a number has no room on the card
MOST_SKETCHED = 24  # layers of a block; ours have 19 at most
FIRST = ("params", "macs", "activations", "receptive_field")


class Figure(NamedTuple):
    """A figure: its name, its number, its share of the network's, how it comes about."""

    name: str
    text: str
    share: str = ""
    worked: str = ""


class Part(NamedTuple):
    """A stage in a list: its path, its name, what comes out, its blocks, its share of the work."""

    path: str
    name: str
    output: str
    blocks: str
    share: float | None


class Subject(NamedTuple):
    """A title with the path next to it, a formula as rich text, and figures.

    `further` are those that are shown with the worked numbers only.
    """

    title: str
    path: str
    formula: str = ""
    block: BlockView | None = None
    figures: tuple[Figure, ...] = ()
    further: tuple[Figure, ...] = ()
    parts: tuple[Part, ...] = ()
    note: str = ""


def network_subject(
    network: Network, costs: Sequence[LayerCost], convention: Convention
) -> Subject:
    """The network as a whole: how its depth comes about, and its stages."""
    structure, last = network.structure, costs[-1]
    graph = network.graph
    views = graph.view_paths
    layers = sum(each.path not in views for each in costs)
    counts = [("Layers", str(layers)), ("Shortcuts", str(graph.shortcut_count))]
    if structure:
        counts = [("Depth", structure.depth_text), ("Blocks", structure.blocks_text), *counts]
    if last.receptive_field is not None:
        counts.append(("Receptive field", counted(last.receptive_field, "row")))
    return Subject(
        "Whole network",
        "",
        figures=tuple(Figure(name, text) for name, text in counts),
        parts=tuple(_parts(graph, costs, convention)),
    )


def subject_of(
    graph: Graph, path: str, count: int, inside: Sequence[LayerRow], worked: Worked
) -> Subject:
    """A layer, a block, a run of `count` equal blocks or a stage, with the layers in it."""
    block = next((each for each in graph.blocks if each.path == path), None) if path else None
    views = graph.view_paths
    computing = sum(row.cost.path not in views for row in inside) or len(inside)
    layers = counted(computing, "layer")
    kind = inside[0].cost.title if len(inside) == 1 else layers
    title = brief_name(graph, path, count) if path else f"{layers} selected"
    first, last = inside[0].cost, inside[-1].cost
    shapes = (
        Figure("Input", shape_text(shown(first.in_shape, first.stage))),
        Figure("Output", shape_text(shown(last.out_shape, last.stage))),
    )
    figures = tuple(_figures(inside, worked))
    is_first = [figure for figure in figures if figure.name in _first_names()]
    formula = formula_of(block) if block else ""
    return Subject(
        title,
        f"{path} · {kind}" if path and path != title else kind if path else "",
        "<br>".join(filter(None, (formula, shortcut_words(block)))) if block else "",
        block if block and count == 1 and _has_sketch(graph, block) else None,
        (*(shapes if path else ()), *is_first, *_times(inside)),
        tuple(figure for figure in figures if figure not in is_first),
        note=_bound(inside),
    )


def _has_sketch(graph: Graph, block: BlockView) -> bool:
    """Whether its layers and its shortcut can be drawn small and still be read."""
    return len(block.nodes) <= MOST_SKETCHED and is_chain(graph, block)


def _first_names() -> set[str]:
    return {measure_named(key).heading for key in FIRST}


def _figures(inside: Sequence[LayerRow], worked: Worked) -> Iterator[Figure]:
    costs = tuple(row.cost for row in inside)
    sums, formulas, totals = sums_of(costs), worked_of(inside, worked), inside[0].totals
    for measure in measures_at(Place.SELECTION):
        text = _text(measure, sums, costs[-1])
        if text and text != NONE:
            share = measure.share_of(sums, totals) if measure.is_sum else None
            is_said = share is not None and measure.key in FIRST
            words = percent_text(share) if is_said else ""
            yield Figure(measure.heading, text, words, formulas.get(measure.key, ""))


def _text(measure: Measure, sums: Sums, last: LayerCost) -> str:
    """A figure in full, in short where it is very long; '' for what is zero."""
    if measure.field:
        return measure.field_text(last, measure.unit.full)
    value = measure.value_of(sums)
    is_long = value is not None and value >= LONG
    write = measure.unit.short if is_long else measure.unit.full
    return measure.text_of(sums, write) if value != 0 else ""


def _times(inside: Sequence[LayerRow]) -> Iterator[Figure]:
    times = [row.time for row in inside if row.time]
    if times:
        total, share = sum(time.median_ms for time in times), sum(time.share for time in times)
        error = inside[0].sums_error
        words = known_share(share, error, 1) if error else percent_text(share)
        yield Figure("Time", f"{known_text(total, error, 3)} ms", words)


def _bound(inside: Sequence[LayerRow]) -> str:
    bound = bound_text([row.time for row in inside if row.time])
    return bound[:1].upper() + bound[1:]


def _sides(group: GroupCost) -> Shape:
    """Height and width, or the features of a row; in a network of others as its boxes have it."""
    inside = image_of(group.out_shape)
    return inside if group.is_whole else inside[1:] or inside


def _parts(graph: Graph, costs: Sequence[LayerCost], convention: Convention) -> Iterator[Part]:
    blocks = {stage.path: len(stage.blocks) for stage in graph.stages}
    names = {stage.path: stage.name for stage in graph.stages}
    totals = sums_of(costs)
    whole = convention.work(totals)
    for group in groups_of(graph, costs, Grouping.STAGE):
        share = convention.work(group.sums) / whole if whole and totals.is_complete else None
        count = blocks.get(group.path, 0)
        output = shape_text(_sides(group))
        yield Part(group.path, names[group.path], output, f"× {count}" if count else "", share)
