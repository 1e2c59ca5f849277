"""The columns of the layer table: names and shapes, and the figures of costs and times."""

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from resnet_viz.core.cost.convention import Convention, convention_of
from resnet_viz.core.cost.formula import share_formula
from resnet_viz.core.cost.measure import Measure, Place, percent_text
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.graph.shape import shown
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.timing.time_measures import LAYER_TIMES, TimeMeasure
from resnet_viz.core.weights.measures import WEIGHT_MEASURES, WeightMeasure
from resnet_viz.core.wording import NONE, shape_text

Sortable = str | int | float
FIRST = ("layer", "work", "params", "median_ms", "output", "type", "work_share", "share")
"""What is shown as long as there is room, the most important first; the others come after."""


class Needs(Enum):
    """What there has to be before a column is shown."""

    NOTHING = auto()
    RUN = auto()
    WEIGHTS = auto()
    TWO_WEIGHTS = auto()


class LayerColumn(NamedTuple):
    """A column: what it sorts by and what it shows; those that need something say what.

    One with a `convention` is shown where work is counted so; `key` is its worked formula's, and
    `part_of` the figure that it is, or is a share of. A value is None where it is not known.
    """

    title: str
    tip: str
    value: Callable[[LayerRow], Sortable | None]
    text: Callable[[LayerRow], str]
    is_number: bool = True
    needs: Needs = Needs.NOTHING
    is_bar: bool = False
    convention: Convention | None = None
    key: str = ""
    part_of: Measure | None = None
    word: str = ""  # by which arrangements know it

    @property
    def rank(self) -> int:
        """How early it is shown where not all columns have room."""
        return FIRST.index(self.word) if self.word in FIRST else len(FIRST)

    def share_text(self, row: LayerRow) -> str:
        """What part of the network's figure a layer's is, worked out; '' for none."""
        if self.part_of is None or not self.part_of.share_of(row.cost, row.totals):
            return ""
        part, whole = (self.part_of.value_of(cost) or 0 for cost in (row.cost, row.totals))
        return f"{part / whole:.2%} of the network: {share_formula(part, whole)}"


NAMES: tuple[LayerColumn, ...] = (
    LayerColumn(
        "Layer",
        "The module's path in the PyTorch model. Sorts in network order.",
        lambda row: 0,
        lambda row: row.cost.path,
        is_number=False,
        word="layer",
    ),
    LayerColumn(
        "Type",
        "Kind, kernel and stride",
        lambda row: row.cost.title,
        lambda row: row.cost.title,
        is_number=False,
        word="type",
    ),
    LayerColumn(
        "Output",
        "Channels × height × width of one image",
        lambda row: next(iter(shown(row.cost.out_shape, row.cost.stage)), 0),
        lambda row: shape_text(shown(row.cost.out_shape, row.cost.stage)),
        is_number=False,
        word="output",
    ),
)


def _columns() -> Iterator[LayerColumn]:
    """Names, then parameters and work, times, and the other figures."""
    measures = measures_at(Place.LAYERS)
    works = [place for place, each in enumerate(measures) if convention_of(each)]
    yield from NAMES
    for measure in measures[: works[-1] + 1]:
        yield from _cost_columns(measure)
    for time in LAYER_TIMES:
        if time.is_shown:
            yield _time_column(time)
    for measure in measures[works[-1] + 1 :]:
        yield from _cost_columns(measure)
    yield from map(_weight_column, WEIGHT_MEASURES)


def _cost_columns(measure: Measure) -> Iterator[LayerColumn]:
    """A figure, and its share where it is a count of work."""
    convention = convention_of(measure)
    yield LayerColumn(
        measure.heading,
        measure.tip,
        lambda row: measure.at(row.cost),
        lambda row: measure.text_at(row.cost),
        convention=convention,
        key=measure.key,
        part_of=measure if measure.is_sum else None,
        word="work" if convention else measure.key,
    )
    if convention:
        yield LayerColumn(
            "Share",
            f"Of the whole network's {convention.label}",
            lambda row: measure.share_of(row.cost, row.totals),
            lambda row: percent_text(measure.share_of(row.cost, row.totals)),
            convention=convention,
            part_of=measure,
            word="work_share",
        )


def _time_column(time: TimeMeasure[LayerTime]) -> LayerColumn:
    return LayerColumn(
        time.title,
        time.tip,
        lambda row: time.value(row.time) if row.time else None,
        lambda row: time.text_of(row.time, row.rounding) if row.time else NONE,
        is_number=time.is_number,
        needs=Needs.RUN,
        is_bar=time.is_share,
        word=time.key,
    )


def _weight_column(measure: WeightMeasure) -> LayerColumn:
    return LayerColumn(
        f"Weights: {measure.title.lower()}",
        f"{measure.tip}, of the layer's weights and biases together",
        lambda row: measure.value(row.weights) if row.weights else None,
        lambda row: measure.text_of(row.weights) if row.weights else NONE,
        needs=Needs.TWO_WEIGHTS if measure.is_compared else Needs.WEIGHTS,
        word=measure.key,
    )


COLUMNS = tuple(_columns())
