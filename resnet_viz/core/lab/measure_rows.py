"""A comparison as rows of words: a measure a row, the networks side by side."""

from typing import NamedTuple

from resnet_viz.core.cost.measure import Number
from resnet_viz.core.lab.compare import ComparedMeasure, Comparison
from resnet_viz.core.lab.difference import Form, Tendency
from resnet_viz.core.resnet.publications.top1 import TITLE, published_top1, recipe_lines, top1_text
from resnet_viz.core.wording import NONE

STRUCTURE, TOP1 = "structure", "published_top1"
TOP1_TIP = "What published weights of just this network reach. Nothing of it was measured here"


class MeasureCell(NamedTuple):
    """What a network has of a measure, and how that differs from the base: '' for the base.

    `sign` is 1 where it is more than the base's, −1 where it is less.
    """

    text: str
    value: Number | str | None = None
    difference: str = ""
    tendency: Tendency = Tendency.NEITHER
    sign: int = 0
    tip: str = ""


class MeasureRow(NamedTuple):
    """A measure of all networks; where it `is_equal` there is nothing to tell them apart by."""

    key: str
    title: str
    tip: str
    cells: tuple[MeasureCell, ...]

    @property
    def is_equal(self) -> bool:
        """Whether all networks have the same of it."""
        return len({(cell.text, cell.value) for cell in self.cells}) == 1


def measure_rows(comparison: Comparison, form: Form, *, only_differing: bool) -> list[MeasureRow]:
    """Structure, costs, times and published top-1; the last only where one of them has any."""
    rows = [_structure(comparison), *(_row(each, form) for each in comparison.measures)]
    top1 = _top1(comparison)
    if any(cell.value for cell in top1.cells):
        rows.append(top1)
    return [row for row in rows if not (only_differing and row.is_equal)]


def _row(compared: ComparedMeasure, form: Form) -> MeasureRow:
    cells = tuple(
        MeasureCell(
            text, value, compared.change(place, form), compared.tendency(place), _sign(difference)
        )
        for place, (text, value, difference) in enumerate(
            zip(compared.texts, compared.values, compared.differences, strict=True)
        )
    )
    return MeasureRow(compared.key, compared.title, compared.tip, cells)


def _structure(comparison: Comparison) -> MeasureRow:
    texts = [report.network.structure_text or NONE for report in comparison.reports]
    cells = tuple(MeasureCell(text, text) for text in texts)
    return MeasureRow(STRUCTURE, "Block and stages", "Blocks in each stage", cells)


def _top1(comparison: Comparison) -> MeasureRow:
    found = [published_top1(report.network) for report in comparison.reports]
    cells = tuple(
        MeasureCell(top1_text(each) or NONE, top1_text(each), tip="\n".join(recipe_lines(each)))
        for each in found
    )
    return MeasureRow(TOP1, TITLE, TOP1_TIP, cells)


def _sign(difference: Number | None) -> int:
    return (difference > 0) - (difference < 0) if difference else 0
