"""The export dialog: what it offers of each format, and what it asks for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.files.formats import FORMATS, Option
from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.scene.theme import PRINT
from resnet_viz.export.tables import TABLES
from resnet_viz.ui.export.export_dialog import DIAGRAM, IN_VIEW, TABLE, ExportDialog, FileChoice


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[ExportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ExportDialog("resnet50", "print", "ResNet-50 · 25.56 M parameters", parent)
    made.show()
    yield made
    made.close()  # its parent, which was never shown, does not close it


def choose(dialog: ExportDialog, what: str, suffix: str) -> FileChoice:
    dialog.whats.button(what).click()
    dialog.format.show_value(suffix)
    dialog.format.activated.emit(dialog.format.currentIndex())
    return dialog.choice()


SHOWN = look_of(view_of("stage"), color_by="macs")
IN_SIGHT = Rect(1.0, 2.0, 30.0, 40.0)


@pytest.mark.parametrize("suffix", [row.suffix for row in FORMATS])
def test_untouched_it_asks_for_a_plain_picture(dialog: ExportDialog, suffix: str) -> None:
    choice = choose(dialog, DIAGRAM, suffix)
    assert choice.path.endswith(f"resnet50{suffix}")
    assert (choice.is_table, choice.suffix) == (False, suffix)
    assert choice.applied_to(SHOWN, IN_SIGHT) == replace(SHOWN, theme=PRINT)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.suffix)
def test_it_shows_what_the_format_has_and_nothing_else(dialog: ExportDialog, row: Any) -> None:
    choose(dialog, DIAGRAM, row.suffix)
    shown = {
        Option.PART: dialog.part.isVisible(),
        Option.THEME: dialog.theme.isVisible(),
        Option.PAGE: dialog.page.isVisible(),
        Option.SCALE: dialog.scale.isVisible(),
        Option.LEGEND: dialog.legend.isVisible(),
        Option.TRANSPARENT: dialog.transparent.isVisible(),
        Option.CAPTION: dialog.has_caption.isVisible(),
    }
    assert {option for option, is_shown in shown.items() if is_shown} == set(row.options)


@pytest.mark.parametrize("suffix", [row.suffix for row in TABLES])
def test_a_table_has_no_choices_of_pictures(dialog: ExportDialog, suffix: str) -> None:
    assert choose(dialog, TABLE, suffix).is_table
    assert not any(w.isVisible() for w in (dialog.part, dialog.theme, dialog.legend, dialog.page))


def test_every_choice_is_asked_for_where_it_makes_sense(dialog: ExportDialog) -> None:
    choose(dialog, DIAGRAM, ".pdf")
    dialog.page.show_value("letter")
    dialog.part.show_value(IN_VIEW)
    dialog.transparent.setChecked(True)
    dialog.legend.setChecked(False)
    dialog.has_caption.setChecked(True)
    dialog.scale.setValue(4)
    pdf = dialog.choice().applied_to(SHOWN, IN_SIGHT)
    assert (pdf.page, pdf.scale, pdf.part) == ("letter", 2, IN_SIGHT)
    assert (pdf.is_transparent, pdf.has_legend) == (True, False)
    assert pdf.caption == "ResNet-50 · 25.56 M parameters"
    png = choose(dialog, DIAGRAM, ".png")
    assert (png.page, png.scale) == ("drawing", 4)
    mermaid = choose(dialog, DIAGRAM, ".mmd")
    assert (mermaid.is_part, mermaid.is_transparent, mermaid.caption) == (False, False, "")


def test_what_there_is_to_say_of_a_file_stands_behind_its_name(dialog: ExportDialog) -> None:
    dialog.show_saved("pictures/a.pdf", 2048, "at 40% of its size the smallest text is tiny")
    assert dialog.message.text() == (
        "✓ Saved pictures/a.pdf (2.0 KiB). At 40% of its size the smallest text is tiny."
    )
    dialog.show_saved("pictures/a.svg", 100, "")
    assert dialog.message.text() == "✓ Saved pictures/a.svg (100 B)"


def test_a_caption_of_ones_own_is_written_once_it_is_wanted(dialog: ExportDialog) -> None:
    assert not dialog.caption.isEnabled()
    dialog.has_caption.setChecked(True)
    assert dialog.caption.isEnabled()
    dialog.caption.setText("Figure 1.")
    assert dialog.choice().caption == "Figure 1."
