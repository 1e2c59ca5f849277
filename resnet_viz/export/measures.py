"""A comparison as a table of its measures, a row each, as a person sees it."""

from collections.abc import Sequence

from resnet_viz.core.lab.measure_rows import MeasureRow
from resnet_viz.export.table import Column, Table, table_of


def measures_table(
    title: str, rows: Sequence[MeasureRow], names: Sequence[str], base: int
) -> Table:
    """A column for each network by its name, and one for its difference from that at `base`."""
    columns: list[Column[MeasureRow]] = [
        Column("measure", "Measure", lambda row: row.key, lambda row: row.title, is_number=False)
    ]
    for place, name in enumerate(names):
        columns += _columns(place, name, "" if place == base else names[base])
    source = [
        {
            "measure": row.key,
            "networks": [
                {"name": name, "value": cell.value, "difference": cell.difference}
                for name, cell in zip(names, row.cells, strict=True)
            ],
        }
        for row in rows
    ]
    return table_of(title, columns, rows, {"measures": source})


def _columns(place: int, name: str, base: str) -> list[Column[MeasureRow]]:
    """The values of one network, and what is different from the base; '' for the base itself."""

    def value(row: MeasureRow) -> str | int | float | None:
        return row.cells[place].value

    columns = [Column(name, name, value, lambda row: row.cells[place].text)]
    if base:
        head = f"{name.split(maxsplit=1)[0]} against {base.split(maxsplit=1)[0]}"
        columns.append(
            Column(
                head,
                head,
                lambda row: row.cells[place].difference,
                lambda row: row.cells[place].difference,
            )
        )
    return columns
