"""Fields that a person types in: one line, as long as any path, whatever is pasted."""

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit

from resnet_viz.core.leaves import is_refused

MOST_TYPED = 4096  # letters; the longest path of Linux


def typed_field(text: str = "") -> QLineEdit:
    """An empty field, or one with a text."""
    return bounded(QLineEdit(text))


def bounded(field: QLineEdit) -> QLineEdit:
    """The field, which takes no more letters than any path has, and only such as can be shown."""
    field.setMaxLength(MOST_TYPED)
    field.setValidator(_OneLine(field))
    return field


class _OneLine(QValidator):
    """Takes everything, with a space for each tab, line break or control character."""

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        shown = "".join([" " if is_refused(letter) else letter for letter in text])
        return QValidator.State.Acceptable, shown, at
