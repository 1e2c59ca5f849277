"""The dialog that saves a network at work: a process of its own, which can be ended at any time."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from resnet_viz.core.request import Worker
from resnet_viz.core.saving.requests import SavedModel, SaveModel, SaveOther
from resnet_viz.core.saving.words import random_text
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.ui.export.death import death_text
from resnet_viz.ui.export.saving_dialog import SavingDialog
from resnet_viz.ui.export.target import Target
from resnet_viz.ui.processes.child import Child

ONE_BATCH = "It takes the batch size of its input only"
ToSave = SaveModel | SaveOther


class ModelSaving(QObject):
    """Asks for what is chosen, and shows how it goes."""

    def __init__(
        self, dialog: SavingDialog, request: Callable[[Target], ToSave], worker: Worker
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._request = dialog, request
        self._writer = Child(worker, self)
        dialog.save_requested.connect(self._write)
        dialog.writing.cancelled.connect(self._writer.cancel)
        dialog.finished.connect(lambda _: self._writer.close())
        self._writer.died.connect(self._on_died)
        self._writer.start()

    def _write(self, target: Target) -> None:
        writing = self._dialog.writing
        self._writer.ask(
            self._request(target),
            lambda saved: writing.show_saved(_file_of(saved)),
            lambda failure: writing.show_failed(failure.message),
            writing.show_step,
        )

    def _on_died(self, _: str) -> None:
        why = death_text("PyTorch", was_killed=self._writer.was_killed)
        self._dialog.writing.show_failed(f"{why} Nothing was written. Press Save to try again.")


def _file_of(saved: SavedModel) -> SavedFile:
    """The file, with what there is to say of it: one batch size only, random weights."""
    notes = [] if saved.is_batch_free else [ONE_BATCH]
    notes += [] if saved.seed is None else [random_text(saved.seed)]
    return SavedFile(saved.path, saved.size_bytes, ". ".join(notes))
