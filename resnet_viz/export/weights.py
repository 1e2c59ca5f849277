"""The figures of weights as a table, a parameter a row."""

from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.weights.figures import TensorFigures, WeightsFigures
from resnet_viz.core.weights.measures import UNUSABLE, WEIGHT_MEASURES, WeightMeasure
from resnet_viz.core.wording import digits_grouped, shape_text
from resnet_viz.export.table import Column, Table, table_of

NAMES: tuple[Column[TensorFigures], ...] = (
    Column("parameter", "Parameter", lambda row: row.name, lambda row: row.name, is_number=False),
    Column(
        "shape",
        "Shape",
        lambda row: "x".join(map(str, row.shape)),
        lambda row: shape_text(row.shape),
        is_number=False,
    ),
    Column("dtype", "Type", lambda row: row.dtype, lambda row: row.dtype, is_number=False),
    Column("count", "Numbers", lambda row: row.count, lambda row: digits_grouped(row.count)),
)


def weights_table(figures: WeightsFigures) -> Table:
    """Each parameter and buffer with its figures; JSON has the histograms too."""
    columns = (*NAMES, *map(_column, measures_of(figures)))
    title = f"Weights of {shown_text(figures.arch)}"
    return table_of(title, columns, figures.tensors, weights_dict(figures))


def measures_of(figures: WeightsFigures) -> tuple[WeightMeasure, ...]:
    """The figures that there are: differences only with a second file, oddities only with some."""
    shown = [each for each in WEIGHT_MEASURES if figures.against or not each.is_compared]
    return (*shown, UNUSABLE) if any(each.unusable for each in figures.tensors) else tuple(shown)


def weights_dict(figures: WeightsFigures) -> dict[str, object]:
    """The same as plain values: `bins` count from `weight_min` to `weight_max` in equal steps."""
    measures = (*measures_of(figures), UNUSABLE)
    return {
        "arch": figures.arch,
        "file": figures.file,
        "against": figures.against or None,
        "parameters": [
            {
                "name": each.name,
                "shape": list(each.shape),
                "dtype": each.dtype,
                "count": each.count,
                **{measure.key: measure.value(each) for measure in measures},
                "bins": list(each.bins),
            }
            for each in figures.tensors
        ],
    }


def _column(measure: WeightMeasure) -> Column[TensorFigures]:
    return Column(measure.key, measure.title, measure.value, measure.text_of)
