"""Cells that no spreadsheet takes for a formula."""

import csv
import io

import pytest

from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.export.table import Cell, Column, table_of
from resnet_viz.export.tables import csv_of


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "@SUM(1)", "+1+1", "-2+3", "\t=1", "\r=1", "＝1", "-", "--1"]
)
def test_a_text_that_begins_a_formula_is_marked_as_text(text: str) -> None:
    column: Column[str] = Column("name", "Name", str, str, is_number=False)
    (_, (cell,)) = csv.reader(io.StringIO(csv_of(table_of("t", [column], [text], None))))
    assert cell.startswith("'")
    assert cell[1] not in "\t\r"
    assert cell[1:].replace(r"\t", "\t").replace(r"\r", "\r") == text


@pytest.mark.parametrize("value", [-1.5, -3, 0, None, "-1.5", "+2e-3", "-.5", "a=b", "resnet18"])
def test_numbers_and_other_texts_stay(value: Cell) -> None:
    assert inert_cell(value) == value


def test_letters_that_can_not_be_seen_are_spelled_out() -> None:
    assert inert_cell("a\u202eb\nc") == r"a\u202eb\nc"
