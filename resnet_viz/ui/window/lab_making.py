"""How the features of the Compare workspace are made, after the first paint."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from resnet_viz.ui.lab.blocks.actions import BlocksFeature
    from resnet_viz.ui.lab.charts.actions import ChartsFeature
    from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
    from resnet_viz.ui.window.making import Ground


class LabFeatures(NamedTuple):
    """The features of the pages of a comparison, in the order in which they come in their menus."""

    blocks: "BlocksFeature"
    charts: "ChartsFeature"
    sweeps: "SweepsFeature"


def make_lab(on: "Ground") -> LabFeatures:
    """All of them."""
    return LabFeatures(make_blocks(on), make_charts(on), make_sweeps(on))


def make_blocks(on: "Ground") -> "BlocksFeature":
    """One basic block against one bottleneck block."""
    from resnet_viz.ui.lab.blocks.actions import BlocksFeature

    return BlocksFeature(on.session, on.panels.lab.blocks)


def make_charts(on: "Ground") -> "ChartsFeature":
    """The charts of what is compared."""
    from resnet_viz.ui.lab.charts.actions import ChartsFeature

    return ChartsFeature(on.session, on.panels.lab.charts)


def make_sweeps(on: "Ground") -> "SweepsFeature":
    """Sweeps over the networks of a recipe."""
    from resnet_viz.ui.lab.sweeps.actions import SweepsFeature

    return SweepsFeature(on.session, on.panels.lab.sweep)
