"""What leaves the window: pictures, tables, source, to files, paper and the clipboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.scene.heat import ColorScale
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.jobs.messages import Verb, Worker
from resnet_viz.ui.export.picture_copy import WHOLE_PICTURE, PictureCopy
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.child import Child, Values
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.ui.export.export_dialog import ExportDialog

Key = QKeySequence.StandardKey


class Pictured(Protocol):
    """What shows the diagram: its scene, None before the first, and the part of it in view."""

    scene: Scene | None

    def part_in_view(self) -> Rect: ...


class ExportFeature(QObject):
    """Saves, prints and copies; `window` is what dialogs belong to."""

    def __init__(
        self,
        session: Session,
        diagram: Pictured,
        copy_rows: Callable[[], None],
        appearance: Appearance,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._diagram, self._copy_rows = session, diagram, copy_rows
        self._appearance, self._say, self._window = appearance, say, window
        self.picture_copy = PictureCopy(self)
        self.picture_copy.copied.connect(say.status)
        self.picture_copy.failed.connect(self._on_copy_failed)

    @action("File", "Save source…", "Save this network as one Python file")
    def save_source(self) -> None:
        suggested = f"{self._file_stem()}.py"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save source", suggested, "Python (*.py)"
        )
        if path:
            self.write_source(Path(path))

    @action("File", "Export…", "Save the picture or the table", "Ctrl+E")
    def export(self) -> None:
        from resnet_viz.diagram.drawing import caption_of
        from resnet_viz.ui.export.export_dialog import ExportDialog

        caption = caption_of(self._session.shown.network)
        dialog = ExportDialog(self._file_stem(), self._theme_name(), caption, self._window)
        writer = Child(Worker.DRAW, dialog)
        dialog.export_requested.connect(lambda values: self._write(writer, dialog, values))
        dialog.finished.connect(lambda _: writer.close())
        writer.died.connect(dialog.show_failed)
        dialog.open()

    @action("File", "Print…", "Print the diagram as the paper wants it", Key.Print)
    def print_diagram(self) -> None:
        from resnet_viz.diagram.drawing import picture_from
        from resnet_viz.diagram.look import look_of
        from resnet_viz.ui.export.printing import ask_and_print

        document, shown = self._session.document, self._session.shown
        if self._diagram.scene is not None:
            look = replace(
                look_of(theme="print"),
                coloring=document.coloring,
                batch=document.batch,
                times=shown.timing.layers if shown.timing else (),
            )
            picture = picture_from(shown.network, look, self._diagram.scene)
            ask_and_print(picture, self._window, self._say.notice)

    @action("Edit", "Copy network name", "Copy the text that names this network", "Ctrl+Shift+C")
    def copy_name(self) -> None:
        QGuiApplication.clipboard().setText(self._session.shown.network.name)

    @action("Edit", "Copy table", "Copy the layer table for a spreadsheet", "Ctrl+Shift+T")
    def copy_table(self) -> None:
        self._copy_rows()

    @action("Edit", "Copy as picture", "Copy the diagram as PNG and SVG", "Ctrl+Alt+C")
    def copy_picture(self) -> None:
        self._say.status("Copying the picture …")
        look = {**WHOLE_PICTURE, "theme": self._theme_name()}
        self.picture_copy.copy({**look, **self.what_is_shown()})

    def write_source(self, path: Path) -> None:
        """Saves the network on screen as one Python file, or says why it can't."""
        from resnet_viz.core.save import save_bytes
        from resnet_viz.export.source.source import source_of

        path = path if path.suffix else path.with_suffix(".py")
        try:
            save_bytes(path, source_of(self._session.shown.network).encode())
        except UserError as error:
            self._say.notice(f"{error.message}.", "Save elsewhere", self.save_source)
            return
        self._say.status(f"Saved {path}")

    def what_is_shown(self) -> Values:
        """What the drawing process has to know to make the picture that is on screen."""
        document, timing = self._session.document, self._session.shown.timing
        view, coloring = document.view, document.coloring
        return {
            "arch": self._session.shown.network.name,
            "batch": document.batch,
            "level": view.level,
            "is_folded": view.is_folded,
            "direction": view.direction,
            "is_to_scale": view.is_to_scale,
            "toggled": list(view.toggled),
            "color_by": coloring.color_by,
            "color_scale": coloring.scale if coloring.has_scale else ColorScale.LINEAR,
            "timing": timing.to_dict() if timing else None,
        }

    def close(self) -> None:
        """Ends what is being copied."""
        self.picture_copy.close()

    def _write(self, writer: Child, dialog: "ExportDialog", values: Values) -> None:
        part = tuple(self._diagram.part_in_view()) if values["is_part"] else None
        writer.ask(
            Verb.EXPORT,
            {**values, **self.what_is_shown(), "part": part},
            lambda result: dialog.show_saved(result["path"], result["size_bytes"], result["note"]),
            lambda result: dialog.show_failed(result["message"]),
        )

    def _theme_name(self) -> str:
        return self._appearance.colors.picture.name

    def _file_stem(self) -> str:
        return self._session.shown.network.name.replace(",", "-").replace("=", "-")

    def _on_copy_failed(self, message: str) -> None:
        self._say.status("")
        self._say.notice(message, "Copy again", self.copy_picture)
