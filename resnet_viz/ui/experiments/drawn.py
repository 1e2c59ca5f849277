"""What a picture of a network in an experiment shows: which network, its colours, what is cut."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.block_values import (
    TEXTS,
    BlockFigure,
    BlockValues,
    nets_in,
    values_of,
)
from resnet_viz.core.experiments.captions.words import factor_text
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plots.training import recorded_steps
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import brief_name
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.paths import block_of_sum, shortcut_id, sum_path
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.places import Place
from resnet_viz.core.lab.figures import Aggregate, Figure
from resnet_viz.core.networks import network_named
from resnet_viz.core.wording import MINUS, share_text
from resnet_viz.diagram.scene.color_choice import ColorScale
from resnet_viz.diagram.scene.heat import BoxColors, heat_of
from resnet_viz.diagram.scene.marks import Marks, marks_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.session.learn_choice import LearnChoice

HOW_TO_CUT = "Click a block or a shortcut to take it away"
ABOUT_SHORTCUTS = (Experiment.LESION, Experiment.INSIDE)
CUT_SIGN = "✕"


class Drawable(NamedTuple):
    """A network that can be drawn: its text, its name, and what is known of its blocks."""

    arch: str
    name: str
    values: Mapping[BlockFigure, BlockValues]


def drawables(
    choice: LearnChoice, outcome: Outcome | None, others: tuple[Outcome, ...]
) -> tuple[Drawable, ...]:
    """The networks of an outcome, of the choice where there is none yet.

    Values come from the outcome, and from what other experiments found of the same network. That of
    the experiment itself is the first.
    """
    if outcome is not None and (nets := nets_in(outcome)):
        steps = recorded_steps(outcome) if outcome.experiment is Experiment.TRAINING else ()
        step = steps[min(choice.step, len(steps) - 1)] if steps else None
        return tuple(
            Drawable(net.arch, name, _values(net.arch, (outcome, *others), step))
            for net, name in nets.items()
        )
    archs = choice.archs or EXPERIMENTS[Experiment(choice.experiment)].archs
    return tuple(Drawable(arch, _name_of(arch), {}) for arch in archs)


def first_place(experiment: Experiment, drawables: tuple[Drawable, ...]) -> int:
    """The network that is drawn first: where shortcuts are the subject, one that has some."""
    networks = [network_or_none(each.arch) for each in drawables]
    residual = [place for place, each in enumerate(networks) if each and each.graph.shortcut_count]
    return next(iter(residual), 0) if experiment in ABOUT_SHORTCUTS else 0


def _values(
    arch: str, outcomes: tuple[Outcome, ...], step: int | None
) -> Mapping[BlockFigure, BlockValues]:
    found: dict[BlockFigure, BlockValues] = {}
    for place, outcome in enumerate(outcomes):
        for net in nets_in(outcome):
            values = values_of(outcome, net, None if place else step)
            if net.arch == arch and values is not None:
                found.setdefault(values.figure, values)
    return found


def _name_of(arch: str) -> str:
    network = network_or_none(arch)
    return network.title if network else arch


def network_or_none(arch: str) -> Network | None:
    """The network of a text, None for a text that names none."""
    try:
        return network_named(arch)
    except UserError:
        return None


def colors_of(
    scene: Scene, graph: Graph, values: BlockValues | None, theme: Theme
) -> BoxColors | None:
    """Each block's boxes in the colour of its value, the stem's too; None without values."""
    if values is None:
        return None
    by_node: dict[str, float] = {}
    for block, value in zip(graph.blocks, values.blocks, strict=False):
        if value is not None:
            by_node |= dict.fromkeys((node.path for node in block.nodes), value)
    if values.stem is not None and graph.stages:
        by_node |= dict.fromkeys((node.path for node in graph.stages[0].nodes), values.stem)
    figure = Figure(
        TEXTS[values.figure].title,
        lambda _: by_node,
        lambda value: value_text(values.figure, value),
        Aggregate.MEAN,
    )
    scale = ColorScale.LOG if values.is_log else ColorScale.LINEAR
    return heat_of(scene, by_node, figure, theme, scale)


def without_cut(colors: BoxColors | None, cut: tuple[str, ...], theme: Theme) -> BoxColors | None:
    """The colours where blocks that are taken away have none."""
    if colors is None or not cut:
        return colors
    fills = {**colors.fills, **dict.fromkeys(cut, theme.page)}
    return colors._replace(fills=fills, inks={**colors.inks, **dict.fromkeys(cut, theme.muted)})


def texts_of(graph: Graph, values: BlockValues | None) -> Mapping[str, str]:
    """What is said of each block that is pointed at."""
    if values is None:
        return {}
    title = TEXTS[values.figure].title
    pairs = zip(graph.blocks, values.blocks, strict=False)
    return {
        block.path: f"{brief_name(graph, block.path)}: {title} "
        + ("can't be measured" if value is None else value_text(values.figure, value))
        for block, value in pairs
    }


def range_text(values: BlockValues) -> str:
    """The least and the greatest value."""
    if values.span is None:
        return ""
    least, most = (value_text(values.figure, value) for value in values.span)
    return f"From {least} to {most} in this network"


def value_text(figure: BlockFigure, value: float) -> str:
    """`0.0344`; an accuracy in percent."""
    if figure is not BlockFigure.ACCURACY_LOST:
        return factor_text(value)
    return f"{MINUS}{share_text(-value)}" if value < 0 else share_text(value)


def cut_marks(scene: Scene, cut: tuple[str, ...]) -> Marks:
    """Rings around blocks that were taken away, bands along such shortcuts.

    They are marked apart: a block that is gone leaves its shortcut.
    """
    gone = Place(Kind.ONLY_A, "")
    blocks = {path: gone for path in cut if not block_of_sum(path)}
    shortcuts = {shortcut_id(block): gone for path in cut if (block := block_of_sum(path))}
    return Marks(marks_of(scene, shortcuts).halos, marks_of(scene, blocks).rings)


def cut_name(graph: Graph, path: str) -> str:
    """What people call a block or a shortcut: `conv2_x · block 1`, `shortcut of …`."""
    block = block_of_sum(path)
    return f"shortcut of {brief_name(graph, block)}" if block else brief_name(graph, path)


def cut_text(graph: Graph, cut: tuple[str, ...]) -> str:
    """What is taken away of this network, or how to do that."""
    here = [path for path in cut if path in cut_paths(graph)]
    if not here:
        return HOW_TO_CUT
    return f"{CUT_SIGN} taken away: {', '.join(cut_name(graph, path) for path in here)}"


def cut_in(archs: Iterable[str], cut: tuple[str, ...]) -> tuple[str, ...]:
    """What of the paths that are away is in one of these networks."""
    networks = map(network_or_none, archs)
    known = {path for each in networks if each for path in cut_paths(each.graph)}
    return tuple(path for path in cut if path in known)


def cut_paths(graph: Graph) -> frozenset[str]:
    """What can be clicked: blocks, and the sums that shortcuts lead to."""
    return frozenset(block.path for block in graph.blocks) | {
        sum_path(block.path) for block in graph.blocks if block.shortcut
    }
