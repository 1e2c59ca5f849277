"""Cells at stage and network level: a whole stage is one box that states its shortcuts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from resnet_viz.core.graph.layer import Conv2d, Linear
from resnet_viz.core.graph.pooling import GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.shape import image_of
from resnet_viz.core.graph.tree import Node, StageView
from resnet_viz.diagram.cells.cell import Cell, box_of
from resnet_viz.diagram.cells.labels import block_words, convs_of, layer_words, size_text
from resnet_viz.diagram.cells.layer_labels import Words
from resnet_viz.diagram.scene.scene import WholeOp

STAGE_GAP = 14
SPOKEN = (Conv2d, MaxPool2d, GlobalAvgPool, Linear)


def stage_cell(stage: StageView, entry: Sequence[Node] = ()) -> Cell:
    """One box for a stage, stem or head, and for the input before it if given."""
    words = _stage_words(stage) if stage.blocks else _loose_words(stage, entry)
    members = tuple(node.path for node in (*entry, *stage.nodes))
    return Cell(stage.path, (box_of(stage.path, WholeOp.STAGE, words, members),), STAGE_GAP)


def _stage_words(stage: StageView) -> Words:
    label = f"{stage.title}  {size_text(stage.nodes[-1].out_shape)}"
    blocks = f"{len(stage.blocks)} × {block_words(stage.blocks[0])[0]}"
    return label, f"{blocks}\n{_shortcuts_text(stage)}"


def _shortcuts_text(stage: StageView) -> str:
    """How many shortcuts of which kind the stage has, so that their sum is its blocks."""
    kinds = Counter(block.shortcut.kind for block in stage.blocks if block.shortcut)
    if not kinds:
        return "no shortcuts"
    return "shortcuts: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items())


def _loose_words(stage: StageView, entry: Sequence[Node]) -> Words:
    first = entry[0] if entry else stage.nodes[0]
    way = f"{_shape(first.in_shape)} → {_shape(stage.nodes[-1].out_shape)}"
    return stage.title, f"{' · '.join(_spoken(stage.nodes))}\n{way}"


def _spoken(nodes: Sequence[Node]) -> Iterator[str]:
    """What layers say of themselves, convolutions of one kernel in a row once: `24-32-64`."""
    said = [node for node in nodes if isinstance(node.layer, SPOKEN)]
    for _, alike in groupby(said, _kernel_or_path):
        first, *others = alike
        more = "".join(f"-{conv.out_channels}" for conv in convs_of(others))
        yield f"{layer_words(first)[0]}{more}"


def _kernel_or_path(node: Node) -> object:
    return node.layer.kernel if isinstance(node.layer, Conv2d) else node.path


def _shape(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, image_of(shape)))
