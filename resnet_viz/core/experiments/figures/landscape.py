"""Landscapes in JSON."""

from resnet_viz.core.experiments.found.landscape import LOW_LOSS
from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """A network an entry: the line, the grid by rows, and what was counted on it."""
    return tuple(
        {
            "arch": each.net.arch,
            "seed": each.seed,
            "pictures": each.pictures,
            "at": each.at,
            "line": each.line,
            "grid_at": each.grid_at,
            "grid": each.grid,
            "minima": None if each.minima is None else len(each.minima),
            "minima_at": each.minima,
            "low_loss": LOW_LOSS,
            "low_cells": each.low_cells,
        }
        for each in outcome.found.landscapes
    )
