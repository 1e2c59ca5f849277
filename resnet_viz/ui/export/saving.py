"""A saving dialog at work: what it asks of the two drawing processes behind it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from resnet_viz.core.request import Request, Worker
from resnet_viz.core.wording import sentence
from resnet_viz.diagram.requests import Preview, SavedFile
from resnet_viz.ui.export.death import death_text
from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.export.saving_dialog import SavingDialog
from resnet_viz.ui.processes.child import Child

ToSave = Callable[[Any], Request[SavedFile]]
ToPreview = Callable[[Any], Request[Preview]]
"""What is asked for what the dialog's signal carries: a choice, a target, a suffix."""


class Saving(QObject):
    """One process writes and can be ended at any time, the other makes previews meanwhile."""

    def __init__(
        self, dialog: SavingDialog | ExportDialog, to_save: ToSave, to_preview: ToPreview
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._to_save, self._to_preview = dialog, to_save, to_preview
        self._writer, self._previewer = Child(Worker.DRAW, self), Child(Worker.DRAW, self)
        self._previewed: Request[Preview] | None = None
        dialog.save_requested.connect(self._write)
        dialog.preview_wanted.connect(self._preview)
        dialog.writing.cancelled.connect(self._writer.cancel)
        dialog.finished.connect(self._close)
        self._writer.died.connect(self._on_writer_died)
        self._previewer.died.connect(self._on_previewer_died)
        self._previewer.start()
        self._writer.start()

    def _write(self, chosen: object) -> None:
        writing = self._dialog.writing
        self._writer.ask(
            self._to_save(chosen),
            writing.show_saved,
            lambda failure: writing.show_failed(failure.message),
            writing.show_step,
        )

    def _preview(self, chosen: object) -> None:
        asked = self._previewed = self._to_preview(chosen)
        self._dialog.preview.wait()
        self._previewer.ask(
            asked,
            lambda preview: self._show(asked, preview),
            lambda failure: self._dialog.preview.show_failed(sentence(failure.message)),
        )

    def _show(self, asked: Request[Preview], preview: Preview) -> None:
        if asked is self._previewed:
            self._dialog.preview.show_preview(preview)

    def _on_writer_died(self, _: str) -> None:
        why = death_text(was_killed=self._writer.was_killed)
        self._dialog.writing.show_failed(f"{why} Nothing was written. Press Save to try again.")

    def _on_previewer_died(self, _: str) -> None:
        why = death_text(was_killed=self._previewer.was_killed)
        self._dialog.preview.show_failed(f"{why} The preview is missing, but you can still save.")

    def _close(self, _: int) -> None:
        self._writer.close()
        self._previewer.close()
