"""What leaves the window: pictures, tables, source, to files, paper and the clipboard."""

from collections.abc import Callable
from dataclasses import replace
from os.path import exists
from pathlib import Path
from re import sub
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.absent import source_title
from resnet_viz.core.models.source import source_in
from resnet_viz.core.wording import counted
from resnet_viz.diagram.scene.color_choice import ColorScale
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.diagram.view import Level, View
from resnet_viz.ui.export.picture_copy import PictureCopy
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.passing_dialog import open_passing
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.diagram.look import Look
    from resnet_viz.ui.export.export_dialog import ExportDialog, Offer

Key = QKeySequence.StandardKey
NO_SOURCE = "Only residual networks can be saved as a file of source"
NO_MODEL = "A .pt2 file has no code that this program runs"
NOT_OPEN = "The network is not open yet"
LEVEL_NAMES = {
    Level.NETWORK: "network",
    Level.STAGE: "stages",
    Level.BLOCK: "blocks",
    Level.LAYER: "layers",
}  # in names of files


def _source(feature: "ExportFeature") -> ActionState:
    return ActionState(is_enabled=feature.is_of_family, reason=NO_SOURCE)


def _model(feature: "ExportFeature") -> ActionState:
    source = source_in(feature.name)
    if source is not None and not feature.is_there:
        return ActionState(is_enabled=False, reason=NOT_OPEN)
    return ActionState(is_enabled=source is None or source.needs_code, reason=NO_MODEL)


def _there(feature: "ExportFeature") -> ActionState:
    return ActionState(is_enabled=feature.is_there, reason=NOT_OPEN)


class Pictured(Protocol):
    """What shows the diagram: as it is shown for the room on screen, and as a file has it."""

    scene: Scene | None

    @property
    def shown_view(self) -> View: ...

    @property
    def room(self) -> Room | None: ...

    def part_in_view(self) -> Rect: ...

    def with_own_scene(self, use: Callable[[Scene], None]) -> None: ...


