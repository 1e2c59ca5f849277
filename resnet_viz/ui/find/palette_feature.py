"""Opens the palette, and remembers what was chosen in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from resnet_viz.core.timing.stored_run import StoredRun
from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.settings.settings import last_used, store_last_used

if TYPE_CHECKING:
    from resnet_viz.ui.find.offer import Found, Offer, Offers
    from resnet_viz.ui.find.palette import Palette


class PaletteFeature(QObject):
    """The palette of a window: made when it is first asked for, its offers at each opening."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach.window)
        self._reach = reach
        self.palette: Palette | None = None
        self._offers: Offers | None = None
        self._runs: tuple[StoredRun, ...] = ()
        self._focus: QWidget | None = None

    @action(
        "Edit",
        "Command palette…",
        "Run any action, open a network or a run, go to a layer",
        "Ctrl+K",
    )
    def find_anything(self) -> None:
        from resnet_viz.ui.find.palette import Palette  # when it is first asked for

        if self.palette is None:
            self.palette = Palette(self._reach.window, self._answers)
            self.palette.chosen.connect(self._on_chosen)
            self.palette.closed.connect(self._on_closed)
        self._focus = self._reach.window.focusWidget()
        self._offers = self._all_offers()
        self.palette.open()
        self._reach.history.find_runs(self._on_runs)

    def _all_offers(self) -> "Offers":
        from resnet_viz.ui.find import palette_offers as make
        from resnet_viz.ui.find.offer import Offers

        offers = [
            *make.action_offers(self._reach.menus().entries(), "find_anything"),
            *make.network_offers(self._reach.networks.open_text),
            *make.layer_offers(self._reach.session.shown.rows, self._reach.select),
            *make.run_offers(self._runs, self._reach.history.open_run),
        ]
        return Offers(offers, last_used())

    def _answers(self, typed: str) -> "Sequence[Found]":
        from resnet_viz.ui.find.palette_offers import typed_offer

        assert self._offers is not None
        open_text, open_model = self._reach.networks.open_text, self._reach.open_model
        return (*typed_offer(typed, open_text, open_model), *self._offers.answering(typed))

    def _on_runs(self, runs: tuple[StoredRun, ...]) -> None:
        """The list of runs is read in a thread: it may come while the palette is open."""
        if runs != self._runs:
            self._runs = runs
            if self.palette is not None and self.palette.isVisible():
                self._offers = self._all_offers()
                self.palette.refresh()

    def _on_chosen(self, offer: "Offer") -> None:
        if offer.key:
            store_last_used(offer.key)
        QTimer.singleShot(0, self._reach.window, offer.do)  # the key that chose it is done with

    def _on_closed(self) -> None:
        """The keyboard goes back to where it was."""
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.setFocus()
