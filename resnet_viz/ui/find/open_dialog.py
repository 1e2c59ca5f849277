"""The one dialog that opens: a field that completes, the error next to it, the text kept."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.suffixes import SESSION, WEIGHTS
from resnet_viz.core.wording import sentence
from resnet_viz.session.openable import Openable, path_in
from resnet_viz.ui.find.offer import Offer
from resnet_viz.ui.find.offer_list import OfferDelegate, OfferModel
from resnet_viz.ui.find.openable import checked, suggestions
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

SIZE = 560, 460
MARGIN = 18
LINES_FOR_ERRORS = 2
KINDS = " ".join(f"*{suffix}" for suffix in (SESSION, *WEIGHTS))
FILTER = f"Sessions and weights ({KINDS});;All files (*)"


class OpenDialog(QDialog):
    """`opened` carries the kind and the text of what a person wants, once it is known to be right.

    `recent` are the session files that were open last.
    """

    opened = Signal(object, str)

    def __init__(
        self, recent: Sequence[Path], parent: QWidget, check: Callable[[str], Openable] = checked
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Open")
        self._recent, self._check = recent, check
        self.field = typed_field()
        self.field.setPlaceholderText("A network such as resnet50,width=32, or a file")
        self.field.setAccessibleName("Network or file")
        self.field.installEventFilter(self)
        self.error = plain_label()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.setMinimumWidth(1)  # a long name in it never widens the dialog
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.setFixedHeight(self.fontMetrics().height() * LINES_FOR_ERRORS + 4)
        self.error.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model = OfferModel(self)
        self.list = QListView()
        self._set_up_list()
        self._lay_out()
        self.field.textEdited.connect(self._on_typed)
        self._suggest()
        self.resize(*SIZE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.field and is_key and event.key() in steps:  # type: ignore[attr-defined]
            self._step(steps[Qt.Key(event.key())])  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        text = self.field.text().strip()
        try:
            kind = self._check(text)
        except UserError as error:
            self.show_error(sentence(error.message))
            return
        super().accept()
        self.opened.emit(kind, text)

    def show_error(self, text: str) -> None:
        """What is wrong with the text, which stays; '' when nothing is."""
        self.error.setText(text)
        set_tip(self.error, text)
        set_state(self.field, State.BAD if text else State.PLAIN)

    def _on_typed(self) -> None:
        self.show_error("")
        self._suggest()

    def _suggest(self) -> None:
        self.model.show_found(suggestions(self.field.text(), self._recent))
        self.list.setCurrentIndex(QModelIndex())

    def _step(self, by: int) -> None:
        """The next suggestion into the field; the list stays as it is meanwhile."""
        able = [row for row in range(len(self.model.rows)) if self.model.can_do(row)]
        if able:
            here = self.list.currentIndex().row()
            place = able.index(here) + by if here in able else (0 if by > 0 else -1)
            self._take(self.model.index(able[place % len(able)], 0))

    def _take(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if isinstance(row, Offer):
            self.list.setCurrentIndex(index)
            self.field.setText(row.text)
            self.show_error("")

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index)
        if self.field.text().endswith("/"):
            self._suggest()
        self.field.setFocus()

    def _browse(self) -> None:
        start = str(path_in(self.field.text()).parent) if "/" in self.field.text() else ""
        path, _ = QFileDialog.getOpenFileName(self, "Open", start, FILTER)
        if path:
            self.field.setText(path)
            self._on_typed()

    def _set_up_list(self) -> None:
        self.list.setObjectName("offers")
        self.list.setAccessibleName("Suggestions")
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_clicked)
        self.list.doubleClicked.connect(lambda _: self.accept())

    def _lay_out(self) -> None:
        browse, cancel, open_ = (QPushButton(text) for text in ("Browse…", "Cancel", "Open"))
        for button in (browse, cancel):
            button.setAutoDefault(False)
        open_.setDefault(True)
        browse.clicked.connect(self._browse)
        cancel.clicked.connect(self.reject)
        open_.clicked.connect(self.accept)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(browse)
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(open_)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addLayout(top)
        column.addWidget(self.error)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)
