"""The figures of weights from files, made in the compute process."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.weights.figures import WeightsFigures
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import LookAtWeights
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.ui.processes.child import Child


class Weighing(QObject):
    """`weighed` carries a member and the figures of its weights, `failed` why there are none.

    `turned` says that the work begins or ends, `progressed` carries its steps.
    """

    weighed = Signal(object, object)
    failed = Signal(str)
    turned = Signal()
    progressed = Signal(object)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child
        self._member: Member | None = None
        child.cancelled.connect(self._ask)
        child.died.connect(self._on_died)

    @property
    def member(self) -> Member | None:
        """Whose weights are looked at, None for nobody's."""
        return self._member

    def look_at(self, member: Member) -> None:
        """Looks at the weights of a member that has some."""
        self._member = member
        self._ask()
        self.turned.emit()

    def forget(self) -> None:
        """Nobody waits for what is being looked at any more."""
        if self._member is not None:
            self._member = None
            self.turned.emit()

    def stop(self) -> bool:
        """Ends it by ending the process; whether there was anything to end."""
        is_busy = self._member is not None
        self.forget()
        if is_busy:
            self._child.cancel()
        return is_busy

    def _ask(self) -> None:
        """Asks, and again where the process was ended for another reason."""
        if (member := self._member) is None or member.weights is None:
            return
        against = _text_of(member.against) if member.against else ""
        asked = LookAtWeights(member.arch, _text_of(member.weights), against)

        def on_answer(found: WeightsFigures) -> None:
            if self._member is member:
                self.forget()
                self.weighed.emit(member, found)

        def on_failed(failure: Failure) -> None:
            if self._member is member:
                self.forget()
                self.failed.emit(failure.message)

        self._child.ask(asked, on_answer, on_failed, self.progressed.emit)

    def _on_died(self, message: str) -> None:
        if self._member is not None:
            self.forget()
            self.failed.emit(message.rstrip("."))


def _text_of(choice: WeightsChoice) -> str:
    return WeightsPlace(Path(choice.path), choice.set_name).text
