"""Where a sweep is computed: this machine, or the workers of a scheduler."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import EXAMPLE, Scheduler, check_dask, scheduler_named
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.message_line import MessageLine
from resnet_viz.ui.parts.state import State
from resnet_viz.ui.parts.tip import set_tip, wrapped
from resnet_viz.ui.parts.typed_field import typed_field
from resnet_viz.ui.settings.settings import SCHEDULER, SCHEDULER_DEVICE, remember, remembered

HERE = "This machine"
CPU = "cpu"
LEAST_WIDTH, MOST_WIDTH = 180, 280
DEVICE_WIDTH = 80
DEVICE_TIP = (
    "PyTorch's name for the device of timed runs on the machines of this scheduler, such as cuda:0."
)
TIP = (
    f"A Dask scheduler whose workers compute and time the networks, such as {EXAMPLE}. Left empty, "
    "this machine does it. The address is remembered for the next start and is never in a session "
    "file. Connect to schedulers that you trust: they can run code here."
)


class SchedulerField(QWidget):
    """The address of a scheduler, empty for this machine; what is wrong with it is said below."""

    def __init__(self) -> None:
        super().__init__()
        self.edit: QLineEdit = typed_field(remembered(SCHEDULER))
        self.edit.setPlaceholderText(HERE)
        self.edit.setClearButtonEnabled(True)
        self.edit.setMinimumWidth(LEAST_WIDTH)
        self.edit.setMaximumWidth(MOST_WIDTH)
        set_tip(self.edit, wrapped(TIP))
        self.field = Field("Scheduler", self.edit)
        self.device_edit: QLineEdit = typed_field(remembered(SCHEDULER_DEVICE))
        self.device_edit.setPlaceholderText(CPU)
        self.device_edit.setFixedWidth(DEVICE_WIDTH)
        set_tip(self.device_edit, wrapped(DEVICE_TIP))
        self.device_field = Field("Device there", self.device_edit)
        self.message = MessageLine()
        self.message.hide()
        self.edit.textChanged.connect(self._show_right)
        self.edit.editingFinished.connect(self._on_finished)
        self.device_edit.editingFinished.connect(
            lambda: remember(SCHEDULER_DEVICE, self.device_edit.text().strip())
        )
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.field, 1)
        line.addWidget(self.device_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.message)
        self._show_right()

    def scheduler(self) -> Scheduler | None:
        """The scheduler that is named, None for this machine; UserError, shown, for a wrong one."""
        try:
            return self._read()
        except UserError as error:
            self._show_wrong(error)
            raise

    @property
    def is_right(self) -> bool:
        """Whether what is typed is empty or names a scheduler."""
        try:
            self._read()
        except UserError:
            return False
        return True

    @property
    def is_here(self) -> bool:
        """Whether this machine does it."""
        return not self.edit.text().strip()

    def device(self) -> str:
        """PyTorch's name for the device of timed runs there."""
        return self.device_edit.text().strip() or CPU

    def _read(self) -> Scheduler | None:
        if self.is_here:
            return None
        check_dask()
        return scheduler_named(self.edit.text().strip())

    def _on_finished(self) -> None:
        """Letters to come may mend an address, so it is judged when it is finished."""
        try:
            scheduler = self.scheduler()
        except UserError:
            return
        remember(SCHEDULER, scheduler.address if scheduler else "")

    def _show_right(self) -> None:
        self.field.show_state(State.PLAIN)
        self.message.hide()
        self.device_field.setVisible(not self.is_here)

    def _show_wrong(self, error: UserError) -> None:
        self.field.show_state(State.BAD)
        self.message.show_error("scheduler", error)
        self.message.show()
