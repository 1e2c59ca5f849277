"""The export dialog at work: which files and previews its choices ask for."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from resnet_viz.core.request import Request
from resnet_viz.diagram.look import Look
from resnet_viz.diagram.requests import Preview, PreviewDiagram, SavedFile, SaveDiagram
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.export.requests import PreviewTable, SaveTable
from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.export.figures import DIFFERING, archs_of
from resnet_viz.ui.export.file_choice import FileChoice, PictureChoice
from resnet_viz.ui.export.saving import Saving
from resnet_viz.ui.session.session import Session

OfLook = Callable[[], Look]
InView = Callable[[], Rect]
AsShown = Callable[[Look], Look]  # the same for a part, in the columns that are on screen


class Exporting(QObject):
    """Asks for what is chosen of the network on screen, or of several, when it is asked for."""

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
        Saving(dialog, self._file_request, self._preview_request)

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
