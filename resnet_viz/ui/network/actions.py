"""The network on screen: opened by its text or by its weights, chosen in table 1."""

from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.progress import Step
from resnet_viz.core.weights.place import place_of
from resnet_viz.session import edits
from resnet_viz.session.document import Document
from resnet_viz.session.member import Member, WeightsChoice, shown_network
from resnet_viz.ui.network.table_one_panel import TableOnePanel
from resnet_viz.ui.network.weights_row import ShownWeights, WeightsRow
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.weights_file import FILTER, Weights, WeightsFile, said_text
from resnet_viz.ui.session.session import Session

READING = Step("reading weights")


class NetworkFeature(QObject):
    """Opens networks and weights; `window` is what dialogs belong to."""

    def __init__(
        self,
        session: Session,
        row: WeightsRow,
        table: TableOnePanel,
        weights: WeightsFile,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._row, self._table = session, row, table
        self._weights, self._say, self._window = weights, say, window
        self._known: dict[WeightsChoice, Weights] = {}
        row.open_clicked.connect(self.open_weights)
        row.stop_clicked.connect(self.stop_reading)
        row.set_chosen.connect(self._on_set_chosen)
        row.remove_clicked.connect(lambda: session.edit(edits.remove_weights))
        table.network_chosen.connect(self._on_chosen)
        weights.read.connect(self._on_weights)
        weights.failed.connect(self._on_no_weights)
        weights.turned.connect(self._show)
        weights.progressed.connect(self._on_progressed)
        session.network_changed.connect(self._on_network)
        session.edited.connect(self._on_edited)
        session.opened.connect(self.ask_for_permission)
        self.turned = weights.turned
        self._show()

    @action(
        "File",
        "Open weights…",
        "Load weights from a file, such as .pth or .safetensors",
        "Ctrl+Shift+O",
        starts_group=True,
    )
    def open_weights(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self._window, "Open weights", "", FILTER)
        if path:
            self.read_weights(path)

    def open_text(self, text: str) -> None:
        """Shows the network that ARCH names, or says why it can't."""
        try:
            self._session.edit(edits.open_network, text)
        except UserError as error:
            self._say.notice(f"{error.message}.", Kind.WARNING, Cause.NETWORK)

    def read_place(self, text: str) -> None:
        """The same for FILE or FILE::SET."""
        place = place_of(text)
        self.read_weights(str(place.path), place.set_name)

    @property
    def is_reading(self) -> bool:
        """Whether a file of weights is being read."""
        return bool(self._weights.reading)

    def read_weights(self, path: str, set_name: str = "") -> None:
        """Opens a file of weights, for the network on screen or the one that they tell.

        `set_name` is one of several sets in it, '' for the usual one.
        """
        self._say.progress(f"Reading {PurePath(path).name}", READING)
        self._weights.open(path, self._session.shown.network, set_name)

    def stop_reading(self) -> None:
        """Ends the reading of a file; the weights before it stay."""
        if (stopped := self._weights.stop()) is None:
            return
        name, kept = PurePath(stopped.path).name, self._kept_text()
        self._say.status("Reading stopped")
        again = Act("Read again", partial(self.read_weights, stopped.path, stopped.set_name))
        self._say.notice(f"Stopped reading {name}. {kept}.", Kind.NOTE, Cause.WEIGHTS, again)

    def ask_for_permission(self) -> None:
        """An opened session refers to weights elsewhere: they are not used unasked.

        One file after the other; networks of others say so themselves.
        """
        member = self._session.document.member
        files = [choice.path for choice in (member.weights, member.against) if choice]
        for need in self._session.waiting():
            if need.what in files:
                self._say.notice(
                    f"The weights {need.what} are outside the session's folder and need your "
                    "permission.",
                    Kind.WARNING,
                    Cause.PERMISSION,
                    Act("Allow", partial(self._permit, need.what)),
                )
                return

    def _permit(self, path: str) -> None:
        self._session.permit(path)
        self.ask_for_permission()

    def _on_network(self) -> None:
        """What was refused is past."""
        self._say.clear(Cause.NETWORK)
        self._show()

    def _show(self) -> None:
        weights = self._session.document.member.weights
        is_waiting = bool(weights and self._session.waiting())
        if not is_waiting:
            self._say.clear(Cause.PERMISSION)
        self._row.show_weights(self._shown_weights(weights, is_waiting=is_waiting))
        self._table.show_network(self._session.shown.network)

    def _on_chosen(self, network: Network) -> None:
        self._session.edit(edits.open_network, network.name)

    def _on_set_chosen(self, set_name: str) -> None:
        """Reads the file again for another of its sets; until it is read, nothing changes."""
        weights = self._session.document.member.weights
        if weights is not None and set_name != weights.set_name:
            self.read_weights(weights.path, set_name)

    def _on_weights(self, weights: Weights) -> None:
        self._known[weights.choice] = weights
        self._say.clear(Cause.WEIGHTS)
        self._session.permit(weights.found.path)
        self._session.edit(edits.open_weights, weights.found.arch, weights.choice)
        self._say.status(f"Weights of {weights.name} loaded")
        if said := said_text(weights):
            self._say.notice(said, Kind.NOTE, Cause.WEIGHTS)

    def _on_progressed(self, step: Step) -> None:
        self._say.progress(f"Reading {self._weights.reading}", step)

    def _shown_weights(self, weights: WeightsChoice | None, *, is_waiting: bool) -> ShownWeights:
        reading = self._weights.reading
        if weights is None:
            return ShownWeights(reading=reading)
        known = self._known.get(weights)
        return ShownWeights(
            PurePath(weights.path).name,
            weights.set_name,
            known.found.set_names if known else (),
            said_text(known) if known else "",
            is_waiting,
            reading,
        )

    def _kept_text(self) -> str:
        """What is used where a file was not loaded."""
        weights = self._session.document.member.weights
        return f"Still using {PurePath(weights.path).name}" if weights else "Weights stay random"

    def _on_no_weights(self, message: str) -> None:
        self._show()  # a set that was chosen and can't be used
        kept = self._kept_text()
        self._say.status(kept)
        self._say.notice(f"{message}. {kept}.", Kind.ERROR, Cause.WEIGHTS)

    def _on_edited(self, before: Document) -> None:
        """Weights that do not fit the next network are gone with an edit: says so once."""
        now, old = self._session.document, before.member
        is_other = (now.current, len(now.networks)) != (before.current, len(before.networks))
        if old.weights is None or now.member.weights is not None or is_other:
            return
        if old.arch != now.member.arch:
            self._say_gone(old, old.weights)

    def _say_gone(self, member: Member, weights: WeightsChoice) -> None:
        def bring_back() -> None:
            self._session.edit(edits.open_weights, member.arch, weights)

        self._say.notice(
            f"The weights of {PurePath(weights.path).name} are for "
            f"{shown_network(member.arch).title}. This network has random ones.",
            Kind.NOTE,
            Cause.WEIGHTS,
            Act(f"Back to {shown_network(member.arch).title}", bring_back),
        )
