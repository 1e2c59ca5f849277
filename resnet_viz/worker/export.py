"""What the drawing process makes for the window: a diagram or a table as a file, or a picture."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress
from resnet_viz.core.save import save_bytes
from resnet_viz.core.timing.measurement import TimingReport, timing_report_from
from resnet_viz.diagram.drawing import diagram_and_note, picture_of
from resnet_viz.diagram.files.png import SCALES, largest_scale, png_of
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.look import Look, look_of
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.export.reports import layer_table
from resnet_viz.export.tables import table_named
from resnet_viz.worker.handler import Values
from resnet_viz.worker.layout import lay_out

COPY_SCALE = 2.0
MOST_COPIED_PIXELS = 40_000_000  # more is a burden on whoever pastes it


def answer_export(values: Values, _: Progress) -> Values:
    """Writes `what`, a diagram or the layer table of `arch`, to `path` by its `suffix`."""
    is_diagram = values["what"] == "diagram"
    data, note = _diagram_and_note(values) if is_diagram else (_table_bytes(values), "")
    path = Path(values["path"])
    save_bytes(path, data)
    return {"path": str(path), "size_bytes": len(data), "note": note}


def answer_picture(values: Values, _: Progress) -> Values:
    """The picture as `svg`, and as `png` in base 64: twice the size, less where that is too much.

    A picture that is too large for pixels at all has an empty `png`.
    """
    picture = picture_of(network_named(values["arch"]), _look(values), _layouts)
    scale = min(COPY_SCALE, largest_scale(picture, MOST_COPIED_PIXELS))
    png = png_of(picture, scale) if scale >= SCALES[0] else b""
    return {"svg": svg_of(picture), "png": b64encode(png).decode()}


def _diagram_and_note(values: Values) -> tuple[bytes, str]:
    return diagram_and_note(
        network_named(values["arch"]), _look(values), values["suffix"], _layouts
    )


def _look(values: Values) -> Look:
    words = (values[key] for key in ("level", "is_folded", "color_by", "direction", "theme"))
    color_scale, is_to_scale = values["color_scale"], values["is_to_scale"]
    timing = _timing(values)
    look = look_of(*words, color_scale=color_scale, is_to_scale=is_to_scale)
    return replace(
        look,
        view=replace(look.view, toggled=tuple(values["toggled"])),
        has_legend=values["has_legend"],
        batch=values["batch"],
        times=timing.layers if timing else (),
        scale=values["scale"],
        is_transparent=values["is_transparent"],
        page=values["page"],
        caption=values["caption"],
        part=Rect(*values["part"]) if values["part"] else None,
    )


def _timing(values: Values) -> TimingReport | None:
    return timing_report_from(values["timing"]) if values["timing"] else None


def _layouts(dots: Iterable[str]) -> dict[str, str]:
    """Laid out here: this is the drawing process."""
    return {dot: lay_out(dot) for dot in dots}


def _table_bytes(values: Values) -> bytes:
    report = report_of(network_named(values["arch"]), values["batch"])
    return table_named(values["suffix"]).write(layer_table(report, _timing(values))).encode()
