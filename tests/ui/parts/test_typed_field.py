"""What is typed or pasted into a field is one line that can be shown and stored."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.leaves import text_from
from resnet_viz.ui.parts.typed_field import MOST_TYPED, typed_field


def test_a_pasted_table_is_one_line_of_letters_that_can_be_shown(qtbot: QtBot) -> None:
    field = typed_field()
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("Layer\tType\r\nconv1\u2028Conv\x00")
    field.paste()
    assert text_from(field.text(), "field").split() == ["Layer", "Type", "conv1", "Conv"]


def test_ordinary_text_stays_as_it_is(qtbot: QtBot) -> None:
    field = typed_field()
    qtbot.addWidget(field)
    field.insert("残差网络 ResNet-50 ±½")
    assert field.text() == "残差网络 ResNet-50 ±½"


def test_a_long_paste_is_cut(qtbot: QtBot) -> None:
    field = typed_field()
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("x" * 10 * MOST_TYPED)
    field.paste()
    assert field.text() == "x" * MOST_TYPED
