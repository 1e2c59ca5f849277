"""The left part of the window: the controls of the family, or how a network was recorded."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from resnet_viz.session import edits
from resnet_viz.ui.network.architecture_panel import ArchitecturePanel
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:  # most windows show networks of the family only
    from resnet_viz.ui.models.recorded_panel import RecordedPanel

FIRST = "resnet50"


class ArchitecturePlace(QFrame):
    """Shows the one that is for the network on screen.

    `inputs_asked` carries other inputs for a recorded network, `open_asked` is for another one.
    """

    inputs_asked = Signal(object)
    open_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.family = ArchitecturePanel(session)
        self.family.setObjectName("inside")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.family)
        session.network_changed.connect(self._show)
        self._show()

    @cached_property
    def recorded(self) -> "RecordedPanel":
        from resnet_viz.ui.models.recorded_panel import RecordedPanel

        panel = RecordedPanel()
        panel.inputs_asked.connect(self.inputs_asked)
        panel.preset_chosen.connect(self._open)
        panel.back_asked.connect(self.go_back)
        panel.open_asked.connect(self.open_asked)
        self._column.addWidget(panel)
        return panel

    def focus_first(self) -> None:
        """Puts the keyboard where a person starts."""
        is_of_family = self._session.document.member.is_of_family
        (self.family if is_of_family else self.recorded).focus_first()

    def _show(self) -> None:
        is_of_family = self._session.document.member.is_of_family
        self.family.setVisible(is_of_family)
        if not is_of_family:
            shown, arch = self._session.shown, self._session.document.member.arch
            self.recorded.show_network(shown.network, arch)
        if not is_of_family or "recorded" in vars(self):
            self.recorded.setVisible(not is_of_family)

    def _open(self, name: str) -> None:
        self._session.edit(edits.open_network, name)

    def go_back(self) -> None:
        """To the last network of the family that was looked at."""
        from resnet_viz.session.member import member_of

        earlier = self._session.visited.earlier
        self._open(next((arch for arch in earlier if member_of(arch).is_of_family), FIRST))
