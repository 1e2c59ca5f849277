"""What plots of accuracies have in common: their axis, and the level of guessing."""

from collections.abc import Collection

from resnet_viz.core.experiments.plot import Level, Side


def accuracy_side(title: str = "test accuracy") -> Side:
    """An axis of shares, whole from 0 to 1."""
    return Side(title, least=0.0, most=1.0)


def guessing_level(chances: Collection[float]) -> tuple[Level, ...]:
    """The accuracy of guessing, a line for each number of classes."""
    return tuple(Level(chance, "guessing") for chance in sorted(chances))
