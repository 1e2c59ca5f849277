"""What the drawing process answers: Graphviz's layouts of small DOT texts, by pygraphviz."""

from resnet_viz.core.messages import Verb
from resnet_viz.worker.handler import Handlers, Progress, Values


def answer_layout(values: Values, _: Progress) -> Values:
    """Graphviz's json0 text for each of the `dots`, in their order."""
    return {"layouts": [lay_out(dot) for dot in values["dots"]]}


def lay_out(dot: str) -> str:
    """One DOT text laid out by Graphviz's `dot`, as json0. Raises ValueError for no DOT."""
    from pygraphviz import AGraph

    graph = AGraph(string=dot)
    try:
        return bytes(graph.draw(format="json0", prog="dot")).decode()
    finally:
        graph.close()


HANDLERS: Handlers = {Verb.LAYOUT: answer_layout}
