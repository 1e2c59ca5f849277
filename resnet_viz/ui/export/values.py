"""The figures that a picture may say on each box, as choices."""

from resnet_viz.core.lab.figures import TIMED, VALUES

NO_VALUES = ("", "None")


def values_rows(*, is_timed: bool) -> tuple[tuple[str, str], ...]:
    """Key and title of each figure once; those of times only where there is a timed run."""
    rows: dict[str, str] = {}
    for key, figure in VALUES.items():
        if is_timed or key not in TIMED:
            rows.setdefault(figure.title, key)
    return (NO_VALUES, *((key, title) for title, key in rows.items()))
