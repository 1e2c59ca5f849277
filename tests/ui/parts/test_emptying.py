"""Layouts are emptied so that nothing of what was in them stays."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QWidget
from shiboken6 import isValid

from resnet_viz.core.resources import PACKAGE
from resnet_viz.ui.parts.emptying import empty
from resnet_viz.ui.parts.flow import Flow


@pytest.mark.parametrize("kind", [QGridLayout, QHBoxLayout, Flow])
def test_widgets_leave_a_layout_at_once_and_end_soon(kind: type[QLayout], qtbot: object) -> None:
    host = QWidget()
    layout = kind(host)
    labels = [QLabel(text, host) for text in "abc"]
    for label in labels:
        layout.addWidget(label)
    assert empty(layout) == tuple(labels)
    assert layout.count() == 0
    assert [label.isHidden() for label in labels] == [True] * 3
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [isValid(label) for label in labels] == [False] * 3


def test_space_leaves_a_layout_too(qtbot: object) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    row.addWidget(QLabel("a", host))
    row.addStretch()
    empty(row)
    assert row.count() == 0


def test_no_part_of_the_window_takes_items_out_itself() -> None:
    """What `takeAt` gives is deleted by nobody: 96 bytes a label that was replaced."""
    files = [*(PACKAGE / "ui").rglob("*.py")]
    taking = [each.name for each in files if re.search(r"\.takeAt\(", each.read_text("utf-8"))]
    assert len(files) > 100
    assert taking == []
