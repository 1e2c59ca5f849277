"""The window's colours on a plot of pyqtgraph: ground, axes and their words."""

from typing import Any

from resnet_viz.ui.look.colors import Colors


def color_plot(plot: Any, colors: Colors) -> None:
    """Gives a plot widget the colours in force."""
    plot.setBackground(colors.card)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(colors.border)
        axis.setTextPen(colors.muted)
