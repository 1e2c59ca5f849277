"""What a person does in the export dialog of the real window, and what becomes of the files."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember
from tests.e2e.person import Person
from tests.e2e.stories import Findings


def story_export(person: Person) -> Findings:
    """Two keys; a file that is there; a long one that is given up; the size that was said."""
    window = person.window
    person.see_network("ResNet-50")
    remember(EXPORT_FOLDER, str(person.folder))
    dialog = open_dialog(person)
    QTest.keyClick(dialog.file.path, Qt.Key.Key_Return)
    person.wait_for(
        lambda: bool(dialog.writing.outcome.message.text().startswith("✓")), "the first file"
    )
    two_keys = dialog.writing.outcome.message.text()
    person.photograph("saved")
    kept = replace_or_keep(person, dialog)
    dialog.close()
    window.networks.open_text("resnet1202")
    person.see_network("ResNet-1202")
    window.diagram.show_layers()
    long = cancelled(person)
    copied = []
    for name in ("copy_name", "copy_table"):
        window.actions_by_name[name].trigger()
        copied.append(window.progress.doing())
    return {"two_keys": two_keys, "kept": kept, "long": long, "copied": copied}


def open_dialog(person: Person) -> ExportDialog:
    """The dialog by its key, once its preview is seen."""
    QTest.keyClick(person.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = person.window.findChildren(ExportDialog)[-1]
    person.wait_for(dialog.isVisible, "the dialog")
    person.wait_for(dialog.preview.picture.has_picture, "the preview")
    return dialog


def replace_or_keep(person: Person, dialog: ExportDialog) -> Findings:
    """A file of a person's own, kept by *Cancel* and written over by *Replace*."""
    file = person.folder / "thesis.png"
    file.write_text("mine")
    dialog.file.path.selectAll()
    QTest.keyClicks(dialog.file.path, str(file))
    person.wait_for(lambda: "px" in dialog.preview.size_text.text(), "the size in pixels")
    announced = dialog.preview.size_text.text()
    person.click(dialog.writing.save)
    asked = answer(person, dialog, "Cancel")
    after_cancel = file.read_text()
    person.click(dialog.writing.save)
    answer(person, dialog, "Replace")
    person.wait_for(lambda: not dialog.writing.is_going_on, "the replaced file")
    size = QImage(str(file)).size()
    return {
        "asked": asked,
        "after_cancel": after_cancel,
        "announced": announced,
        "size": (size.width(), size.height()),
    }


def answer(person: Person, dialog: ExportDialog, text: str) -> str:
    """Presses a button of the question; gives what was asked."""

    def questions() -> list[QMessageBox]:
        return [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]

    person.wait_for(lambda: bool(questions()), "the question")
    (box,) = questions()
    person.wait_for(box.windowHandle().isExposed, "the question on the screen")
    asked = box.text()
    person.photograph(f"asked-{text}")
    person.click(next(each for each in box.findChildren(QPushButton) if each.text() == text))
    person.wait_for(lambda: not questions(), "the question answered")
    return asked


def cancelled(person: Person) -> Findings:
    """A large PNG that a person gives up on while its pixels are drawn."""
    dialog = open_dialog(person)
    file = person.folder / "large.png"
    file.write_text("old")
    dialog.file.path.selectAll()
    QTest.keyClicks(dialog.file.path, str(file))
    person.click(dialog.writing.save)
    answer(person, dialog, "Replace")
    said, bar = dialog.writing.outcome.message, dialog.writing.outcome.bar
    person.wait_for(lambda: said.text().startswith("Drawing pixels"), "progress of the pixels")
    progress, share = said.text(), bar.value() / bar.maximum()
    person.photograph("progress")
    person.click(dialog.writing.outcome.cancel)
    ended = said.text()
    QApplication.processEvents()
    found: Findings = {
        "progress": progress,
        "share": share,
        "ended": ended,
        "bytes": file.read_text(),
        "files": sorted(each.name for each in person.folder.iterdir() if "large" in each.name),
    }
    person.click(dialog.fields.legend)
    dialog.file.path.selectAll()
    QTest.keyClicks(dialog.file.path, str(person.folder / "after.svg"))
    person.click(dialog.writing.save)
    person.wait_for(lambda: not dialog.writing.is_going_on, "the file after the cancelled one")
    found["after"] = said.text()
    dialog.close()
    return found
