"""Session files: new, open, save, and what becomes of a document when its window closes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import sentence
from resnet_viz.session.document import Document, work_of
from resnet_viz.session.member import shown_network
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.label import menu_text
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.settings.settings import START_FRESH, is_on, switch
from resnet_viz.ui.window.document import questions
from resnet_viz.ui.window.document.home import Home, Opening
from resnet_viz.ui.window.document.opening import home_of
from resnet_viz.ui.window.document.questions import Answer

if TYPE_CHECKING:
    from resnet_viz.session.copies import Copy

Key = QKeySequence.StandardKey
FILTER = "Sessions (*.resnetviz)"
OPEN_TIP = "Open any PyTorch model: of a library, of a file of Python, or a .pt2 file"
SUGGESTED = "session.resnetviz"


def _fresh(_: "FilesFeature") -> ActionState:
    return ActionState(is_on=is_on(START_FRESH))


class FilesFeature(QObject):
    """Knows the file of the document; `left` says that another document takes its place.

    `named` says that title or file are other ones now, `open_asked` that a person wants to open
    something, `model_asked` carries the text of a network of others, '' for none yet. `window` is
    what dialogs belong to.
    """

    left = Signal()
    open_asked = Signal()
    model_asked = Signal(str)
    named = Signal()

    def __init__(self, session: Session, opening: Opening, say: Say, window: QWidget) -> None:
        super().__init__(session)
        self._session, self._say, self._window = session, say, window
        self.home = opening.home
        self._first: Document | None = work_of(opening.document) if opening.is_new else None
        session.changed.connect(self.named)

    @property
    def is_changed(self) -> bool:
        """Whether the document has work that its file doesn't have."""
        if self.home is None:
            return work_of(self._session.document) != self._first
        known = self.home.document
        return known is None or work_of(self._session.document) != work_of(known)

    @action("File", "New session", "Start with a new document", Key.New)
    def new_session(self) -> None:
        if self.may_leave():
            self._take(new_document(), None)
            self._first = work_of(self._session.document)

    @action("File", "Open…", "Open a network, a session or weights", Key.Open)
    def open_anything(self) -> None:
        self.open_asked.emit()

    @action("File", "Open model…", OPEN_TIP, "Ctrl+Alt+O")
    def open_model(self) -> None:
        self.model_asked.emit("")

    @action("File", "Open recent", "The sessions and models that were open last", is_menu=True)
    def fill_recent(self, menu: QMenu) -> None:
        from resnet_viz.session.place import session_folder
        from resnet_viz.session.recents import recent_files, recent_models

        menu.clear()
        for path, is_missing in recent_files(session_folder()):
            entry = menu.addAction(menu_text(f"{path.name} (missing)" if is_missing else path.name))
            entry.setEnabled(not is_missing)
            set_tip(entry, str(path))
            entry.triggered.connect(lambda _=False, path=path: self.open_path(path))
        if (models := recent_models(session_folder())) and menu.actions():
            menu.addSeparator()
        for text in models:
            entry = menu.addAction(menu_text(text))
            set_tip(entry, text)
            entry.triggered.connect(lambda _=False, text=text: self.model_asked.emit(text))
        if not menu.actions():
            menu.addAction("Nothing recent").setEnabled(False)

    @action("File", "Save", "Save the document in its session file", Key.Save)
    def save(self) -> bool:
        return self._save_in(self.home) if self.home else self.save_as()

    @action("File", "Save as…", "Save the document as another session file", "Ctrl+Shift+S")
    def save_as(self) -> bool:
        suggested = str(self.home.path) if self.home else SUGGESTED
        path, _ = QFileDialog.getSaveFileName(self._window, "Save session", suggested, FILTER)
        return bool(path) and self.save_to(Path(path))

    @action(
        "File",
        "Start fresh",
        "Start with a new document next time, not with the last one",
        is_switch=True,
        state=_fresh,
    )
    def start_fresh(self, is_on: bool) -> None:
        switch(START_FRESH, is_on=is_on)

    def open_path(self, path: Path) -> None:
        """Opens a session file in this window, or says why it can't."""
        from resnet_viz.session.file import read_session

        if self.home and path.absolute() == self.home.path:
            return
        try:
            found = read_session(path)
            shown_network(found.document.member.arch)
            home = home_of(path.absolute(), found.fingerprint, found.document)
        except UserError as error:
            self._say_failed(error, Act("Open another", self.open_anything))
            return
        if home is None and questions.ask_to_open_copy(self._window, path) is Answer.CANCEL:
            return
        if self.may_leave():
            self._take(found.document, home)
        elif home is not None:
            home.release()

    def save_to(self, path: Path) -> bool:
        """Saves the document as a file that a person chose; whether it was."""
        from resnet_viz.session.saving import fingerprint_at, with_suffix

        path = with_suffix(path).absolute()
        if self.home and path == self.home.path:
            return self._save_in(self.home)
        try:
            home = home_of(path, fingerprint_at(path), None)
        except UserError as error:
            self._say_failed(error)
            return False
        if home is None:
            words = (
                f"{path.name} is open in another window. Choose another name, or close it there."
            )
            elsewhere = Act("Save as…", self.save_as)
            self._say.notice(words, Kind.ERROR, Cause.SESSION, elsewhere)
            return False
        if self._save_in(home):
            return True
        home.release()
        return False

    def may_leave(self) -> bool:
        """Whether another document may come: this one has no changes, or they are decided on."""
        if self.home is None or not self.is_changed:
            return True
        answer = questions.ask_to_save(self._window, self.home.path)
        return self.save() if answer is Answer.SAVE else answer is Answer.DISCARD

    def copy(self) -> "Copy | None":
        """What has to be on disk apart from the file, or None without unsaved work."""
        from resnet_viz.session.copies import Copy

        if not self.is_changed:
            return None
        file = str(self.home.path) if self.home else ""
        fingerprint = self.home.fingerprint if self.home else ""
        permitted = tuple(sorted(self._session.permitted))
        return Copy(self._session.document, file, fingerprint, permitted)

    def recover(self, opening: Opening) -> bool:
        """Opens what a window left that ended without being closed; whether it did."""
        if not self.may_leave():
            return False
        self._take(opening.document, opening.home, opening.permitted)
        return True

    def remember(self) -> None:
        """Puts the file to the front of those that were open last."""
        if self.home is not None:
            self._remember(self.home.path)

    def release(self) -> None:
        """The window closes: its file is free for others."""
        if self.home is not None:
            self.home.release()

    def _save_in(self, home: Home) -> bool:
        from resnet_viz.session.saving import ChangedOnDisk, save_session

        document = self._session.document
        try:
            outcome = save_session(home.path, document, home.fingerprint)
        except UserError as error:
            self._say_failed(error, Act("Save as…", self.save_as))
            return False
        if isinstance(outcome, ChangedOnDisk):
            answer = questions.ask_to_replace(self._window, home.path)
            if answer is Answer.REPLACE:
                now = Home(home.path, outcome.fingerprint, home.document, home.lock)
                return self._save_in(now)
            return answer is Answer.SAVE_AS and self.save_as()
        if self.home and self.home.path != home.path:
            self.home.release()
        self.home = Home(outcome.path, outcome.fingerprint, document, home.lock)
        self._remember(outcome.path)
        self._say.clear(Cause.SESSION)
        self._say.status(f"Saved {outcome.path}")
        self.named.emit()
        return True

    def _take(
        self, document: Document, home: Home | None, permitted: frozenset[str] = frozenset()
    ) -> None:
        """Another document takes the place of this one."""
        self.left.emit()
        self.release()
        self._say.clear(Cause.SESSION)
        self.home, self._first = home, None
        self._session.open(document, home.path.parent if home else None, permitted)
        if home is not None:
            self._remember(home.path)

    def _say_failed(self, error: UserError, act: Act | None = None) -> None:
        self._say.notice(sentence(error.message), Kind.ERROR, Cause.SESSION, act)

    def _remember(self, path: Path) -> None:
        from resnet_viz.session.place import session_folder
        from resnet_viz.session.recents import add_recent

        try:
            add_recent(session_folder(), path)
        except UserError as error:
            self._say_failed(error)
