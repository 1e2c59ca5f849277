"""Where the parts of the export dialog are: labels in one column, messages next to the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.ui.export.file_field import FileField
from resnet_viz.ui.export.picture_fields import GAP, ROW_GAP, PictureFields
from resnet_viz.ui.parts.label import plain_label

PATH_LETTERS = 34  # that are seen of a path at least
BETWEEN = 18


def choices_column(
    heads: Sequence[tuple[str, QWidget]], fields: PictureFields, file: FileField
) -> QVBoxLayout:
    """All that can be chosen, from top to bottom."""
    file.path.setMinimumWidth(file.fontMetrics().averageCharWidth() * PATH_LETTERS)
    width = fields.label_width()
    left = QVBoxLayout()
    left.setSpacing(ROW_GAP)
    left.addLayout(labelled_rows(heads, width))
    left.addWidget(fields)
    left.addLayout(labelled_rows((("File", file),), width))
    left.addStretch()
    return left


def side_by_side(left: QLayout | QWidget, right: QWidget) -> QHBoxLayout:
    """Two parts that share the width; buttons take what they need and are at the bottom."""
    row = QHBoxLayout()
    row.setSpacing(BETWEEN)
    if isinstance(left, QLayout):
        row.addLayout(left, 1)
    else:
        row.addWidget(left, 1)
    if isinstance(right, QDialogButtonBox):
        row.addWidget(right, 0, Qt.AlignmentFlag.AlignBottom)
    else:
        row.addWidget(right, 1)
    return row


def labelled_rows(rows: Sequence[tuple[str, QWidget]], label_width: int = 0) -> QGridLayout:
    """Fields below each other, each label next to the first line of its field."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(ROW_GAP)
    grid.setColumnMinimumWidth(0, label_width)
    grid.setColumnStretch(1, 1)
    for place, (title, field) in enumerate(rows):
        label = plain_label(title)
        label.setBuddy(field)
        field.setAccessibleName(title)
        label.setFixedHeight(max(label.sizeHint().height(), _line_height(field)))
        grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, place, 1)
    return grid


def _line_height(field: QWidget) -> int:
    """How high the first line of a field is, which its label is next to."""
    first = field.path if isinstance(field, FileField) else field
    return first.sizeHint().height()
