"""What the drawing process writes for the window: a diagram or a table, whole or not at all."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from resnet_viz.core.arch import parse
from resnet_viz.core.measurement import TimingReport, timing_report_from
from resnet_viz.core.report import report_of
from resnet_viz.export.drawing import diagram_bytes, look_of
from resnet_viz.export.reports import layer_table
from resnet_viz.export.save import save_bytes
from resnet_viz.export.tables import table_named
from resnet_viz.worker.handler import Progress, Values
from resnet_viz.worker.layout import lay_out


def answer_export(values: Values, _: Progress) -> Values:
    """Writes `what`, a diagram or the layer table of `arch`, to `path` by its `suffix`."""
    timing = timing_report_from(values["timing"]) if values["timing"] else None
    is_diagram = values["what"] == "diagram"
    data = _diagram_bytes(values, timing) if is_diagram else _table_bytes(values, timing)
    path = Path(values["path"])
    save_bytes(path, data)
    return {"path": str(path), "size_bytes": len(data)}


def _diagram_bytes(values: Values, timing: TimingReport | None) -> bytes:
    words = ("level", "is_folded", "color_by", "direction", "theme", "color_scale")
    look = replace(
        look_of(*(values[word] for word in words)),
        has_legend=values["has_legend"],
        batch=values["batch"],
        times=timing.layers if timing else (),
        scale=values["scale"],
    )
    return diagram_bytes(parse(values["arch"]), look, values["suffix"], _layouts)


def _layouts(dots: Iterable[str]) -> dict[str, str]:
    """Laid out here: this is the drawing process."""
    return {dot: lay_out(dot) for dot in dots}


def _table_bytes(values: Values, timing: TimingReport | None) -> bytes:
    report = report_of(parse(values["arch"]), values["batch"])
    return table_named(values["suffix"]).write(layer_table(report, timing)).encode()
