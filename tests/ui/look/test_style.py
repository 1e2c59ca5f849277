"""The style sheet: lists are whole, and what is written can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.look.colors import DARK, LIGHT, Colors, palette_of
from resnet_viz.ui.look.icons import draw_icons
from resnet_viz.ui.look.style import style_sheet
from resnet_viz.ui.parts.choice import Combo

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colors(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Colors]:
    found: Colors = request.param
    before = qapp.palette()
    qapp.setPalette(palette_of(found))
    qapp.setStyleSheet(style_sheet(found, draw_icons(tmp_path, found)))
    yield found
    qapp.setStyleSheet("")
    qapp.setPalette(before)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2's ratio of relative luminances."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("count", [2, 3, 4, 7, 10])
def test_an_open_list_shows_all_of_its_entries(qtbot: QtBot, colors: Colors, count: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    combo = Combo([(str(place), f"Entry {place}") for place in range(count)], lambda _: None)
    QVBoxLayout(window).addWidget(combo)
    window.show()
    window.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    needed = sum(view.sizeHintForRow(place) for place in range(count))
    assert view.viewport().height() >= needed
    assert view.verticalScrollBar().maximum() == 0
    combo.hidePopup()


def test_what_an_empty_field_says_can_be_read_with_the_focus_and_without(
    qtbot: QtBot, colors: Colors
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("Search layers")
    field.show()
    ink = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert ink.alpha() == 255
    for ground in (colors.field, colors.accent_soft):
        assert contrast(ink, QColor(ground)) >= LEAST_CONTRAST


def test_ink_muted_words_and_errors_can_be_read_on_every_ground_they_are_on(
    colors: Colors,
) -> None:
    for ink, ground in (
        (colors.ink, colors.ground),
        (colors.ink, colors.card),
        (colors.ink, colors.bad_soft),
        (colors.muted, colors.ground),
        (colors.muted, colors.card),
        (colors.muted, colors.accent_soft),
        (colors.bad, colors.card),
        (colors.accent, colors.card),
        (colors.accent_ink, colors.accent),
    ):
        assert contrast(QColor(ink), QColor(ground)) >= LEAST_CONTRAST


def test_a_focus_is_seen_against_the_border_it_takes_the_place_of(colors: Colors) -> None:
    assert contrast(QColor(colors.accent), QColor(colors.field)) >= 3
