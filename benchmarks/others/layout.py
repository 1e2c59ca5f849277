"""Layout by cells of networks of others: `python -m benchmarks.others.layout`.

Every distinct cell of each network at the level of layers through Graphviz, next to the same
network as one text of Graphviz's, and the window's part of it: cutting and composing.
"""

from collections.abc import Callable
from dataclasses import replace
from time import process_time

from benchmarks.goal import Goal, finish
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import GroupKind
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.drawing import dot_source
from resnet_viz.diagram.layout.asking import answers_for
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.look import look_of
from resnet_viz.diagram.view import Level, View
from resnet_viz.worker.layout import lay_out
from tests.diagram.recorded import timm_graph, transformers_graph

MOST_CELLS_MS = 50.0  # all distinct cells of a network
MOST_COMPOSING_MS = 100.0  # from folding or unfolding to the new picture
LARGE = "resnet1202"
VIEW = View(Level.LAYER)


def graphs() -> dict[str, Graph]:
    """Networks that any-model pages measured, and the largest of the family as any other tree."""
    names = ("resnet50", "swin_tiny_patch4_window7_224", "densenet121", "inception_v3", "hrnet_w18")
    found = {name: timm_graph(name) for name in names}
    deep = network_named(LARGE).graph
    parts = tuple(replace(each, kind=GroupKind.PART) for each in deep.groups)
    return {**found, "gpt2": transformers_graph("gpt2"), LARGE: replace(deep, groups=parts)}


def ms_of(work: Callable[[], object]) -> float:
    """The CPU milliseconds of the faster of two times."""
    found = []
    for _ in range(2):
        started = process_time()
        work()
        found.append(1e3 * (process_time() - started))
    return round(min(found), 1)


def main() -> None:
    """Measures each network cut into cells, then the smaller ones as a whole."""
    goals: list[Goal] = []
    whole: dict[str, float] = {}
    for name, graph in graphs().items():
        layouts = answers_for(
            laid_out_sections(graph, VIEW), lambda texts: {text: lay_out(text) for text in texts}
        )
        dots = tuple(layouts)
        cells = ms_of(lambda dots=dots: [lay_out(dot) for dot in dots])  # type: ignore[misc]
        composing = ms_of(lambda graph=graph, layouts=layouts: compose(graph, VIEW, layouts))  # type: ignore[misc]
        goals.append(Goal(f"ms for the {len(dots)} distinct cells of {name}", cells, MOST_CELLS_MS))
        if name != LARGE:
            goals.append(Goal(f"ms to compose {name}", composing, MOST_COMPOSING_MS))
            text = dot_source(Network(name, name, graph), replace(look_of(VIEW)))
            whole[name] = ms_of(lambda text=text: lay_out(text))  # type: ignore[misc]
    finish("layout", goals, {"what": "Graphviz on the whole of each", "ms": whole})


if __name__ == "__main__":
    main()
