"""The paper's table 1 for any family: a row for each stage, a column for each network."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.resnet.match import By, stage_costs_of
from resnet_viz.core.resnet.network import graph_of
from resnet_viz.core.resnet.presets import (
    HEADLESS,
    Preset,
    family_of,
    preset_of,
    switched,
    title_of,
)
from resnet_viz.core.resnet.spec import Block, ResNetSpec, Stem
from resnet_viz.core.wording import digits_grouped, si

STEM_WORDS = {
    Stem.IMAGENET: ("7×7, {}, /2",),
    Stem.DEEP: ("3×3, {}, /2", "3×3, {}", "3×3, {}"),
    Stem.CIFAR: ("3×3, {}",),
}


@dataclass(frozen=True, slots=True)
class TableCell:
    """The layers of a block, one a line, and how many such blocks; 0 where it is no block.

    `above` is a layer that comes before the blocks, '' for none.
    """

    lines: tuple[str, ...]
    count: int = 0
    above: str = ""

    def __str__(self) -> str:
        words = " / ".join(self.lines)
        blocks = f"[{words}] × {self.count}" if self.count else words
        return f"{self.above}; {blocks}" if self.above else blocks


class TableColumn(NamedTuple):
    """A network: what it is called, what opens it, and a cell for each row."""

    title: str
    spec: ResNetSpec
    cells: tuple[TableCell, ...]
    is_current: bool


class TableOne(NamedTuple):
    """Names of the rows, their output sizes for the images of the current network, the columns."""

    rows: tuple[str, ...]
    sizes: tuple[str, ...]
    columns: tuple[TableColumn, ...]


def table_one(spec: ResNetSpec) -> TableOne:
    """The family of a legal network on its own images; in front the network, if it is in none."""
    presets = family_of(spec)
    current = preset_of(spec)
    columns = [_column(switched(spec, preset), preset, current is preset) for preset in presets]
    if current is None:
        columns.insert(0, _column(spec, None, True))
    stages = max(len(column.spec.stages) for column in columns)
    rows = ("conv1", *(f"conv{stage + 1}_x" for stage in range(1, stages + 1)), "head")
    filled = tuple(_padded(column, stages) for column in columns)
    return TableOne((*rows, "parameters", Convention.MACS.label), _sizes(spec, stages), filled)


def _column(spec: ResNetSpec, preset: Preset | None, is_current: bool) -> TableColumn:
    """The column of a network; its totals follow from two blocks a stage, so 1202 cost no time."""
    params, macs = (stage_costs_of(spec, by).of(spec.stages) for by in (By.PARAMS, By.MACS))
    cells = (
        _stem_cell(spec),
        *(_stage_cell(spec, stage) for stage in range(1, len(spec.stages) + 1)),
        _head_cell(spec),
        TableCell((si(params),)),
        TableCell((si(macs),)),
    )
    return TableColumn(preset.title if preset else title_of(spec), spec, cells, is_current)


def _padded(column: TableColumn, stages: int) -> TableColumn:
    """The column with empty cells where others have more stages, before the head."""
    lacking = stages - len(column.spec.stages)
    cells = (*column.cells[:-3], *(TableCell(()),) * lacking, *column.cells[-3:])
    return TableColumn(column.title, column.spec, cells, column.is_current)


def _stem_cell(spec: ResNetSpec) -> TableCell:
    lines = zip(STEM_WORDS[spec.stem], spec.stem_channels, strict=True)
    return TableCell(tuple(line.format(channels) for line, channels in lines))


def _head_cell(spec: ResNetSpec) -> TableCell:
    fc = f"{digits_grouped(spec.classes)}-d fc" if spec.classes else HEADLESS
    return TableCell(("average pool", fc))


def _stage_cell(spec: ResNetSpec, stage: int) -> TableCell:
    is_pooled = stage == 1 and spec.stem is not Stem.CIFAR
    pool = "3×3 max pool, /2" if is_pooled else ""
    return TableCell(tuple(_block_lines(spec, stage)), spec.stages[stage - 1], pool)


def _block_lines(spec: ResNetSpec, stage: int) -> Iterator[str]:
    inner, out = spec.inner_channels(stage), spec.out_channels(stage)
    if spec.block is Block.BASIC:
        yield from (f"3×3, {inner}", f"3×3, {out}")
    else:
        groups = f", C={spec.groups}" if spec.groups > 1 else ""
        yield from (f"1×1, {inner}", f"3×3, {inner}{groups}", f"1×1, {out}")
    if spec.se:
        yield f"SE, {spec.squeezed_channels(stage)}"


def _sizes(spec: ResNetSpec, stages: int) -> tuple[str, ...]:
    """Output sizes of the current network's stages; nothing for those that it has not."""
    stem, *blocks, _ = graph_of(spec).stages
    own = [_size(stem.nodes[0].out_shape)]
    own += [_size(stage.nodes[-1].out_shape) for stage in blocks]
    return (*own, *("",) * (stages + 1 - len(own)), "1×1", "", "")


def _size(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape[2:]))
