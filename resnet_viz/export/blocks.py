"""Two blocks against each other as a figure and as a table."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from resnet_viz.core.cost.work_formula import TIMES
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.join_layers import ZeroPad
from resnet_viz.core.graph.layer import Conv2d
from resnet_viz.core.graph.shape import image_of, stride_text
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.lab.block_pair import BlockPair, CountedBlock, WorkedLayer
from resnet_viz.core.lab.pair_text import (
    NAMES,
    brief,
    further_text,
    lead_text,
    title_text,
    total_lines,
)
from resnet_viz.core.wording import NONE, digits_grouped, either, shape_text
from resnet_viz.diagram.cells.labels import layer_words
from resnet_viz.diagram.files.formats import WriteJob, format_named
from resnet_viz.diagram.layout.pair_figure import FiguredBlock, FigureRow, colors_of, pair_figure
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.scene import Scene, WholeOp
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.diagram.view import View
from resnet_viz.export.table import Column, Table, table_of

FIGURES = ("params", "macs", "activations")  # that are worked out
PICTURES = (".svg", ".pdf", ".png", ".tex")  # the formats that a pair is drawn in
SCALE = 2.0  # of a PNG
TITLES = ("Parameters", "MACs", "Activations")


def figured_blocks(pair: BlockPair) -> tuple[FiguredBlock, FiguredBlock]:
    """What the figure of a pair shows: its convolutions, the shortcut, the totals."""
    return _figured(pair.basic), _figured(pair.bottleneck)


def pair_scene(pair: BlockPair, *, has_notes: bool = False) -> Scene:
    """The figure of a pair; with notes its sentences are below it, as files have them."""
    notes = (lead_text(pair), further_text(pair)) if has_notes else ()
    return pair_figure(title_text(pair), figured_blocks(pair), notes)


def pair_picture(pair: BlockPair, theme: Theme) -> Picture:
    """The figure with its sentences, to be written as a file."""
    scene = pair_scene(pair, has_notes=True)
    colors = colors_of(scene, figured_blocks(pair), theme)
    return Picture(scene, theme, colors, has_legend=False)


def pair_file(pair: BlockPair, theme: Theme, suffix: str) -> bytes:
    """That as a file; UserError for a suffix that names no picture."""
    if suffix not in PICTURES:
        raise UserError(f"blocks are drawn as {either(PICTURES)}, not '{suffix}'", "output")
    form = format_named(suffix)
    job = WriteJob(pair_picture(pair, theme), pair.basic.graph, View(), SCALE)
    return form.write(job)


class PairRow(NamedTuple):
    """A layer of one of the two blocks."""

    counted: CountedBlock
    layer: WorkedLayer


def pair_table(pair: BlockPair) -> Table:
    """Each layer of both blocks with its figures worked out, and the totals of each."""
    rows = [
        PairRow(counted, layer)
        for counted in (pair.basic, pair.bottleneck)
        for layer in counted.layers
    ]
    return table_of(title_text(pair), _columns(), rows, pair_dict(pair))


def pair_dict(pair: BlockPair) -> dict[str, Any]:
    """A pair as JSON: what is compared, both blocks with totals and layers, the ratios."""
    return {
        "stage": pair.title,
        "same": str(pair.setup.same),
        "place": str(pair.setup.place),
        "blocks": [_block_dict(each) for each in (pair.basic, pair.bottleneck)],
        "macs_ratio": pair.ratio,
        "channels_ratio": pair.channels_ratio,
        "same_width_macs_ratio": pair.wide_ratio,
    }


def _block_dict(counted: CountedBlock) -> dict[str, Any]:
    sums = counted.sums
    return {
        "block": str(counted.kind),
        "channels": counted.channels,
        "out_size": list(counted.sides),
        "shortcut": str(counted.shortcut) if counted.shortcut else None,
        "totals": {key: getattr(sums, key) for key in FIGURES},
        "layers": [
            {
                "path": _name(layer),
                "title": layer.cost.title,
                **{key: getattr(layer.cost, key) for key in FIGURES},
                "formulas": {key: layer.formulas[key] for key in FIGURES if key in layer.formulas},
            }
            for layer in counted.layers
        ],
    }


def _figured(counted: CountedBlock) -> FiguredBlock:
    enters = counted.block.nodes[0].in_shape
    return FiguredBlock(
        str(counted.kind),
        NAMES[counted.kind],
        f"{shape_text(counted.sides)}, {_shortcut_text(counted)}",
        f"x: {shape_text(image_of(enters))}",
        tuple(_rows(counted)),
        counted.shortcut,
        total_lines(counted),
    )


def _shortcut_text(counted: CountedBlock) -> str:
    return f"{counted.shortcut} shortcut" if counted.shortcut else "no shortcut"


def _rows(counted: CountedBlock) -> Iterator[FigureRow]:
    """The layers that work; a squeeze-and-excitation is one box."""
    block = counted.block
    nodes = {node.path: node for node in block.nodes}
    gate = [each for each in counted.layers if each.cost.path in block.gate]
    for layer in counted.layers:
        node = nodes[layer.cost.path]
        if layer in gate:
            if layer is gate[0]:
                yield FigureRow(node.path, WholeOp.GATE, "SE", _figures(*gate))
        elif isinstance(node.layer, Conv2d):
            label = _conv_label(node, node.layer)
            yield FigureRow(node.path, node.op, label, _figures(layer), layer.is_aside)
        elif layer.is_aside and isinstance(node.layer, ZeroPad):
            label = layer_words(node)[0]
            yield FigureRow(node.path, node.op, label, "no parameters", is_aside=True)


def _conv_label(node: Node, conv: Conv2d) -> str:
    kernel = "×".join(map(str, conv.kernel))
    entering, leaving = conv.in_channels, conv.out_channels
    channels = str(leaving) if entering == leaving else f"{entering}→{leaving}"
    groups = f", {conv.groups} groups" if conv.groups > 1 else ""
    return f"{kernel}{stride_text(conv.stride)}, {channels}{groups}"


def _figures(*layers: WorkedLayer) -> str:
    macs = sum(each.cost.macs for each in layers)
    params = sum(each.cost.params for each in layers)
    return f"{brief(macs)} MACs {TIMES} {brief(params)} parameters"


def _name(layer: WorkedLayer) -> str:
    """The layer's path within its block: `conv1`."""
    return ".".join(layer.cost.path.split(".")[2:])


