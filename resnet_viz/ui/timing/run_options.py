"""The button next to device and precision that opens the options of a timed run."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from resnet_viz.core.timing.option_words import option_texts
from resnet_viz.core.timing.what_if import Casting
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.session.remembered import remember
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.ui.timing.options_card import OptionsCard

MOST_CHOSEN = 9  # the button is always wide enough for as many
BUTTON_EDGES = 30  # pixels left and right of its words
TIP = "How a run takes its passes: threads, memory format, fusing, training"


class RunOptions(QPushButton):
    """Shows what is chosen and lets it be changed."""

    def __init__(self, session: Session) -> None:
        super().__init__("Options")
        self._session = session
        self.clicked.connect(self.open)
        session.setup_changed.connect(self._show)
        session.network_changed.connect(self._show)
        self._show()

    @cached_property
    def card(self) -> "OptionsCard":
        """The options themselves, made when they are first asked for."""
        from resnet_viz.ui.timing.options_card import OptionsCard, show_options

        card = OptionsCard(self, self._choose)
        show_options(card, self._session)
        return card

    def open(self) -> None:
        """Opens the options under the button, inside of the screen."""
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + 4))
        self.card.move(corner - QPoint(self.card.width(), 0))
        self.card.show()
        self.card.threads.setFocus()

    def show_threads(self, count: int) -> None:
        """How many threads PyTorch takes by itself."""
        self.card.threads.setSpecialValueText(f"auto ({count})")

    def _choose(self, setup: RunSetup) -> None:
        remember(setup)
        self._session.set_up(setup)

    def _show(self) -> None:
        setup = self._session.document.run_setup
        if "card" in vars(self):
            from resnet_viz.ui.timing.options_card import show_options

            show_options(self.card, self._session)
        chosen = setup.options(batch=1)
        is_autocast = chosen.what_if.casting is Casting.AUTOCAST
        words = [str(Casting.AUTOCAST)] if is_autocast else []
        words += [*option_texts(chosen.what_if, chosen.threads)]
        words += ["long"] if chosen.is_long else []
        chosen_text = ", ".join(words) or "all at their defaults"
        self.setText(_counted_text(len(words)))
        set_tip(self, f"{TIP}. Chosen: {chosen_text}")
        self.setAccessibleName(f"Run options: {chosen_text}")
        letters = self.fontMetrics().horizontalAdvance(_counted_text(MOST_CHOSEN))
        self.setFixedWidth(letters + BUTTON_EDGES)


def _counted_text(count: int) -> str:
    return f"Options · {count}" if count else "Options"
