"""Fields that belong together, under a heading that folds them away."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.settings.kept import keep, kept_text
from resnet_viz.ui.settings.settings import OFF, ON

SPACING = 6
KEY = "groups/{}"


class FieldGroup(QWidget):
    """Whether it is open is remembered for the next start.

    `make` gives what is in it, and is called when that is first seen.
    """

    def __init__(self, title: str, make: Callable[[], Iterable[QWidget]], *, is_open: bool) -> None:
        super().__init__()
        self.title = title
        self._make: Callable[[], Iterable[QWidget]] | None = make
        self._heading = QToolButton()
        self._heading.setText(title)
        set_tip(self._heading, f"Show or hide: {title.lower()}")
        self._heading.setProperty("role", "group")
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setCheckable(True)
        self._heading.setAutoRaise(True)
        self._inside = QWidget()
        self._inner = QVBoxLayout(self._inside)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(SPACING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(self._heading)
        column.addWidget(self._inside)
        was_open = kept_text(KEY.format(title), ON if is_open else OFF)
        self.set_open(was_open == ON if was_open in (ON, OFF) else is_open)
        self._heading.clicked.connect(self._on_clicked)

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self._heading.isChecked()

    def fill(self) -> None:
        """Makes what is in it, where that is not there yet."""
        make, self._make = self._make, None
        for widget in make() if make else ():
            self._inner.addWidget(widget)

    def set_open(self, is_open: bool) -> None:
        """Shows or hides its fields."""
        if is_open:
            self.fill()
        self._heading.setChecked(is_open)
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self._heading.setArrowType(arrow)
        self._inside.setVisible(is_open)

    def _on_clicked(self, is_open: bool) -> None:
        self.set_open(is_open)
        keep(KEY.format(self.title), ON if is_open else OFF)
