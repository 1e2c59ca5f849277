"""The export dialog at work: what it asks of the two drawing processes behind it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from resnet_viz.core.request import Request, Worker
from resnet_viz.core.wording import sentence
from resnet_viz.diagram.look import Look
from resnet_viz.diagram.requests import Preview, PreviewDiagram, SavedFile, SaveDiagram
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.export.requests import PreviewTable, SaveTable
from resnet_viz.ui.export.death import death_text
from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.export.figures import DIFFERING, archs_of
from resnet_viz.ui.export.file_choice import FileChoice, PictureChoice
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.session import Session

OfLook = Callable[[], Look]
InView = Callable[[], Rect]
AsShown = Callable[[Look], Look]  # the same for a part, in the columns that are on screen


class Exporting(QObject):
    """One process writes and can be ended at any time, the other makes previews meanwhile."""

    def __init__(
        self,
        session: Session,
        dialog: ExportDialog,
        look: OfLook,
        in_view: InView,
        as_shown: AsShown = lambda look: look,
    ) -> None:
        super().__init__(dialog)
        self._session, self._dialog = session, dialog
        self._look, self._in_view, self._as_shown = look, in_view, as_shown
        self._writer, self._previewer = Child(Worker.DRAW, self), Child(Worker.DRAW, self)
        self._previewed: FileChoice | None = None
        dialog.export_requested.connect(self._write)
        dialog.preview_wanted.connect(self._preview)
        dialog.cancel_requested.connect(self._writer.cancel)
        dialog.finished.connect(self._close)
        self._writer.died.connect(self._on_writer_died)
        self._previewer.died.connect(self._on_previewer_died)
        self._previewer.start()
        self._writer.start()

    def _write(self, choice: FileChoice) -> None:
        dialog = self._dialog
        self._writer.ask(
            self._file_request(choice),
            dialog.show_saved,
            lambda failure: dialog.show_failed(failure.message),
            dialog.show_step,
        )

    def _preview(self, choice: FileChoice) -> None:
        self._previewed = choice
        self._dialog.preview.wait()
        self._previewer.ask(
            self._preview_request(choice),
            lambda preview: self._show(choice, preview),
            lambda failure: self._dialog.preview.show_failed(sentence(failure.message)),
        )

    def _show(self, choice: FileChoice, preview: Preview) -> None:
        if choice == self._previewed:
            self._dialog.show_preview(preview)

    def _file_request(self, choice: FileChoice) -> Request[SavedFile]:
        shown, path, suffix = self._session.shown, str(choice.path), choice.suffix
        if choice.picture is None:
            return SaveTable(shown.network.name, shown.batch, shown.timing, path, suffix)
        arch, others, look = self._pictured(choice.picture)
        return SaveDiagram(arch, look, path, suffix, others)

    def _preview_request(self, choice: FileChoice) -> Request[Preview]:
        shown, suffix = self._session.shown, choice.suffix
        if choice.picture is None:
            return PreviewTable(shown.network.name, shown.batch, shown.timing, suffix)
        arch, others, look = self._pictured(choice.picture)
        return PreviewDiagram(arch, look, suffix, self._dialog.preview.side_px(), others)

    def _pictured(self, choice: PictureChoice) -> tuple[str, tuple[str, ...], Look]:
        """The networks of a picture, the first by itself, and how they are drawn."""
        look = choice.applied_to(self._look(), self._in_view())
        if choice.is_part:
            look = self._as_shown(look)
        archs = archs_of(self._session.document, choice.networks)
        if not archs:
            return self._session.shown.network.name, (), look
        look = replace(look, is_marked=choice.networks == DIFFERING)
        times = tuple(self._session.shown.times_of(arch) for arch in archs)
        return archs[0], archs[1:], replace(look, times=times[0], times_of_others=times[1:])

    def _on_writer_died(self, _: str) -> None:
        why = death_text(was_killed=self._writer.was_killed)
        self._dialog.show_failed(f"{why} Nothing was written. Press Save to try again.")

    def _on_previewer_died(self, _: str) -> None:
        why = death_text(was_killed=self._previewer.was_killed)
        self._dialog.preview.show_failed(f"{why} The preview is missing, but you can still save.")

    def _close(self, _: int) -> None:
        self._writer.close()
        self._previewer.close()
