"""What the drawing process writes for the window: a diagram or a table, whole or not at all."""

from pathlib import Path

from resnet_viz.core.arch import parse
from resnet_viz.core.measurement import timing_report_from
from resnet_viz.core.report import graph_of, report_of
from resnet_viz.diagram.cells import dots_of
from resnet_viz.diagram.compose import compose
from resnet_viz.diagram.formats import Order, format_named
from resnet_viz.diagram.heat import Heat, heat_of
from resnet_viz.diagram.picture import Picture
from resnet_viz.diagram.scene import Scene
from resnet_viz.diagram.theme import THEMES
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.export.reports import layer_table
from resnet_viz.export.save import save_bytes
from resnet_viz.export.tables import table_named
from resnet_viz.worker.handler import Progress, Values
from resnet_viz.worker.layout import lay_out


def answer_export(values: Values, _: Progress) -> Values:
    """Writes `what`, a diagram or the layer table of `arch`, to `path` by its `suffix`."""
    is_diagram = values["what"] == "diagram"
    data = _diagram_bytes(values) if is_diagram else _table_bytes(values)
    path = Path(values["path"])
    save_bytes(path, data)
    return {"path": str(path), "size_bytes": len(data)}


def _diagram_bytes(values: Values) -> bytes:
    graph = graph_of(parse(values["arch"]))
    view = View(Level(values["level"]), values["is_folded"], Direction(values["direction"]))
    scene = compose(graph, view, {dot: lay_out(dot) for dot in dots_of(graph, view)})
    picture = Picture(
        scene,
        THEMES[values["theme"]],
        _heat(scene, values),
        has_legend=values["has_legend"],
    )
    return format_named(values["suffix"]).write(Order(picture, graph, view, values["scale"]))


def _heat(scene: Scene, values: Values) -> Heat | None:
    coloring = values["coloring"]
    if coloring is None:
        return None
    theme = THEMES[values["theme"]]
    return heat_of(scene, coloring["values"], coloring["title"], coloring["unit"], theme)


def _table_bytes(values: Values) -> bytes:
    report = report_of(parse(values["arch"]), values["batch"])
    timing = timing_report_from(values["timing"]) if values.get("timing") else None
    return table_named(values["suffix"]).write(layer_table(report, timing)).encode()
