"""What is imported ahead of its use, one module at each step, so that no step is long."""

from collections.abc import Iterable, Iterator
from importlib import import_module

FOR_PROCESSES = (
    "resnet_viz.core.timing.measurement",
    "resnet_viz.core.timing.requests",
    "resnet_viz.core.timing.turns.pairing",
    "resnet_viz.jobs.messages",
    "resnet_viz.ui.processes.child",
    "resnet_viz.ui.processes.experiments",
    "resnet_viz.ui.processes.runs",
    "resnet_viz.ui.parts.action",
    "resnet_viz.ui.parts.notice_stack",
)
"""For the child processes, and for what is said of them."""

FOR_PARTS = (
    "resnet_viz.diagram.scene.scene",
    "resnet_viz.diagram.scene.coloring",
    "resnet_viz.ui.look.motion",
    "resnet_viz.ui.paint.scene_painter",
    "resnet_viz.ui.canvas.foot",
    "resnet_viz.ui.canvas.surface",
    "resnet_viz.ui.canvas.canvas",
    "resnet_viz.jobs.requests",
    "resnet_viz.ui.canvas.actions",
    "resnet_viz.diagram.cells.cell",
    "resnet_viz.diagram.layout.block_figure",
    "resnet_viz.ui.selection.inspector",
    "resnet_viz.ui.history.panel",
    "resnet_viz.ui.costs.layer_table",
    "resnet_viz.ui.timing.timing_panel",
    "resnet_viz.ui.timing.options_card",
    "resnet_viz.ui.learn.block_page",
    "resnet_viz.core.experiments.outcome",
    "resnet_viz.ui.experiments.page",
    "resnet_viz.ui.experiments.actions",
    "resnet_viz.ui.processes.checks",
    "resnet_viz.ui.costs.groups_panel",
    "resnet_viz.ui.costs.actions",
    "resnet_viz.diagram.files.formats",
    "resnet_viz.ui.lab.blocks.page",
    "resnet_viz.export.requests",
    "resnet_viz.ui.lab.blocks.actions",
    "resnet_viz.ui.history.actions",
    "resnet_viz.ui.lab.turns",
)
"""For the parts of the window, in the order in which they are made."""

FOR_FIRST_PICTURE = (
    "fontTools.config",
    "fontTools.misc.timeTools",
    "fontTools.pens.transformPen",
    "fontTools.ttLib.ttFont",
    "subprocess",
    "graphviz.exceptions",
    "resnet_viz.diagram.cells.dot",
    "resnet_viz.diagram.cells.cells",
    "resnet_viz.diagram.layout.compose",
)

ASKED_NEXT = (
    "resnet_viz.ui.find.palette_offers",
    "resnet_viz.ui.find.palette",
    "resnet_viz.diagram.look",
    "resnet_viz.diagram.files.formats",
    "resnet_viz.diagram.drawing",
    "resnet_viz.diagram.requests",
    "resnet_viz.ui.export.picture_fields",
    "resnet_viz.ui.export.exporting",
    "resnet_viz.ui.export.export_dialog",
    "resnet_viz.ui.find.settings_dialog",
    "resnet_viz.ui.find.shortcut_sheet",
    "resnet_viz.ui.find.open_dialog",
)
"""For what a person opens next."""


def ready_to_draw() -> Iterator[None]:
    """Imports what the first picture needs and reads the widths of its letters."""
    yield from imported(FOR_FIRST_PICTURE)
    from resnet_viz.diagram.scene.font import text_width

    for is_bold in (False, True):
        text_width("", 1.0, is_bold)
        yield


def imported(names: Iterable[str]) -> Iterator[None]:
    """Imports the modules, one at each step."""
    for name in names:
        import_module(name)
        yield
