"""Fields that a person types in: as long as any path, so that a wrong paste never holds them up."""

from PySide6.QtWidgets import QLineEdit

MOST_TYPED = 4096  # letters; the longest path of Linux


def typed_field(text: str = "") -> QLineEdit:
    """An empty field, or one with a text."""
    return bounded(QLineEdit(text))


def bounded(field: QLineEdit) -> QLineEdit:
    """The field, which takes no more letters than any path has."""
    field.setMaxLength(MOST_TYPED)
    return field
