"""The question before a file's code runs: where it is, what it may do, and the code itself."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.models.agreed import NO_SANDBOX
from resnet_viz.core.wording import counted
from resnet_viz.ui.models.bringing import Unagreed
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label

QUESTION = "Run {name}?"
CHANGED = "Changed or new since you allowed it: {names}."
MOST_NAMED = 4


class TrustPage(QWidget):
    """`agreed` says that the code shown may run, `refused` that it may not."""

    agreed = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.question, self.path = plain_label(), ElidedLabel()
        self.question.setProperty("role", "heading")
        self.path.setProperty("role", "muted")
        self.about, self.also = (
            plain_label(f"{NO_SANDBOX}. Nothing shuts it in: this is not a sandbox."),
            plain_label(),
        )
        for label in (self.about, self.also):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        self.also.setProperty("role", "muted")
        self.code = QPlainTextEdit()
        self.code.setReadOnly(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setAccessibleName("Code of the file")
        self.run, self.back = QPushButton("Run it"), QPushButton("Don't run")
        self.run.clicked.connect(self.agreed)
        self.back.clicked.connect(self.refused)
        self._lay_out()

    def show_code(self, found: Unagreed) -> None:
        """Shows what is asked about."""
        path, files = found.code.path, found.code.files
        name = Path(path).name
        self.question.setText(QUESTION.format(name=name))
        self.path.show_words(path, path)
        self.code.setPlainText(found.text)
        changed = found.agreement.changed if found.agreement.was_agreed else ()
        words = [CHANGED.format(names=_named(changed))] if changed else []
        if others := [each.path for each in files[1:]]:
            words.append(f"It also loads {counted(len(others), 'file')}: {_named(others)}.")
        self.also.setText(" ".join(words))
        self.also.setVisible(bool(words))
        self.back.setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.question, self.path, self.about, self.also):
            column.addWidget(widget)
        column.addWidget(self.code, 1)
        column.addLayout(buttons)


def _named(paths: Sequence[str]) -> str:
    """The names of a few files."""
    names = ", ".join(Path(path).name for path in paths[:MOST_NAMED])
    return f"{names} and more" if paths[MOST_NAMED:] else names