class ExportFeature(QObject):
    """Saves, prints and copies; `window` is what dialogs belong to."""

    def __init__(
        self,
        session: Session,
        diagram: Pictured,
        copy_rows: Callable[[], int],
        appearance: Appearance,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._diagram, self._copy_rows = session, diagram, copy_rows
        self._appearance, self._say, self._window = appearance, say, window
        self.picture_copy = PictureCopy(self)
        self.picture_copy.copied.connect(self._on_copied)
        self.picture_copy.failed.connect(self._on_copy_failed)

    @property
    def is_of_family(self) -> bool:
        """Whether the network on screen is a residual network of the family."""
        return self._session.document.member.is_of_family

    @property
    def name(self) -> str:
        """The text of the network on screen."""
        return self._session.document.member.arch

    @property
    def is_there(self) -> bool:
        """Whether the network on screen is there to be drawn."""
        return self._session.shown.is_there

    @action("File", "Save source…", "Save this network as one Python file", state=_source)
    def save_source(self) -> None:
        from resnet_viz.ui.export.remembered import last_folder
        from resnet_viz.ui.export.replacing import ask_to_replace

        suggested = str(last_folder() / f"{self._file_stem()}.py")
        typed, _ = QFileDialog.getSaveFileName(
            self._window, "Save source", suggested, "Python (*.py)"
        )
        path = Path(typed if typed.lower().endswith(".py") else f"{typed}.py")
        if typed and str(path) != typed and exists(path):  # the system asked for another name
            ask_to_replace(self._window, path, lambda: self.write_source(path))
        elif typed:
            self.write_source(path)

    @action(
        "File",
        "Save model…",
        "Save this network with its weights for other programs",
        state=_model,
    )
    def save_model(self) -> None:
        from resnet_viz.ui.export.model.dialog import model_dialog

        open_passing(model_dialog(self._session, self._file_stem(), self._window))

    @action("File", "Export diagram…", "Save the diagram as a file", "Ctrl+E", state=_there)
    def export(self) -> None:
        self._open_dialog()

    @action("File", "Export layer table…", "Save the layer table as a file", state=_there)
    def export_table(self) -> None:
        from resnet_viz.ui.export.target import TABLE

        self._open_dialog().show_what(TABLE)

    def export_view(self) -> None:
        """Saves what is in view of the diagram."""
        from resnet_viz.ui.export.picture_fields import IN_VIEW

        self._open_dialog().fields.part.show_value(IN_VIEW)

    @action("File", "Print…", "Print the diagram on one page", Key.Print, state=_there)
    def print_diagram(self) -> None:
        from resnet_viz.diagram.drawing import picture_from
        from resnet_viz.ui.export.printing import ask_and_print
        from resnet_viz.ui.export.remembered import paper_theme

        network = self._session.shown.network
        look = replace(self.look(), theme=paper_theme())

        def ask(scene: Scene) -> None:
            ask_and_print(picture_from(network, look, scene), self._window, self._on_print_failed)

        if self._diagram.scene is not None:
            self._diagram.with_own_scene(ask)

    @action(
        "Edit",
        "Copy network name",
        "Copy the text that names this network",
        "Ctrl+Shift+C",
        starts_group=True,
    )
    def copy_name(self) -> None:
        name = self._session.document.member.arch
        QGuiApplication.clipboard().setText(name)
        self._say.status(f"Copied {name}")

    @action("Edit", "Copy table", "Copy the layer table for a spreadsheet", "Ctrl+Shift+T")
    def copy_table(self) -> None:
        self._say.status(f"Copied {counted(self._copy_rows(), 'row')}")

    @action(
        "Edit",
        "Copy as picture",
        "Copy the diagram as it looks here, as PNG and SVG",
        "Ctrl+Alt+C",
        state=_there,
    )
    def copy_picture(self) -> None:
        from resnet_viz.diagram.requests import CopyPicture

        self._say.status("Copying the picture…")
        self.picture_copy.copy(CopyPicture(self._session.shown.network.name, self.look()))

    def write_source(self, path: Path) -> None:
        """Saves the network on screen as one Python file, or says why it can't."""
        from resnet_viz.core.files.save import save_bytes
        from resnet_viz.export.source.source import source_of

        try:
            save_bytes(path, source_of(self._session.shown.network).encode())
        except UserError as error:
            again = Act("Save elsewhere", self.save_source)
            self._say.notice(f"{error.message}.", Kind.ERROR, Cause.EXPORT, again)
            return
        self._say.clear(Cause.EXPORT)
        self._say.status(f"Saved {path}")

    def look(self) -> "Look":
        """How the network is drawn on screen."""
        from resnet_viz.diagram.look import Look

        document, timing = self._session.document, self._session.shown.timing
        coloring = document.coloring
        return Look(
            document.view,
            self._theme(),
            coloring if coloring.has_scale else replace(coloring, scale=ColorScale.LINEAR),
            batch=document.batch,
            times=timing.layers if timing else (),
            weights=tuple(self._session.shown.weights.values()),
        )

    def close(self) -> None:
        """Ends what is being copied."""
        self.picture_copy.close()

    def _open_dialog(self) -> "ExportDialog":
        from resnet_viz.ui.export.export_dialog import ExportDialog
        from resnet_viz.ui.export.exporting import Exporting

        dialog = ExportDialog(self._offer(), self._window)
        part = self._diagram.part_in_view
        Exporting(self._session, dialog, self.look, part, self._as_shown)
        open_passing(dialog)  # gone after its processes were ended
        return dialog

    def _as_shown(self, look: "Look") -> "Look":
        """A look for a part of what is on screen, in the columns that are there."""
        view = replace(look.view, is_folded=self._diagram.shown_view.is_folded)
        return replace(look, view=view, room=self._diagram.room)

    def _offer(self) -> "Offer":
        from resnet_viz.diagram.drawing import caption_of
        from resnet_viz.ui.export.export_dialog import Offer
        from resnet_viz.ui.export.figures import figure_rows
        from resnet_viz.ui.export.target import DIAGRAM, TABLE
        from resnet_viz.ui.export.values import values_rows

        shown, view = self._session.shown, self._session.document.view
        stems = {
            DIAGRAM: f"{self._file_stem()}-{LEVEL_NAMES[view.level]}",
            TABLE: f"{self._file_stem()}-table",
        }
        rows = values_rows(shown.lacking)
        figures = figure_rows(self._session.document)
        return Offer(stems, rows, view.values, caption_of(shown.network), figures)

    def _theme(self) -> Theme:
        return self._appearance.colors.picture

    def _file_stem(self) -> str:
        source = source_in(name := self._session.shown.network.name)
        words = source_title(source) if source else name
        return sub(r"[^\w.-]+", "-", words)

    def _on_print_failed(self, message: str) -> None:
        self._say.notice(message, Kind.ERROR, Cause.EXPORT)

    def _on_copied(self, words: str) -> None:
        self._say.clear(Cause.EXPORT)
        self._say.status(words)

    def _on_copy_failed(self, message: str) -> None:
        self._say.status("")
        again = Act("Copy again", self.copy_picture)
        self._say.notice(message, Kind.ERROR, Cause.EXPORT, again)
