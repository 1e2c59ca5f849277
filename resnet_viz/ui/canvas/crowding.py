"""Says of a picture that no rule makes readable that it is so, and which level is easier."""

from functools import partial

from PySide6.QtCore import QObject

from resnet_viz.core.message import Message
from resnet_viz.core.wording import sentence
from resnet_viz.diagram.cells.cutting.readable import crowding_note
from resnet_viz.diagram.view import Level
from resnet_viz.ui.canvas.actions import DiagramFeature
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.session.session import Session

LANE = "crowding"  # large networks take longer than the window's thread has


class Crowding(QObject):
    """Looks at each recorded network once at each level that it is shown at."""

    def __init__(
        self, session: Session, diagram: DiagramFeature, thread: FileThread, say: Say
    ) -> None:
        super().__init__(diagram)
        self._session, self._diagram, self._thread, self._say = session, diagram, thread, say
        self._looked_at: tuple[str, Level] | None = None
        diagram.drawn.connect(self._on_drawn)

    def _on_drawn(self) -> None:
        network, view = self._session.shown.network, self._diagram.shown_view
        key = network.name, view.level
        if key == self._looked_at:
            return
        self._looked_at = key
        self._say.clear(Cause.CROWDED)
        if network.traced is not None:
            work = partial(crowding_note, network.graph, view)
            self._thread.ask(work, partial(self._on_note, key), lane=LANE)

    def _on_note(self, key: tuple[str, Level], note: Message | None) -> None:
        if note is not None and key == self._looked_at:
            self._say.notice(sentence(str(note)), Kind.NOTE, Cause.CROWDED)
