"""Tips in the window: with the keys of what they explain, in short lines."""

from PySide6.QtWidgets import QWidget

from resnet_viz.ui.parts.tip import LETTERS
from resnet_viz.ui.window.window import MainWindow


def test_buttons_of_levels_tell_their_keys(window: MainWindow) -> None:
    levels = window.panels.view.levels
    for value, key in (("network", "Ctrl+1"), ("stage", "Ctrl+2"), ("layer", "Ctrl+4")):
        assert levels.button(value).toolTip().endswith(f"({key})")
    assert window.panels.view.coloring.toolTip()
    assert window.toolbar.timed.precision.toolTip()


def test_no_tip_has_a_line_longer_than_a_hand(window: MainWindow) -> None:
    lines = [
        line
        for widget in window.findChildren(QWidget)
        if not widget.toolTip().startswith("<")
        for line in widget.toolTip().splitlines()
    ]
    assert len(lines) > 20
    assert [line for line in lines if len(line) > LETTERS] == []
