"""How long a redraw of an experiment's plots takes on screen: `python -m benchmarks.plots`.

Eight curves grow from 1 to 120 steps, as in degradation with all its depths; a landscape, many
pictures and bars are shown after each other. Baseline: the same plots shown again unchanged.
"""

import gc
import os
from collections.abc import Callable
from math import exp, sin
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.goal import Goal, finish
from resnet_viz.core.experiments.plot import (
    Dash,
    Grid,
    Hue,
    Image,
    Level,
    Mark,
    Plot,
    Series,
    Side,
)
from resnet_viz.ui.experiments.plot_view import PlotsView
from resnet_viz.ui.start.program import make_application

STEPS, DEPTHS = 120, (20, 32, 44, 56)
SIZE = 1000, 620
MOST_MS = 16.0
SLOW_SHARE = 0.95  # of the redraws that are within the goal


def curves(steps: int) -> tuple[Plot, ...]:
    """What degradation shows after so many steps: a loss for each network, and by depth."""
    series = tuple(
        Series(
            f"{hue}-{depth}",
            tuple((float(x), exp(-x / depth) + 0.002 * (2 + sin(x * depth))) for x in range(steps)),
            hue,
            dash,
        )
        for hue in (Hue.PLAIN, Hue.RESIDUAL)
        for depth, dash in zip(DEPTHS, (*Dash, Dash.SOLID), strict=True)
    )
    ends = tuple(
        Series(f"{each.name} end", each.points[-1:], each.hue, mark=Mark.DOTS) for each in series
    )
    x, loss = Side("step", least=0, most=STEPS), Side("loss", is_log=True)
    level = (Level(2.3, "guessing"),)
    return (
        Plot("Training loss", x, loss, series, level, key="loss"),
        Plot("Loss at the end", Side("layers"), loss, ends, level, key="depth", shares_y=True),
    )


def landscape(factor: float, count: int = 21) -> tuple[Plot, ...]:
    """Two grids with six levels."""
    at = tuple(-1 + 2 * place / (count - 1) for place in range(count))

    def plot(key: str, ripples: float) -> Plot:
        rows = tuple(
            tuple(0.1 + factor * (x * x + 2 * y * y) + ripples * sin(9 * x) for x in at) for y in at
        )
        grid = Grid(at, rows, (0.1, 0.2, 0.5, 1.0, 2.0, 3.0))
        return Plot(key, Side("one"), Side("other"), grid=grid, key=key)

    return plot("residual", 0.0), plot("plain", 0.2)


def pictures(factor: float, side: int = 112) -> tuple[Plot, ...]:
    """A photograph with two maps, and sixteen small ones."""
    greys = tuple(tuple((x * y % 251) / 250 / factor for x in range(side)) for y in range(side))
    heat = tuple(tuple(x * y / 196 for x in range(14)) for y in range(14))
    small = tuple(Image(f"block {place}", (), heat) for place in range(16))
    images = (Image("picture", greys), Image("gradient", greys, heat), *small)
    return (Plot("Response", Side(""), Side(""), images=images, key="maps"),)


def spent_ms(act: Callable[[], object]) -> float:
    """CPU milliseconds of one redraw."""
    begin = process_time()
    act()
    return (process_time() - begin) * 1000


def redrawn(view: PlotsView, plots: tuple[Plot, ...]) -> float:
    """CPU milliseconds until plots are on screen."""

    def act() -> None:
        view.plots = plots
        view._draw()
        QApplication.processEvents()

    return spent_ms(act)


def shown_turns(view: PlotsView, plots: tuple[Plot, ...]) -> list[float]:
    """CPU milliseconds of each turn of the event loop until everything is drawn."""
    view.plots = plots
    turns = [spent_ms(view._draw)]
    while [panel.plot.key for panel in view.panels] != [plot.key for plot in plots] or any(
        panel.plot.grid != plot.grid for panel, plot in zip(view.panels, plots, strict=True)
    ):
        turns.append(spent_ms(QApplication.processEvents))
    turns.append(spent_ms(QApplication.processEvents))
    return turns


def main() -> None:
    """Grows curves, then shows the other kinds, each the first and the second time."""
    application = make_application()
    view = PlotsView()
    view.resize(*SIZE)
    view.show()
    redrawn(view, curves(1))
    application.processEvents()
    gc.freeze()  # as the program does after its first paint
    grown = sorted(redrawn(view, curves(steps)) for steps in range(2, STEPS + 1))
    again = redrawn(view, view.plots)
    typical, slow = grown[len(grown) // 2], grown[int(len(grown) * SLOW_SHARE)]
    goals = [
        Goal("curves that grow: CPU ms of a redraw, median", round(typical, 2), MOST_MS),
        Goal("curves that grow: CPU ms of 95 of 100 redraws", round(slow, 2), MOST_MS),
    ]
    first = {}
    for name, plots in (("landscape", landscape), ("pictures", pictures)):
        other = PlotsView()
        other.resize(*SIZE)
        other.show()
        first[f"{name}, longest turn at first"] = round(max(shown_turns(other, plots(1.0))), 2)
        spent = round(max(shown_turns(other, plots(1.1))), 2)
        goals.append(Goal(f"{name} with other values: CPU ms of a turn", spent, MOST_MS))
    finish("plots", goals, {"unchanged": round(again, 2), "slowest": round(grown[-1], 2), **first})


if __name__ == "__main__":
    main()
