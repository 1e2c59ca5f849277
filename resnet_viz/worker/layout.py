"""Graphviz itself: one small DOT text laid out by pygraphviz, only in the drawing process."""


def lay_out(dot: str) -> str:
    """One DOT text laid out by Graphviz's `dot`, as json0. Raises ValueError for no DOT."""
    from pygraphviz import AGraph

    graph = AGraph(string=dot)
    try:
        return bytes(graph.draw(format="json0", prog="dot")).decode()
    finally:
        graph.close()
