"""Cells as spreadsheets may have them: a text is never taken for a formula."""

from re import fullmatch

from resnet_viz.core.text.letters import shown_text
from resnet_viz.export.table import Cell

NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
# What begins a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AS_TEXT = "'"  # as a person types it before what a spreadsheet is to leave alone


def inert_cell(value: Cell) -> Cell:
    """The value, a text in one line of visible letters, marked as text where it could be run."""
    if not isinstance(value, str) or fullmatch(NUMBER, value):
        return value
    text = shown_text(value)
    return AS_TEXT + text if value.startswith(FORMULA_SIGNS) else text
