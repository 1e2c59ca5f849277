"""The controls of the current network, wherever one is: a workspace may hide them at first."""

from resnet_viz.session.arrangement import Side
from resnet_viz.ui.window.panels import Panels


def show_controls(panels: Panels) -> None:
    """Shows them, and puts the keyboard there."""
    if not panels.frame.is_shown(Side.LEFT):
        panels.frame.toggle(Side.LEFT)
    panels.architecture.focus_first()
