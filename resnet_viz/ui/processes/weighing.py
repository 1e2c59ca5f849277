"""The figures of weights from files, made in the compute process."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.jobs.requests import LookAtWeights
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.question import Question


class Weighing(QObject):
    """`weighed` carries a member and the figures of its weights, `failed` why there are none.

    `turned` says that the work begins or ends, `progressed` carries its steps.
    """

    weighed = Signal(object, object)
    failed = Signal(str)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._question = Question(child, self)
        self._member: Member | None = None
        self.turned, self.progressed = self._question.turned, self._question.progressed
        self._question.answered.connect(lambda found: self.weighed.emit(self._member, found))
        self._question.failed.connect(self.failed)
        self._question.died.connect(self._on_died)

    @property
    def member(self) -> Member | None:
        """Whose weights are looked at, None for nobody's."""
        return self._member if self._question.asked else None

    def look_at(self, member: Member) -> None:
        """Looks at the weights of a member that has some."""
        if member.weights is not None:
            self._member = member
            against = _text_of(member.against) if member.against else ""
            self._question.ask(LookAtWeights(member.arch, _text_of(member.weights), against))

    def forget(self) -> None:
        """Nobody waits for what is being looked at any more."""
        self._question.forget()

    def stop(self) -> bool:
        """Ends it by ending the process; whether there was anything to end."""
        return self._question.stop() is not None

    def _on_died(self, message: str) -> None:
        self._question.forget()
        self.failed.emit(message.rstrip("."))


def _text_of(choice: WeightsChoice) -> str:
    return WeightsPlace(Path(choice.path), choice.set_name).text
