"""Networks of others, opened from anywhere: the dialog, the session's own, other inputs."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.absent import source_title
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.wording import counted, sentence
from resnet_viz.session import card_edits, edits
from resnet_viz.ui.models.bringing import Bringing, Unagreed, Waiting
from resnet_viz.ui.models.cover import Cover, Why
from resnet_viz.ui.models.members import Members
from resnet_viz.ui.models.named import source_named
from resnet_viz.ui.models.place import ArchitecturePlace
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.passing_dialog import open_passing
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import Models, Recorded
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.ui.models.open_dialog import OpenModelDialog

MOST_NAMED = 3


class ModelsFeature(QObject):
    """Opens networks of others; `turned` says that something goes on, or not any more.

    `window` is what dialogs belong to, `cover` what stands in for a network that is not there.
    """

    turned = Signal()

    def __init__(
        self,
        session: Session,
        place: ArchitecturePlace,
        cover: Cover,
        models: Models,
        thread: FileThread,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._place, self._cover, self._say = session, place, cover, say
        self._models, self._thread = models, thread
        self._bringing = Bringing(models, thread)
        self.members = Members(session, self._bringing)
        self._begun, self._has_asked = "", False
        models.turned.connect(self.turned)
        self.members.recorded.connect(self._say_loaded)
        self.members.recorded.connect(self._on_begun)
        self.members.changed.connect(self._show)
        session.network_changed.connect(self._show)
        place.inputs_asked.connect(self._on_inputs)
        place.open_asked.connect(lambda: self.open_text(""))
        cover.done.connect(self._on_deed)
        cover.open_asked.connect(lambda: self.open_text(""))
        cover.back_asked.connect(place.go_back)
        self.members.look()
        self._show()

    @property
    def is_working(self) -> bool:
        """Whether something is being recorded for what is on screen."""
        return self._models.running is not None

    def begin_with(self, text: str) -> None:
        """What the program was started on: a question about its code is asked at once."""
        if text != self._session.document.member.arch:
            self.open_text(text)
            return
        self._begun = text
        if self.members.absence(text) is None:
            self._remember(text)
        self._show()

    def open_text(self, text: str, *, adds: bool = False) -> None:
        """The dialog with what a person named elsewhere; it begins at once where that is enough."""
        from resnet_viz.ui.models.open_dialog import OpenModelDialog

        dialog = OpenModelDialog(self._bringing, self._thread, self._window)
        dialog.opened.connect(self._on_opened)
        dialog.list_asked.connect(lambda: self._list_models(dialog))
        open_passing(dialog)
        if text:
            dialog.show_text(text, adds=adds)
            dialog.accept()

    def choose_backbone(self) -> None:
        """The list of timm's models, one of which is opened or compared."""
        from resnet_viz.ui.models.backbone_costs import BackboneCosts
        from resnet_viz.ui.models.backbone_dialog import BackboneDialog

        dialog = BackboneDialog(BackboneCosts(self._models, self._thread, self), self._window)
        dialog.chosen.connect(lambda text, adds: self.open_text(text, adds=adds))
        open_passing(dialog)

    def stop(self) -> None:
        """Ends what is being recorded."""
        if self._models.running is not None:
            self.members.stop()
            self._place.recorded.show_error(None)
            self._say.status("Recording stopped")

    def close(self) -> None:
        """Ends the process that runs models."""
        self._models.close()

    @property
    def _window(self) -> QWidget:
        return self._place.window()

    def _on_opened(self, source: Source, recorded: Recorded, adds: bool) -> None:
        """The network is there: now the document has it."""
        arch = recorded.network.name
        self._session.allow((source.path,) if source.path else ())
        try:
            self._session.edit(card_edits.add_card if adds else edits.open_network, arch)
        except UserError as error:
            self._say.notice(sentence(error.message), Kind.WARNING, Cause.NETWORK)
            return
        self._session.meet(arch)
        self._remember(arch)
        self._say.status(f"Opened {recorded.network.title}")
        self._say_loaded(source, recorded)

    def _on_inputs(self, texts: tuple[str, ...]) -> None:
        """The network on screen with other inputs, once it is recorded with them."""
        try:
            source = source_named(self._session.document.member.arch, texts)
        except UserError as error:
            self._place.recorded.show_error(error)
            return

        def on_failed(words: str) -> None:
            self._say.status("Not recorded")
            self._place.recorded.show_error(UserError(words.rstrip(".")))

        def on_recorded(recorded: Recorded) -> None:
            self._on_opened(source, recorded, False)

        waiting = Waiting(on_recorded, partial(self._ask, source), on_failed)
        self._say.status(f"Recording {source_title(source)} …")
        self._bringing.bring(source, waiting)

    def _ask(self, source: Source, found: Unagreed) -> None:
        """A file that was changed meanwhile is asked about again."""
        self.open_text(str(source))

    def _on_deed(self, why: Why) -> None:
        arch = self._session.document.member.arch
        if why is Why.RECORDING:
            self.members.stop()
        elif why is Why.PERMISSION:
            self.allow(arch)
        else:
            self.members.try_again(arch)

    def allow(self, arch: str) -> None:
        """Asks a person about what a network of the session needs."""
        found = self.members.unagreed(arch)
        if found is None:
            self.members.allow(arch)
            return
        from resnet_viz.ui.models.trust_dialog import TrustDialog

        dialog = TrustDialog(found, self._window)
        dialog.agreed.connect(lambda: self.members.allow(arch))
        open_passing(dialog)

    def _show(self) -> None:
        arch = self._session.document.member.arch
        absence, source = self.members.absence(arch), source_in(arch)
        if absence is None or source is None:
            self._cover.uncover()
        else:
            self._cover.show_absence(source_title(source), absence)
            if arch == self._begun and absence.why is Why.PERMISSION and not self._has_asked:
                self._has_asked = True
                self.allow(arch)

    def _on_begun(self, source: Source) -> None:
        if str(source) == self._begun:
            self._remember(self._begun)

    def _say_loaded(self, source: Source, recorded: Recorded) -> None:
        """Names files that a run loaded and nobody was asked about."""
        also = recorded.also_loaded
        if not also:
            return
        named = ", ".join(also[:MOST_NAMED])
        words = (
            f"{source_title(source)} also loaded {counted(len(also), 'file')}: {named}. "
            "You are asked about the changed code when it is opened next."
        )
        self._say.notice(words, Kind.NOTE, Cause.NETWORK)

    def _remember(self, arch: str) -> None:
        from resnet_viz.session.place import session_folder
        from resnet_viz.session.recents import add_recent_model

        try:
            add_recent_model(session_folder(), arch)
        except UserError as error:
            self._say.notice(sentence(error.message), Kind.ERROR, Cause.SESSION)

    def _list_models(self, dialog: "OpenModelDialog") -> None:
        """The models of timm in place of the form, of which one is opened."""
        dialog.reject()
        self.choose_backbone()
