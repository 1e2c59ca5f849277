"""The networks of others in a session: recorded as soon as they may be, and why not where not."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.files.typed_path import is_file
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.session.member import is_there
from resnet_viz.ui.models.bringing import Bringing, Unagreed, Waiting
from resnet_viz.ui.models.cover import Absence, Why
from resnet_viz.ui.processes.models import Recorded
from resnet_viz.ui.session.session import Session

RECORDING = "Recording …"
PERMISSION = "Needs your permission: it runs the code of a file."
ELSEWHERE = "Needs your permission: its file is outside the session's folder."
MISSING = "Its file is missing."
STOPPED = "Recording was stopped."


class Members(QObject):
    """Brings what the document names and this process doesn't know; `changed` says how far it is.

    `recorded` carries the source and what was recorded.
    """

    changed = Signal()
    recorded = Signal(object, object)

    def __init__(self, session: Session, bringing: Bringing) -> None:
        super().__init__(session)
        self._session, self._bringing = session, bringing
        self._absences: dict[str, Absence] = {}
        self._unagreed: dict[str, Unagreed] = {}
        session.network_changed.connect(self.look)
        session.opened.connect(self._on_opened)
        bringing.models.cancelled.connect(self._look_again)

    def absence(self, arch: str) -> Absence | None:
        """Why a network is not there, None for one that is."""
        return None if is_there(arch) else self._absences.get(arch, Absence(Why.FAILED, ""))

    def unagreed(self, arch: str) -> Unagreed | None:
        """The code that a person has to agree to for a network."""
        return self._unagreed.get(arch)

    def look(self) -> None:
        """Brings what is named and nobody asked for yet."""
        for member in self._session.document.networks:
            source = source_in(member.arch)
            if source and member.arch not in self._absences and not is_there(member.arch):
                self._bring(member.arch, source)

    def try_again(self, arch: str) -> None:
        """Once more, after a file is there or a fault is mended."""
        self._absences.pop(arch, None)
        self.look()

    def allow(self, arch: str) -> None:
        """A person agreed to what a network needs."""
        found, source = self._unagreed.pop(arch, None), source_in(arch)
        if source is None:
            return
        if found is None:
            self._session.permit(source.path)
            self.try_again(arch)
            return
        self._set(arch, Absence(Why.RECORDING, RECORDING))
        self._bringing.run(source, found.code, self._waiting(arch, source))

    def stop(self) -> None:
        """Nothing is recorded any more."""
        for arch in self._in_recording():
            self._set(arch, Absence(Why.FAILED, STOPPED))
        self._bringing.models.cancel()

    def _look_again(self) -> None:
        """Whoever stopped something else stopped these too."""
        for arch in self._in_recording():
            del self._absences[arch]
        self.look()

    def _in_recording(self) -> tuple[str, ...]:
        found = self._absences.items()
        return tuple(
            arch for arch, each in found if each.why is Why.RECORDING and not is_there(arch)
        )

    def _on_opened(self) -> None:
        self._absences.clear()
        self.look()

    def _bring(self, arch: str, source: Source) -> None:
        if source.path and not is_file(Path(source.path)):
            self._set(arch, Absence(Why.MISSING, MISSING, source.path))
        elif source.path and not source.needs_code and self._session.files_waiting((source.path,)):
            self._set(arch, Absence(Why.PERMISSION, ELSEWHERE, source.path))
        else:
            self._set(arch, Absence(Why.RECORDING, RECORDING, source.path))
            self._bringing.bring(source, self._waiting(arch, source))

    def _waiting(self, arch: str, source: Source) -> Waiting:
        def on_recorded(recorded: Recorded) -> None:
            self._absences.pop(arch, None)
            self._session.meet(arch)
            self.recorded.emit(source, recorded)
            self.changed.emit()

        def on_unagreed(found: Unagreed) -> None:
            self._unagreed[arch] = found
            self._set(arch, Absence(Why.PERMISSION, PERMISSION, source.path))

        def on_failed(words: str) -> None:
            self._set(arch, Absence(Why.FAILED, words, source.path))

        return Waiting(on_recorded, on_unagreed, on_failed)

    def _set(self, arch: str, absence: Absence) -> None:
        self._absences[arch] = absence
        self._session.meet(arch, absence.words)
        self.changed.emit()
