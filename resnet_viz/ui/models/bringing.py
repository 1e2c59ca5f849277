"""From what names a network of others to the network: agreed to where that is needed, recorded."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.agreed import Agreement, agree, agreement_on
from resnet_viz.core.models.code import Code, source_bytes
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.progress import Progress, ignore_progress
from resnet_viz.core.wording import sentence
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import LANE, Models, OnFailed, Recorded

MOST_SHOWN_LETTERS = 400_000  # of a file's text, which a person reads


class Unagreed(NamedTuple):
    """Code that a person is asked about: what is known of it, and its text."""

    agreement: Agreement
    text: str

    @property
    def code(self) -> Code:
        return self.agreement.code


class Waiting(NamedTuple):
    """Who hears of what became of a source: one of these is called, once."""

    on_recorded: Callable[[Recorded], None]
    on_unagreed: Callable[[Unagreed], None]
    on_failed: OnFailed
    on_progress: Progress = ignore_progress


class Bringing(QObject):
    """Looks at files in their thread and never runs what nobody agreed to."""

    def __init__(self, models: Models, thread: FileThread) -> None:
        super().__init__(models)
        self.models, self._thread = models, thread
        self._number = 0  # of what was cancelled last: what was looked at before is not run
        models.cancelled.connect(self._on_cancelled)

    def bring(self, source: Source, waiting: Waiting) -> None:
        """Records the network of a source, if its code may run."""
        if source.kind is not SourceKind.FACTORY:
            self._record(source, "", waiting)
            return
        self._ask(partial(_looked_at, source.path), partial(self._on_looked, source, waiting))

    def run(self, source: Source, code: Code, waiting: Waiting) -> None:
        """A person agreed to this code: that is remembered, and the network recorded."""
        self._ask(partial(_agreed, code), partial(self._on_agreed, source, code.hash, waiting))

    def _on_looked(self, source: Source, waiting: Waiting, found: Unagreed | UserError) -> None:
        if isinstance(found, UserError):
            waiting.on_failed(sentence(found.message))
        elif found.agreement.is_agreed:
            self._record(source, found.code.hash, waiting)
        else:
            waiting.on_unagreed(found)

    def _on_agreed(
        self, source: Source, trust: str, waiting: Waiting, error: UserError | None
    ) -> None:
        if error is not None:
            waiting.on_failed(sentence(error.message))
        else:
            self._record(source, trust, waiting)

    def _record(self, source: Source, trust: str, waiting: Waiting) -> None:
        self.models.record(
            source, trust, waiting.on_recorded, waiting.on_failed, waiting.on_progress
        )

    def _ask(self, work: Callable[[], object], on_done: Callable[..., None]) -> None:
        number = self._number

        def go_on(found: object) -> None:
            if number == self._number:
                on_done(found)

        self._thread.ask(work, go_on, lane=LANE)

    def _on_cancelled(self) -> None:
        self._number += 1


def _looked_at(path: str) -> Unagreed | UserError:
    """Runs in the thread of files."""
    try:
        agreement = agreement_on(path)
        text = "" if agreement.is_agreed else text_of(path)
    except UserError as error:
        return error
    return Unagreed(agreement, text)


def text_of(path: str | Path) -> str:
    """What is in a file of Python, as people read it; UserError where it can't be read."""
    return source_bytes(path).decode(errors="replace")[:MOST_SHOWN_LETTERS]


def _agreed(code: Code) -> UserError | None:
    """Runs in the thread of files."""
    try:
        agree(code)
    except UserError as error:
        return error
    return None
