"""The export dialog: what it offers of each format, what it asks for, and what never moves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resnet_viz.core.lab.figures import TIMED, WEIGHED
from resnet_viz.core.progress import Step
from resnet_viz.diagram.files.formats import FORMATS, Option
from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.scene.theme import PRINT
from resnet_viz.export.tables import TABLES
from resnet_viz.ui.export.export_dialog import ExportDialog, Offer
from resnet_viz.ui.export.file_choice import FileChoice, PictureChoice
from resnet_viz.ui.export.picture_fields import IN_VIEW
from resnet_viz.ui.export.target import DIAGRAM, TABLE
from resnet_viz.ui.export.values import values_rows
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember

CAPTION = "ResNet-50 · 25.56 M parameters"
OFFER = Offer(
    {DIAGRAM: "resnet50-blocks", TABLE: "resnet50-table"},
    values_rows(TIMED | WEIGHED.keys()),
    "",
    CAPTION,
)
SHOWN = look_of(view_of("stage"), color_by="macs")
IN_SIGHT = Rect(1.0, 2.0, 30.0, 40.0)


@pytest.fixture
def parent(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> QWidget:
    remember(EXPORT_FOLDER, str(tmp_path))
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(parent: QWidget) -> Iterator[ExportDialog]:
    made = ExportDialog(OFFER, parent)
    made.show()
    yield made
    made.close()  # its parent, which was never shown, does not close it


@pytest.fixture
def asked(dialog: ExportDialog) -> list[FileChoice]:
    choices: list[FileChoice] = []
    dialog.save_requested.connect(choices.append)
    return choices


def choose(dialog: ExportDialog, what: str, suffix: str) -> FileChoice:
    dialog.whats.button(what).click()
    dialog.format.show_value(suffix)
    dialog.format.activated.emit(dialog.format.currentIndex())
    return dialog.choice()


def picture_of(choice: FileChoice) -> PictureChoice:
    assert choice.picture is not None
    return choice.picture


def type_name(dialog: ExportDialog, text: str) -> None:
    dialog.file.path.selectAll()
    QTest.keyClick(dialog.file.path, Qt.Key.Key_Backspace)
    QTest.keyClicks(dialog.file.path, text)


def question_of(dialog: ExportDialog) -> QMessageBox:
    (box,) = (each for each in dialog.findChildren(QMessageBox) if each.isVisible())
    return box


def press(box: QMessageBox, text: str) -> None:
    next(each for each in box.findChildren(QPushButton) if each.text() == text).click()


@pytest.mark.parametrize("suffix", [row.suffix for row in FORMATS])
def test_untouched_it_asks_for_a_plain_light_picture(dialog: ExportDialog, suffix: str) -> None:
    choice = choose(dialog, DIAGRAM, suffix)
    assert choice.path.name == f"resnet50-blocks{suffix}"
    assert choice.suffix == suffix
    assert picture_of(choice).applied_to(replace(SHOWN, theme=PRINT), IN_SIGHT) == SHOWN


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.suffix)
def test_what_a_format_does_not_have_can_not_be_chosen(dialog: ExportDialog, row: Any) -> None:
    choose(dialog, DIAGRAM, row.suffix)
    fields = dialog.fields
    can_be_chosen = {
        Option.PART: fields.part.isEnabled(),
        Option.THEME: fields.theme.isEnabled(),
        Option.PAGE: fields.page.isEnabled(),
        Option.SCALE: fields.scale.isEnabled(),
        Option.LEGEND: fields.legend.isEnabled(),
        Option.TRANSPARENT: fields.transparent.isEnabled(),
        Option.CAPTION: fields.has_caption.isEnabled(),
    }
    found = {option for option, is_enabled in can_be_chosen.items() if is_enabled}
    assert found == set(row.options) & set(can_be_chosen)


@pytest.mark.parametrize("suffix", [row.suffix for row in TABLES])
def test_a_table_has_no_choices_of_pictures(dialog: ExportDialog, suffix: str) -> None:
    assert choose(dialog, TABLE, suffix).picture is None
    fields = dialog.fields
    for widget in (fields.part, fields.theme, fields.legend, fields.page, fields.values):
        assert widget.isVisible()
        assert not widget.isEnabled()


def test_every_choice_is_asked_for_where_it_makes_sense(dialog: ExportDialog) -> None:
    choose(dialog, DIAGRAM, ".pdf")
    fields = dialog.fields
    fields.page.show_value("letter")
    fields.part.show_value(IN_VIEW)
    fields.values.show_value("macs")
    fields.transparent.setChecked(True)
    fields.legend.setChecked(False)
    fields.has_caption.setChecked(True)
    fields.scale.setValue(4)
    pdf = picture_of(dialog.choice()).applied_to(SHOWN, IN_SIGHT)
    assert (pdf.page, pdf.scale, pdf.part) == ("letter", 2, IN_SIGHT)
    assert (pdf.is_transparent, pdf.has_legend, pdf.view.values) == (True, False, "macs")
    assert pdf.caption == CAPTION
    png = picture_of(choose(dialog, DIAGRAM, ".png"))
    assert (png.page, png.scale) == ("drawing", 4)
    mermaid = picture_of(choose(dialog, DIAGRAM, ".mmd"))
    assert (mermaid.is_part, mermaid.is_transparent, mermaid.caption) == (False, False, "")


def test_nothing_moves_whatever_is_chosen_or_said(dialog: ExportDialog) -> None:
    widgets = (
        dialog.writing.save, dialog.file.path, dialog.fields.theme, dialog.fields.caption,
        dialog.preview,
    )  # fmt: skip

    def places() -> list[tuple[QPoint, int, int]]:
        QApplication.processEvents()
        return [(each.mapTo(dialog, QPoint()), each.width(), each.height()) for each in widgets]

    before, size = places(), dialog.size()
    for what, rows in ((DIAGRAM, FORMATS), (TABLE, TABLES)):
        for row in rows:
            choose(dialog, what, row.suffix)
            assert places() == before, row.suffix
    type_name(dialog, "")
    assert places() == before
    dialog.writing.save.click()
    dialog.writing.show_failed("a reason of many words " * 12)
    assert places() == before
    dialog.writing.show_saved(SavedFile("a.pdf", 2048, "many words about it " * 12))
    assert places() == before
    assert dialog.size() == size


def test_a_file_that_is_there_is_asked_about_and_cancel_keeps_it(
    dialog: ExportDialog, asked: list[FileChoice], tmp_path: Path
) -> None:
    file = tmp_path / "thesis.pdf"
    file.write_text("mine")
    type_name(dialog, str(file))
    dialog.writing.save.click()
    box = question_of(dialog)
    assert box.text() == "Replace thesis.pdf?"
    assert box.defaultButton().text() == "Cancel"
    press(box, "Cancel")
    assert asked == []
    dialog.writing.save.click()
    press(question_of(dialog), "Replace")
    (choice,) = asked
    assert (choice.path, choice.suffix) == (file, ".pdf")


def test_a_typed_suffix_of_a_format_chooses_it_and_others_get_one(
    dialog: ExportDialog, asked: list[FileChoice], tmp_path: Path
) -> None:
    type_name(dialog, "a.png")
    assert dialog.format.value() == ".png"
    type_name(dialog, "a.xyz")
    assert dialog.file.note.text() == f"Saves as {tmp_path / 'a.xyz.png'}"
    dialog.writing.save.click()
    assert [choice.path for choice in asked] == [tmp_path / "a.xyz.png"]


def test_without_a_name_the_field_says_so_and_nothing_is_written(
    dialog: ExportDialog, asked: list[FileChoice]
) -> None:
    type_name(dialog, "")
    dialog.writing.save.click()
    assert dialog.file.note.text() == "Enter a file name."
    assert dialog.file.path.property("state") == "bad"
    assert asked == []
    type_name(dialog, "a.svg")
    assert dialog.file.path.property("state") == ""


def test_enter_alone_saves_under_a_name_that_is_free(
    parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "resnet50-blocks.svg").write_text("old")
    dialog = ExportDialog(OFFER, parent)
    choices: list[FileChoice] = []
    dialog.save_requested.connect(choices.append)
    dialog.show()
    qtbot.waitExposed(dialog)
    QTest.keyClick(dialog.file.path, Qt.Key.Key_Return)
    assert [choice.path for choice in choices] == [tmp_path / "resnet50-blocks-2.svg"]
    dialog.writing.show_failed("enough")
    dialog.close()


def test_the_next_dialog_starts_with_what_was_saved_last(
    dialog: ExportDialog, parent: QWidget, tmp_path: Path
) -> None:
    folder = tmp_path / "figures"
    folder.mkdir()
    choose(dialog, DIAGRAM, ".pdf")
    dialog.fields.page.show_value("column")
    dialog.fields.theme.show_value("print")
    dialog.fields.scale.setValue(3)
    type_name(dialog, str(folder / "one.pdf"))
    dialog.writing.save.click()
    dialog.writing.show_saved(SavedFile(str(folder / "one.pdf"), 1))
    again = ExportDialog(OFFER, parent)
    choice = again.choice()
    assert choice.path == folder / "resnet50-blocks.pdf"
    assert (picture_of(choice).page, picture_of(choice).theme) == ("column", "print")
    assert again.fields.scale.value() == 3
    folder.rename(tmp_path / "gone")
    assert ExportDialog(OFFER, parent).choice().path.parent.is_dir()


def test_progress_is_shown_and_cancel_ends_it(
    dialog: ExportDialog, asked: list[FileChoice], qtbot: QtBot
) -> None:
    dialog.writing.save.click()
    dialog.writing.save.click()
    assert len(asked) == 1
    dialog.writing.show_step(Step("drawing pixels", 1, 4))
    assert dialog.writing.outcome.message.text() == "Drawing pixels… · 25%"
    assert (dialog.writing.outcome.bar.value(), dialog.writing.outcome.bar.maximum()) == (1, 4)
    with qtbot.waitSignal(dialog.writing.cancelled):
        dialog.writing.outcome.cancel.click()
    assert dialog.writing.outcome.message.text() == "Cancelled. Nothing was written."
    assert not dialog.writing.outcome.bar.isVisible()


def test_escape_ends_the_writing_first_and_then_the_dialog(
    dialog: ExportDialog, qtbot: QtBot
) -> None:
    dialog.writing.save.click()
    with qtbot.waitSignal(dialog.writing.cancelled):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_saved_is_said_until_something_else_is_chosen(dialog: ExportDialog) -> None:
    dialog.writing.show_saved(SavedFile("pictures/a.pdf", 2048, "the smallest text is 2.6 pt"))
    said = dialog.writing.outcome.message
    assert said.text() == "✓ Saved a.pdf (2.0 KiB). The smallest text is 2.6 pt."
    assert said.property("state") == "warn"
    dialog.writing.show_saved(SavedFile("pictures/a.svg", 100))
    assert (said.text(), said.property("state")) == ("✓ Saved a.svg (100 B)", "good")
    assert dialog.writing.outcome.reveal.isVisible()
    dialog.fields.legend.click()
    assert said.text() == ""
    assert not dialog.writing.outcome.reveal.isVisible()


def test_one_button_is_the_default_and_stays_it(dialog: ExportDialog) -> None:
    dialog.writing.show_saved(SavedFile("a.svg", 1))
    buttons = dialog.findChildren(QPushButton)
    assert [each.text() for each in buttons if each.isDefault() or each.autoDefault()] == ["Save"]
    assert all(each.icon().isNull() for each in dialog.writing.buttons.buttons())


def test_a_caption_of_ones_own_is_written_once_it_is_wanted(dialog: ExportDialog) -> None:
    fields = dialog.fields
    assert not fields.caption.isEnabled()
    fields.has_caption.setChecked(True)
    assert fields.caption.isEnabled()
    fields.caption.setText("Figure 1.")
    assert picture_of(dialog.choice()).caption == "Figure 1."


def test_figures_of_times_are_for_networks_that_were_timed() -> None:
    untimed, timed = values_rows(TIMED), values_rows(())
    assert ("params", "Parameters") in untimed
    assert {title for _, title in timed} - {title for _, title in untimed} == {
        "Time",
        "Share of ceiling",
    }
    assert len({title for _, title in timed}) == len(timed)


def test_several_networks_are_chosen_in_every_format_and_the_visible_area_only_in_some(
    parent: QWidget,
) -> None:
    figures = (("published", "The published five"), ("twin", "With its plain twin"))
    dialog = ExportDialog(replace(OFFER, figures=figures), parent)
    for row in FORMATS:
        choose(dialog, DIAGRAM, row.suffix)
        dialog.fields.part.show_value("published")
        picture = picture_of(dialog.choice())
        assert (picture.networks, picture.is_part) == ("published", False), row.suffix
        dialog.fields.part.show_value(IN_VIEW)
        has_view = picture_of(choose(dialog, DIAGRAM, row.suffix)).is_part
        assert has_view == (Option.PART in row.options), row.suffix
        assert picture_of(dialog.choice()).networks == ""
    dialog.close()


def test_no_word_is_cut_with_large_text(parent: QWidget) -> None:
    font = parent.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    parent.setFont(font)
    dialog = ExportDialog(OFFER, parent)
    dialog.show()
    QApplication.processEvents()
    labels = [(each.text(), each) for each in dialog.findChildren(QLabel)]
    buttons = [(each.text(), each) for each in dialog.findChildren(QAbstractButton)]
    words = [(text, each) for text, each in (*labels, *buttons) if text and each.isVisible()]
    cut = [text for text, each in words if each.sizeHint().width() > each.width()]
    assert len(words) > 12
    assert cut == []
    for combo in dialog.findChildren(Combo):
        texts = [combo.itemText(place) for place in range(combo.count())]
        room = combo.width() - combo.height()  # less the arrow
        widest = max(map(combo.fontMetrics().horizontalAdvance, texts))
        assert widest <= room, texts
    dialog.close()


def test_a_saved_file_is_opened_and_shown_by_the_systems_programs(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    handler = Handler()
    QDesktopServices.setUrlHandler("file", handler, "take")  # type: ignore[arg-type]  # not bytes
    try:
        dialog.writing.show_saved(SavedFile(str(tmp_path / "a.svg"), 1))
        dialog.writing.outcome.open.click()
        dialog.writing.outcome.reveal.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert handler.paths == [str(tmp_path / "a.svg"), str(tmp_path)]


class Handler(QObject):
    """Stands in for the system: keeps what it is given to open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())
