"""Boxes with ports: Graphviz puts lines where they are, to the point."""

import json

from resnet_viz.diagram.cells.cell import Box, Edge, Ports, WholeCell, box_of
from resnet_viz.diagram.cells.whole_dot import dot_of_whole
from resnet_viz.jobs.drawing_child import layouts_for

WIDTH, HEIGHT = 200, 90
PORTS = Ports((("a>g", 31), ("b>g", 150)), (("x", 60), ("y", 61), ("z", 199)))


def test_lines_end_and_begin_at_the_ports_of_a_box() -> None:
    plain = [box_of(name, "linear", (name, ""), (name,)) for name in ("a", "b", "c", "d", "e")]
    group = Box("g", "alone", ("", ""), (), WIDTH, HEIGHT, ports=PORTS)
    links = (
        Edge("a", "a>g"), Edge("b", "b>g"), Edge("x", "c"), Edge("y", "d"), Edge("z", "e"),
    )  # fmt: skip
    cell = WholeCell("", (*plain, group), (), links, (), "")
    dot = dot_of_whole(cell)
    graph = json.loads(layouts_for([dot])[dot])
    place = next(each for each in graph["objects"] if each["name"] == "b5")
    x, y = map(float, place["pos"].split(","))
    ends = {edge["id"]: _points(edge["pos"]) for edge in graph["edges"] if "id" in edge}
    left, top, low = x - WIDTH / 2, y + HEIGHT / 2, y - HEIGHT / 2
    assert [round(ends[name][-1][0] - left) for name in ("e0", "e1")] == [31, 150]
    assert all(abs(ends[name][-1][1] - top) <= 1 for name in ("e0", "e1"))
    starts = [ends[name][0] for name in ("e2", "e3", "e4")]
    assert [round(start[0] - left) for start in starts] == [60, 62, 199]
    assert all(abs(start[1] - low) <= 1 for start in starts)


def _points(text: str) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]
