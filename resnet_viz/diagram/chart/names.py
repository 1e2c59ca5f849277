"""How what a series is about is drawn: a member of a comparison, or all networks of a block."""

from resnet_viz.core.lab.series import LETTERS, Name
from resnet_viz.diagram.chart.colors import SeriesLook, block_look, member_look
from resnet_viz.diagram.scene.theme import Theme


def look_of(name: Name, place: int, theme: Theme) -> SeriesLook:
    """By its letter, else by its block, else by its place among the others."""
    if name.letter:
        return member_look(LETTERS.index(name.letter), theme)
    return block_look(name.block, theme) if name.block else member_look(place, theme)