def _columns() -> tuple[Column[PairRow], ...]:
    return (
        Column("block", "Block", lambda row: str(row.counted.kind), _block_text, is_number=False),
        _word_column("layer", "Layer", lambda row: _name(row.layer)),
        _word_column("title", "Type", lambda row: row.layer.cost.title),
        _word_column("out_shape", "Output", lambda row: shape_text(row.layer.cost.out_shape[1:])),
        *(_figure_column(key, title) for key, title in zip(FIGURES, TITLES, strict=True)),
        *(_formula_column(key, title) for key, title in zip(FIGURES, TITLES, strict=True)),
    )


def _word_column(key: str, title: str, text: Callable[[PairRow], str]) -> Column[PairRow]:
    return Column(key, title, text, text, is_number=False)


def _block_text(row: PairRow) -> str:
    return NAMES[row.counted.kind]


def _figure_column(key: str, title: str) -> Column[PairRow]:
    def value(row: PairRow) -> int:
        return int(getattr(row.layer.cost, key))

    return Column(key, title, value, lambda row: digits_grouped(value(row)) if value(row) else NONE)


def _formula_column(key: str, title: str) -> Column[PairRow]:
    def formula(row: PairRow) -> str:
        return row.layer.formulas.get(key, "")

    text = (lambda row: formula(row) or NONE) if key == "macs" else None
    return Column(f"{key}_worked", f"{title}, worked out", formula, text, is_number=False)
