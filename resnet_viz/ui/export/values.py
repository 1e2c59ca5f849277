"""The figures that a picture may say on each box, as choices."""

from collections.abc import Collection

from resnet_viz.core.lab.figures import VALUES

NO_VALUES = ("", "None")


def values_rows(lacking: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Key and title of each figure once, without those that have no values yet."""
    rows: dict[str, str] = {}
    for key, figure in VALUES.items():
        if key not in lacking:
            rows.setdefault(figure.title, key)
    return (NO_VALUES, *((key, title) for title, key in rows.items()))
