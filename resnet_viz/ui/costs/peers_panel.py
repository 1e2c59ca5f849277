"""Why others say another number: each source's figure as our MACs and the terms next to them."""

from PySide6.QtGui import QShowEvent

from resnet_viz.core.graph.network import Network
from resnet_viz.ui.parts.tables.instead import Instead
from resnet_viz.ui.parts.tables.words_table import WordsTable

NOT_RECORDED = "Other counters are shown once this network is recorded."


class PeersPanel(WordsTable):
    """Shows what other sources count of the network on screen, when it is looked at."""

    def __init__(self) -> None:
        super().__init__("Other counters")
        self._shown: tuple[Network, int] | None = None
        self._instead = Instead(self)

    def show_network(self, network: Network, batch: int) -> None:
        """Another network or batch."""
        self._shown = network, batch
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        network, _ = self._shown
        is_known = network.structure is not None or network.traced is not None
        self._instead.show_text("" if is_known else NOT_RECORDED)
        if is_known:
            from resnet_viz.export.reports import peers_table  # not before the first paint

            self.show_table(peers_table(*self._shown))
        else:
            self.show_nothing()
