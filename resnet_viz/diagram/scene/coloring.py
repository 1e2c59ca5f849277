"""What a picture's boxes are coloured by: a figure on its scale, or the stage they belong to."""

from collections.abc import Mapping

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.lab.alignment import common_order
from resnet_viz.core.lab.figures import BY_STAGE, FIGURES, Counted
from resnet_viz.diagram.scene.color_choice import Coloring
from resnet_viz.diagram.scene.heat import ANCHORS, BoxColors, color_at, heat_of, ink_on
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme

# Stem, stages 1 to 8, head: no two are near to each other, for colour-deficient eyes too. Paper
# without colours has as many even greys as there are stages instead.
STAGE_FILLS = {
    "light": (
        "#eceef2", "#6cc6fe", "#f8a33b", "#a8eaaa", "#ad83be",
        "#b9866e", "#5b8ff9", "#c38441", "#d2f488", "#a3a8b0",
    ),
    "dark": (
        "#353c48", "#4e5c8e", "#9d6210", "#6ca96e", "#5653b7",
        "#c3b0e7", "#a292fc", "#6b3e24", "#e9b14a", "#7d8592",
    ),
}  # fmt: skip


def heat_by(coloring: Coloring, scene: Scene, counted: Counted, theme: Theme) -> BoxColors | None:
    """The colours of a scene, None for those that operations have in the theme."""
    return heat_among(coloring, scene, {"": counted}, theme)


def heat_among(
    coloring: Coloring, scene: Scene, networks: Mapping[str, Counted], theme: Theme
) -> BoxColors | None:
    """The same for several networks, by what their paths in the scene start with.

    A colour is the same value, or the same stage, in all of them.
    """
    if coloring.color_by == BY_STAGE:
        return _stage_heat(scene, {name: each.graph for name, each in networks.items()}, theme)
    figure = FIGURES.get(coloring.color_by)
    if figure is None:
        return None
    values: dict[str, float] = {}
    weights: dict[str, float] = {}
    for name, counted in networks.items():
        values |= _named(figure.values_of(counted), name)
        weights |= _named(figure.weights_of(counted), name) if figure.weights_of else {}
    return heat_of(scene, values, figure, theme, coloring.scale, weights)


def _named(values: Mapping[str, float], name: str) -> dict[str, float]:
    return {name + path: value for path, value in values.items()} if name else dict(values)


def stage_heat(scene: Scene, graph: Graph, theme: Theme) -> BoxColors:
    """Each item in the colour of its stage, the input in the stem's.

    What the graph doesn't have keeps its own: a picture may be shown until that of another comes.
    """
    return _stage_heat(scene, {"": graph}, theme)


def _stage_heat(scene: Scene, graphs: Mapping[str, Graph], theme: Theme) -> BoxColors:
    keys = common_order([[stage.path for stage in graph.stages] for graph in graphs.values()])
    colors = dict(zip(keys, stage_fills(theme, len(keys)), strict=True))
    fill_of: dict[str, str] = {}
    titles: dict[str, str] = {}
    for name, graph in graphs.items():
        titles = {stage.path: stage.name for stage in graph.stages} | titles
        fill_of |= {name + each.path: colors[graph.stages[0].path] for each in graph.inputs}
        for stage in graph.stages:
            fill_of |= {name + node.path: colors[stage.path] for node in stage.nodes}
    firsts = ((item.id, next(iter(item.members), "")) for item in scene.all_items)
    fills = {name: fill_of[first] for name, first in firsts if first in fill_of}
    return BoxColors(
        title="Stage",
        fills=fills,
        inks={name: ink_on(fill) for name, fill in fills.items()},
        names=tuple((colors[key], titles[key]) for key in keys),
    )


def stage_fills(theme: Theme, count: int) -> tuple[str, ...]:
    """The colours of so many stages in order, stem and head among them."""
    palette = STAGE_FILLS.get(theme.name)
    if palette is None or count > len(palette):
        last = max(count - 1, 1)
        return tuple(color_at(ANCHORS[theme.name], place / last) for place in range(count))
    return (*palette[: count - 1], palette[-1])
