"""The form of a sweep: its recipe, what is varied, how many networks that is, and its start."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.offers import values_for, with_values
from resnet_viz.core.lab.sweep.reading import VARIED
from resnet_viz.core.lab.sweep.recipe import Recipe, most_families, recipe_of
from resnet_viz.core.progress import rest_text
from resnet_viz.core.wording import counted, digits_grouped, sentence
from resnet_viz.ui.lab.sweeps.recipe_edit import RecipeEdit
from resnet_viz.ui.lab.sweeps.scheduler_field import SchedulerField
from resnet_viz.ui.lab.sweeps.where_field import WhereField
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip, triggers

NETWORK_S = 50e-6  # seconds that a network takes whose group is known, and one of a new group
FAMILY_S = 2e-3
WORDS_TOP = 5  # pixels, so that they are in line with the words of the fields
START_TIP = "Count every network of the recipe"
NO_RECIPE = "The recipe can't be read"
NO_SCHEDULER = "The scheduler's address can't be used"
SHARES = (4, 5, 3)  # of words, condition and scheduler in their line
TITLES = {"se": "SE reduction", "se_min": "SE minimum", "input": "Input size"}


class Running(NamedTuple):
    """How far the sweep that runs is: `rest_s` seconds are left at most, None where unknown."""

    done: int
    total: int
    rest_s: float | None


class SweepForm(QWidget):
    """`typed` carries the recipe as it is typed, `timed_chosen` whether each network is timed."""

    typed = Signal(str)
    timed_chosen = Signal(bool)
    start_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, arch: Callable[[], str]) -> None:
        super().__init__()
        self._arch = arch
        self._running: Running | None = None
        self._waits_for = ""
        self.recipe: Recipe | None = None
        self.edit = RecipeEdit()
        self.vary = QPushButton("Vary")
        self.timed = QCheckBox("Time each network")
        self.start = QPushButton("Start")
        self.cancel = QPushButton("Cancel")
        self.more = QPushButton("More")
        self._is_low = False
        self.words = ElidedLabel()
        self.where = WhereField()
        self.scheduler = SchedulerField()
        self._below = QWidget()
        self._lay_out()
        self.more.toggled.connect(lambda _: self._show())
        self.edit.textChanged.connect(self._on_typed)
        self.edit.returnPressed.connect(self._on_return)
        self.timed.toggled.connect(self.timed_chosen)
        self.timed.toggled.connect(lambda _: self._show())
        self.scheduler.edit.textChanged.connect(lambda _: self._show())
        self.start.clicked.connect(self.start_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self._show()

    def set_low(self, *, is_low: bool) -> None:
        """Where there is little height the second line is shown only when it is wanted."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._show()

    def show_recipe(self, text: str, *, is_timed: bool) -> None:
        """Shows a recipe and whether its networks are timed."""
        for widget in (self.edit, self.timed):
            widget.blockSignals(True)
        if self.edit.text() != text:
            self.edit.setText(text)
        self.timed.setChecked(is_timed)
        for widget in (self.edit, self.timed):
            widget.blockSignals(False)
        self._read()

    @property
    def obstacle(self) -> str:
        """Why no sweep can start, as a short sentence, '' where one can."""
        if self.recipe is None:
            return NO_RECIPE
        if not self.scheduler.is_right:
            return NO_SCHEDULER
        return self._waits_for if self.timed.isChecked() and self.scheduler.is_here else ""

    def show_waiting(self, waits_for: str) -> None:
        """The run on this machine that no networks can be timed next to, '' for none."""
        self._waits_for = waits_for
        self._show()

    def show_running(self, running: Running | None) -> None:
        """Shows how far the sweep is that runs, None for none."""
        self._running = running
        self._show()

    def _on_typed(self, text: str) -> None:
        self._read()
        self.typed.emit(text)

    def _on_return(self) -> None:
        if self.start.isEnabled() and self._running is None:
            self.start_asked.emit()

    def _read(self) -> None:
        self._error = ""
        try:
            self.recipe = recipe_of(self.edit.text())
        except UserError as error:
            self.recipe, self._error = None, error.sentence
        self._show()

    def _show(self) -> None:
        is_running = self._running is not None
        self.start.setVisible(not is_running)
        self.cancel.setVisible(is_running)
        self.start.setEnabled(not self.obstacle)
        self._show_tip()
        set_state(self.edit, State.PLAIN if self.recipe else State.BAD)
        set_state(self.words, State.BAD if not self.recipe and not is_running else State.PLAIN)
        self.words.show_words(self._text())
        is_needed = is_running or self.recipe is None or self.more.isChecked()
        self.more.setVisible(self._is_low)
        self._below.setVisible(not self._is_low or is_needed)

    def _show_tip(self) -> None:
        """A reason that the line of words doesn't give."""
        is_said = self.recipe is None or not self.obstacle
        set_tip(self.start, START_TIP if is_said else sentence(self.obstacle))

    def _text(self) -> str:
        if self._running is not None:
            done, total, rest_s = self._running
            rest = rest_text(rest_s)
            words = f"{digits_grouped(done)} of {counted(total, 'network')}"
            return f"{words}, {rest}" if rest else words
        if self.recipe is None:
            return self._error
        return size_text(self.recipe, is_timed=self.timed.isChecked())

    def _fill_menu(self) -> None:
        self._menu.clear()
        given = {axis.key: axis.size for axis in self.recipe.axes} if self.recipe else {}
        for key in VARIED:
            entry = self._menu.addAction(TITLES.get(key, key.replace("_", " ").capitalize()))
            entry.setCheckable(True)
            entry.setChecked(given.get(key, 1) > 1)
            entry.triggered.connect(lambda is_on, key=key: self._vary(key, is_on=is_on))
        self._menu.addSeparator()
        entry = self._menu.addAction("Begin with the network on screen")
        entry.triggered.connect(lambda: self.edit.setText(self._arch()))

    def _vary(self, key: str, *, is_on: bool) -> None:
        text = self.edit.text()
        if key in ("depth", "stages") and is_on:
            text = with_values(text, "stages" if key == "depth" else "depth", "")
        self.edit.setText(with_values(text, key, values_for(key) if is_on else ""))
        self.edit.setFocus()

    def _lay_out(self) -> None:
        self._error = ""
        self._menu = Menu("", self.vary)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.vary.setMenu(self._menu)
        set_tip(self.vary, "Choose what is different from network to network")
        set_tip(self.timed, "One after another on the device of timed runs, once all are counted")
        self.more.setCheckable(True)
        set_tip(self.more, "The size of the sweep, a condition, and other machines")
        triggers(self.cancel, "cancel_sweep")
        self.start.setProperty("role", "run")
        self.cancel.setProperty("role", "stop")
        self.words.setProperty("role", "muted")
        self.words.setContentsMargins(0, WORDS_TOP, 0, 0)
        label = plain_label("Recipe")
        label.setProperty("role", "muted")
        label.setBuddy(self.edit)
        line = QHBoxLayout()
        line.setSpacing(8)
        buttons = self.vary, self.more, self.timed, self.start, self.cancel
        for widget in (label, self.edit, *buttons):
            line.addWidget(widget, int(widget is self.edit))
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        parts: tuple[QWidget, ...] = (self.words, self.where, self.scheduler)
        for part, share in zip(parts, SHARES, strict=True):
            below.addWidget(part, share, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self._below)


def size_text(recipe: Recipe, *, is_timed: bool) -> str:
    """How many networks a recipe names, and about how long it takes to count them."""
    count = recipe.count
    seconds = count * NETWORK_S + most_families(recipe) * FAMILY_S
    words = counted(count, "network")
    counting = "less than a second" if seconds < 1 else f"about {_duration(seconds)}"
    timing = ". Then each is timed, one after another" if is_timed else ""
    return f"{words}, {counting} to count{timing}"


def _duration(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds < 120 else f"{round(seconds / 60)} min"
