"""A wrong paste into any field is cut to the longest path there is, and nothing grows with it."""

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from resnet_viz.ui.find.fuzzy import MOST_SOUGHT, ranked
from resnet_viz.ui.find.open_dialog import OpenDialog
from resnet_viz.ui.parts.typed_field import MOST_TYPED
from resnet_viz.ui.window.window import MainWindow


def test_no_field_takes_more_than_a_path_and_the_window_stays_as_wide(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = OpenDialog((), window)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    before = window.minimumSizeHint().width(), dialog.minimumSizeHint().width()
    fields = [each for each in window.findChildren(QLineEdit) if not each.isReadOnly()]
    assert len(fields) > 10
    for field in fields:
        assert field.maxLength() <= MOST_TYPED, field.accessibleName()
        field.selectAll()
        field.insert("x" * 100_000)
        field.editingFinished.emit()
    dialog.accept()
    window.networks.open_text("x" * 100_000)
    QApplication.processEvents()
    after = window.minimumSizeHint().width(), dialog.minimumSizeHint().width()
    assert after == before


def test_what_is_longer_than_all_that_is_offered_is_not_sought() -> None:
    assert ranked("x" * (MOST_SOUGHT + 1), ["x" * 1000]) == []
    assert len(ranked("x" * MOST_SOUGHT, ["x" * 1000])) == 1
