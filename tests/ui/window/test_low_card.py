"""A low diagram keeps its height: only the first of its controls stays above it."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.window.cards import LOW_CARD, DiagramCard


def test_further_controls_make_room_in_a_low_card_and_come_back(qtbot: QtBot) -> None:
    first, further = QPushButton("level"), QPushButton("colour")
    canvas = QWidget()
    card = DiagramCard(QWidget(), (first, further), canvas)
    qtbot.addWidget(card)
    card.resize(400, LOW_CARD + 50)
    card.show()
    assert further.isVisible()
    card.resize(400, LOW_CARD - 1)
    assert first.isVisible()
    assert not further.isVisible()
    card.resize(400, LOW_CARD)
    assert further.isVisible()
