"""The main window's actions: each declared on the method that does it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.resnet.match import By, distance_text, match, notes_on
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.ui.export.picture_copy import PictureCopy
from resnet_viz.ui.history.actions import HistoryWindow
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action, add_actions
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.weights_file import FILTER, weights_among
from resnet_viz.version import VERSION

if TYPE_CHECKING:
    from resnet_viz.diagram.look import Look
    from resnet_viz.diagram.requests import SavedFile
    from resnet_viz.ui.export.export_dialog import ExportDialog, FileChoice

MENUS = ("File", "Edit", "View", "Run", "Compare", "Help")
Key = QKeySequence.StandardKey


class MainWindow(HistoryWindow):
    """The window with its menus."""

    def __init__(self, network: Network, appearance: Appearance) -> None:
        super().__init__(network, appearance)
        self.actions_by_name = add_actions(self, MENUS)
        self.toolbar.export_clicked.connect(self.export)
        self.panels.architecture.weights.open_clicked.connect(self.open_weights)
        self.picture_copy = PictureCopy(self)
        self.picture_copy.copied.connect(self.progress.show_idle)
        self.picture_copy.failed.connect(self._on_copy_failed)
        self.setAcceptDrops(True)
        appearance.dress()
        self.panels.canvas.setFocus()

    @action("File", "Open network…", "Open a network by its name and options", Key.Open)
    def open_network(self) -> None:
        text, is_chosen = QInputDialog.getText(
            self,
            "Open network",
            "Name and options, such as resnet50,stride_in=1x1",
            QLineEdit.EchoMode.Normal,
            self.network.name,
        )
        if is_chosen:
            self.open_text(text)

    @action("File", "Open weights…", "Load weights from .pth, .pt or .safetensors", "Ctrl+Shift+O")
    def open_weights(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Open weights", "", FILTER)
        if path:
            self.read_weights(path)

    @action("File", "Save source…", "Save this network as one Python file", "Ctrl+Shift+S")
    def save_source(self) -> None:
        suggested = f"{_file_stem(self.report.arch)}.py"
        path, _ = QFileDialog.getSaveFileName(self, "Save source", suggested, "Python (*.py)")
        if path:
            self.write_source(Path(path))

    @action("File", "Export…", "Save the picture or the table", "Ctrl+E")
    def export(self) -> None:
        from resnet_viz.diagram.drawing import caption_of
        from resnet_viz.ui.export.export_dialog import ExportDialog

        stem, caption = _file_stem(self.report.arch), caption_of(self.network)
        dialog = ExportDialog(stem, self.appearance.colors.picture.name, caption, self)
        writer = Child(Worker.DRAW, dialog)
        dialog.export_requested.connect(lambda choice: self._write(writer, dialog, choice))
        dialog.finished.connect(lambda _: writer.close())
        writer.died.connect(dialog.show_failed)
        dialog.open()

    @action("File", "Print…", "Print the diagram as the paper wants it", Key.Print)
    def print_diagram(self) -> None:
        from resnet_viz.diagram.drawing import picture_from
        from resnet_viz.diagram.scene.theme import PRINT
        from resnet_viz.ui.export.printing import ask_and_print

        if self.scene is not None:
            picture = picture_from(self.network, replace(self._look(), theme=PRINT), self.scene)
            ask_and_print(picture, self, self.panels.notice.say)

    @action("File", "Quit", "Close the window", Key.Quit, starts_group=True)
    def quit(self) -> None:
        self.close()

    @action("Edit", "Copy network name", "Copy the text that names this network", "Ctrl+Shift+C")
    def copy_name(self) -> None:
        QGuiApplication.clipboard().setText(self.report.arch)

    @action("Edit", "Copy table", "Copy the layer table for a spreadsheet", "Ctrl+Shift+T")
    def copy_table(self) -> None:
        self.panels.layers.copy_rows()

    @action("Edit", "Copy as picture", "Copy the diagram as PNG and SVG", "Ctrl+Alt+C")
    def copy_picture(self) -> None:
        from resnet_viz.diagram.requests import CopyPicture

        self.progress.show_idle("Copying the picture …")
        self.picture_copy.copy(CopyPicture(self.report.arch, self._look()))

    @action("Edit", "Search layers", "Find layers by name or kind", Key.Find, starts_group=True)
    def search(self) -> None:
        self.toolbar.search.setFocus()

    @action("Edit", "Find next", "The next layer that the search found", Key.FindNext)
    def find_next(self) -> None:
        self.seek(1)

    @action("Edit", "Find previous", "The one before that the search found", Key.FindPrevious)
    def find_previous(self) -> None:
        self.seek(-1)

    @action("Edit", "Change depth", "Put the keyboard into the depth field", "Ctrl+D")
    def change_depth(self) -> None:
        self.panels.architecture.focus_first()

    @action("Compare", "Pin or unpin as A", "Keep these costs beside every change", "Ctrl+Shift+P")
    def pin(self) -> None:
        self.toggle_pin()

    @action("Compare", "Basic ↔ bottleneck", "The other block in the same stages", "Ctrl+B")
    def switch_block(self) -> None:
        self.swap_block()

    @action("Compare", "Plain twin", "The same layers without shortcuts, and back", "Ctrl+Shift+B")
    def switch_plain(self) -> None:
        self.panels.architecture.toggle_plain()

    @action("Compare", "Counterpart by depth", "The other block at the nearest depth")
    def match_depth(self) -> None:
        self.show_counterpart(By.DEPTH)

    @action("Compare", "Counterpart by MACs", "The other block at the nearest MACs")
    def match_macs(self) -> None:
        self.show_counterpart(By.MACS)

    @action("Compare", "Counterpart by parameters", "The other block with the nearest parameters")
    def match_params(self) -> None:
        self.show_counterpart(By.PARAMS)

    @action("Compare", "Show comparison", "Bring the comparison to the front", "Ctrl+K")
    def show_comparison(self) -> None:
        self.panels.show_tab(self.panels.compare)

    @action("Help", "About ResNet Viz", "Version and licence")
    def about(self) -> None:
        QMessageBox.about(
            self,
            "ResNet Viz",
            f"<b>ResNet Viz {VERSION}</b><p>A workbench for residual networks. MIT licence.</p>"
            "<p>Qt and PySide6 (LGPL), Graphviz (EPL), PyTorch (BSD), Inter (OFL).</p>",
        )

    def write_source(self, path: Path) -> None:
        """Saves the network on screen as one Python file, or says why it can't."""
        from resnet_viz.core.save import save_bytes
        from resnet_viz.export.source.source import source_of

        path = path if path.suffix else path.with_suffix(".py")
        try:
            save_bytes(path, source_of(self.network).encode())
        except UserError as error:
            self.panels.notice.say(f"{error.message}.", "Save elsewhere", self.save_source)
            return
        self.progress.show_idle(f"Saved {path}")

    def show_counterpart(self, by: By) -> None:
        """Pins the network on screen as A and shows its counterpart with the other block."""
        found = match(self.network, None, by)
        self.pinned = report_of(self.network, self.batch)
        self.set_network(found.network)
        self.panels.show_tab(self.panels.compare)
        notes = "".join(f" {note[:1].upper()}{note[1:]}." for note in notes_on(found))
        self.panels.notice.say(f"{distance_text(found)} against A, {found.original}.{notes}")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.picture_copy.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if weights_among(_dropped_paths(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read_weights(weights_among(_dropped_paths(event)))
        event.acceptProposedAction()

    def open_text(self, text: str) -> None:
        """Shows the network that ARCH names, or says why it can't."""
        try:
            self.set_network(network_named(text))
        except UserError as error:
            self.panels.notice.say(f"{error.message}.", "Try again", self.open_network)

    def _on_copy_failed(self, message: str) -> None:
        self.progress.show_idle("")
        self.panels.notice.say(message, "Copy again", self.copy_picture)

    def _write(self, writer: Child, dialog: "ExportDialog", choice: "FileChoice") -> None:
        writer.ask(
            self._file_request(choice),
            lambda saved: dialog.show_saved(saved.path, saved.size_bytes, saved.note),
            lambda failure: dialog.show_failed(failure.message),
        )

    def _file_request(self, choice: "FileChoice") -> "Request[SavedFile]":
        from resnet_viz.diagram.requests import SaveDiagram
        from resnet_viz.export.requests import SaveTable

        arch, path, suffix = self.report.arch, choice.path, choice.suffix
        if choice.is_table:
            return SaveTable(arch, self.batch, self.timing(), path, suffix)
        look = choice.applied_to(self._look(), self._part_in_view())
        return SaveDiagram(arch, look, path, suffix)

    def _part_in_view(self) -> Rect:
        """The part of the scene that the canvas shows."""
        canvas = self.panels.canvas
        rect = canvas.placement.rect_to_scene(QRectF(canvas.rect()))
        return Rect(rect.x(), rect.y(), rect.width(), rect.height())

    def _look(self) -> "Look":
        """How the network is drawn on screen."""
        from resnet_viz.diagram.look import Look

        timing = self.timing()
        return Look(
            self.toolbar.view(),
            self.appearance.colors.picture,
            self.toolbar.color_choice(),
            batch=self.batch,
            times=timing.layers if timing else (),
        )


def _dropped_paths(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls()]


def _file_stem(arch: str) -> str:
    return str(Path(arch.replace(",", "-").replace("=", "-")))
