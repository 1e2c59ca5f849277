"""The network on screen: opened by its text or by its weights, chosen in table 1."""

from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.wording import sentence
from resnet_viz.session import edits
from resnet_viz.session.document import Document
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.ui.network.table_one_panel import TableOnePanel
from resnet_viz.ui.network.weights_row import WeightsRow
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.weights_file import FILTER, Weights, WeightsFile
from resnet_viz.ui.session.session import Session


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
        row.open_clicked.connect(self.open_weights)
        row.remove_clicked.connect(lambda: session.edit(edits.remove_weights))
        table.network_chosen.connect(self._on_chosen)
        weights.read.connect(self._on_weights)
        weights.failed.connect(self._on_no_weights)
        session.network_changed.connect(self._on_network)
        session.edited.connect(self._on_edited)
        session.opened.connect(self.ask_for_permission)
        self._show()

    @action(
        "File",
        "Open weights…",
        "Load weights from .pth, .pt or .safetensors",
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

    def read_weights(self, path: str) -> None:
        """Opens a file of weights, for the network on screen or the one that they tell."""
        self._say.status("Reading weights …")
        self._weights.open(path, self._session.shown.network)

    def ask_for_permission(self) -> None:
        """An opened session refers to weights elsewhere: they are not used unasked."""
        for need in self._session.waiting():
            self._say.notice(
                f"The weights {need.what} are outside the session's folder and need your "
                "permission.",
                Kind.WARNING,
                Cause.PERMISSION,
                Act("Allow", partial(self._session.permit, need.what)),
            )

    def _on_network(self) -> None:
        """What was refused is past."""
        self._say.clear(Cause.NETWORK)
        self._show()

    def _show(self) -> None:
        member = self._session.document.member
        name = PurePath(member.weights.path).name if member.weights else ""
        is_waiting = bool(member.weights and self._session.waiting())
        if not is_waiting:
            self._say.clear(Cause.PERMISSION)
        self._row.show_file(name, is_waiting=is_waiting)
        self._table.show_network(self._session.shown.network)

    def _on_chosen(self, network: Network) -> None:
        self._session.edit(edits.open_network, network.name)

    def _on_weights(self, weights: Weights) -> None:
        self._say.status(f"Weights of {weights.name} loaded")
        self._say.clear(Cause.WEIGHTS)
        self._session.permit(weights.path)
        self._session.edit(edits.open_weights, weights.arch, WeightsChoice(weights.path))
        if weights.assumed:
            words = f"{weights.name} is {network_named(weights.arch).title}. "
            self._say.notice(words + sentence(weights.assumed), Kind.NOTE, Cause.WEIGHTS)

    def _on_no_weights(self, message: str) -> None:
        weights = self._session.document.member.weights
        kept = f"Still using {PurePath(weights.path).name}" if weights else "Weights stay random"
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
            f"{network_named(member.arch).title}. This network has random ones.",
            Kind.NOTE,
            Cause.WEIGHTS,
            Act(f"Back to {network_named(member.arch).title}", bring_back),
        )
