"""'Open model…': asks for a model, its inputs and, where its code runs, for a permission."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.factories import Factory, factories_in
from resnet_viz.core.models.requests import LibrariesFound
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.progress import Step
from resnet_viz.core.wording import sentence
from resnet_viz.ui.models.bringing import Bringing, Unagreed, Waiting, text_of
from resnet_viz.ui.models.form_page import FACTORY_ROLE, FormPage
from resnet_viz.ui.models.named import is_code, path_of, source_named
from resnet_viz.ui.models.trust_page import TrustPage
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import LANE, Recorded

SIZE = 620, 480
MARGIN = 18
FILTER = "Models (*.py *.pt2);;All files (*)"
RECORDING = "Recording {name} … Esc stops it."
STOPPED = "Stopped. Nothing was opened."
NOT_ALLOWED = "It was not run. Nothing was opened."


class OpenModelDialog(QDialog):
    """`opened` carries the source, what was recorded, and whether it joins the comparison.

    `list_asked` is for the models of an installed library. The window stays as it is until the
    network is there.
    """

    opened = Signal(object, object, bool)
    list_asked = Signal()

    def __init__(self, bringing: Bringing, thread: FileThread, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Open model")
        self._bringing, self._thread = bringing, thread
        self._source: Source | None = None
        self._asked: Unagreed | None = None
        self._number = 0  # of what was asked last: whatever came before is not heard of
        self._factories_of = ""
        self._is_closed = False
        self.form, self.trust = FormPage(), TrustPage()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._pages = QStackedLayout()
        whole.addLayout(self._pages)
        for page in (self.form, self.trust):
            self._pages.addWidget(page)
        self._connect()
        bringing.models.find_libraries(self._on_libraries)
        self.resize(*SIZE)
        self.form.field.setFocus()

    @property
    def is_working(self) -> bool:
        """Whether something is being looked at or recorded."""
        return self._source is not None and self._pages.currentWidget() is self.form

    def show_text(self, text: str, *, adds: bool = False) -> None:
        """Fills in what a person named elsewhere."""
        source = source_in(text)
        self.form.field.setText(source.place if source else text)
        self.form.adds.setChecked(adds)
        if source and source.inputs:
            self.form.inputs.show_texts(source.inputs)
        self._on_typed()

    def accept(self) -> None:
        if self._source is not None:
            return
        text = self._text()
        try:
            if is_code(text):
                self._look_for_factories(text)
                return
            source = source_named(text, self.form.inputs.texts())
        except UserError as error:
            self.form.show_error(sentence(error.message))
            return
        self._source = source
        self.form.show_working(RECORDING.format(name=source.title))
        self._bringing.bring(source, self._waiting())

    def reject(self) -> None:
        """Esc ends what goes on, else it closes the dialog."""
        if self._pages.currentWidget() is self.trust:
            self._end(NOT_ALLOWED)
        elif self._source is not None:
            self._bringing.models.cancel()
            self._end(STOPPED)
        else:
            self._number += 1
            super().reject()

    def done(self, result: int) -> None:
        """Whatever closes it: answers that come later find it gone."""
        self._is_closed = True
        super().done(result)

    def _on_libraries(self, found: LibrariesFound) -> None:
        if not self._is_closed:
            self.form.show_installed(found)

    def _waiting(self) -> Waiting:
        """Hears of what was asked last, and of nothing before."""
        self._number += 1
        number = self._number

        def if_last(do: Callable[..., None]) -> Callable[..., None]:
            return lambda *values: do(*values) if number == self._number else None

        return Waiting(
            if_last(self._on_recorded),
            if_last(self._on_unagreed),
            if_last(self._end),
            if_last(self._on_progress),
        )

    def _on_recorded(self, recorded: Recorded) -> None:
        source = self._source
        self._source = None
        super().accept()
        self.opened.emit(source, recorded, self.form.adds.isChecked())

    def _on_unagreed(self, found: Unagreed) -> None:
        self._asked = found
        self.form.show_working("")
        self.trust.show_code(found)
        self._pages.setCurrentWidget(self.trust)

    def _on_agreed(self) -> None:
        if self._source is None or self._asked is None:
            return
        self._pages.setCurrentWidget(self.form)
        self.form.show_working(RECORDING.format(name=self._source.title))
        self._bringing.run(self._source, self._asked.code, self._waiting())

    def _on_progress(self, step: Step) -> None:
        if self._source is not None:
            self.form.progress.setAccessibleName(step.doing)

    def _end(self, words: str) -> None:
        """Back to the form, with what was wrong."""
        self._number += 1
        self._source = self._asked = None
        self._pages.setCurrentWidget(self.form)
        self.form.show_working("")
        self.form.show_error(words)
        self.form.field.setFocus()

    def _text(self) -> str:
        """What is named: with the factory that is chosen, where there are several."""
        text, item = self.form.field.text().strip(), self.form.factories.currentItem()
        is_chosen = is_code(text) and item is not None and self._factories_of == text
        return f"{text}:{item.data(FACTORY_ROLE)}" if is_chosen and item else text

    def _on_typed(self) -> None:
        self.form.show_error("")
        text = self.form.field.text().strip()
        if is_code(text):
            self._look_for_factories(text)
        else:
            self._factories_of = ""
            self.form.show_factories(None)

    def _look_for_factories(self, text: str) -> None:
        def on_found(found: tuple[Factory, ...] | UserError) -> None:
            if self._is_closed or text != self.form.field.text().strip():
                return
            self._factories_of = text
            if isinstance(found, UserError):
                self.form.show_factories(None)
                self.form.show_error(sentence(found.message))
            else:
                self.form.show_factories(found)

        self._thread.ask(partial(_factories_of, text), on_found, lane=LANE)

    def _on_factory(self, name: str) -> None:
        self.form.field.setText(f"{self.form.field.text().strip()}:{name}")
        self._on_typed()
        self.accept()

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Open model", "", FILTER)
        if path:
            self.form.field.setText(path)
            self._on_typed()

    def _connect(self) -> None:
        form = self.form
        form.typed.connect(self._on_typed)
        form.factory_chosen.connect(self._on_factory)
        form.browse_asked.connect(self._browse)
        form.list_asked.connect(self.list_asked)
        form.open_asked.connect(self.accept)
        form.cancel_asked.connect(self.reject)
        self.trust.agreed.connect(self._on_agreed)
        self.trust.refused.connect(self.reject)


def _factories_of(text: str) -> Sequence[Factory] | UserError:
    """Runs in the thread of files."""
    try:
        return factories_in(text_of(path_of(text)))
    except UserError as error:
        return error
