"""All that a window has for finding and doing, made in one go."""

from typing import NamedTuple

from resnet_viz.ui.find.coloring import ColoringFeature
from resnet_viz.ui.find.context_menus import ContextMenus
from resnet_viz.ui.find.help import HelpFeature
from resnet_viz.ui.find.palette_feature import PaletteFeature
from resnet_viz.ui.find.preferences import PreferencesFeature
from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.find.screen import ScreenFeature


class FindFeatures(NamedTuple):
    """Features with actions, in the order in which they come in their menus."""

    palette: PaletteFeature
    coloring: ColoringFeature
    preferences: PreferencesFeature
    screen: ScreenFeature
    help: HelpFeature


def find_features(reach: Reach) -> FindFeatures:
    """Makes the features of a window, and gives its widgets their menus."""
    ContextMenus(reach)
    return FindFeatures(
        PaletteFeature(reach),
        ColoringFeature(reach.session),
        PreferencesFeature(reach),
        ScreenFeature(reach),
        HelpFeature(reach),
    )
