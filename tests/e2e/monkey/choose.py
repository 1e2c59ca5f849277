"""Which step comes next, drawn from what the window offers now."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QTabBar,
    QWidget,
)

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.window.window import MainWindow
from tests.e2e.monkey.steps import Kind, Place, Step
from tests.e2e.monkey.widgets import in_front, path_of, targets

LIVELY = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTabBar,
    Canvas,
)
KEYS = (
    *("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Space", "Return", "Escape"),
    *("Tab", "Shift+Tab", "Tab", "Backspace", "Delete", "Menu", "F", "+", "-", "0", "5", "A", "?"),
    *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Left", "Ctrl+Right", "Shift+Down", "Shift+Up"),
    *("Ctrl+Down", "Ctrl+Up", "Alt+Down", "Alt+F", "Alt+V", "Ctrl+Home", "Ctrl+End", "Ctrl+F"),
    *("F10", "Shift+F10", "Alt+F4", "Ctrl+Space", "Ctrl+W", "F4"),
)
# Without a slash or a dot at the start: no name of a file leads out of the folder.
TEXTS = (
    *("50", "18", "resnet101", "resnet,stages=1-1-1", "3-4-6-3", "0", "-1", "999", "1e9", "NaN"),
    *("ü∑漢", "a b", "", " ", "64x48", "layer3", "conv4_x", "fold", "'\"<b>&amp;", "x" * 300, "7"),
    *("3x32x32", "resnext50_32x4d", "plain20", "1", "2", "picture", "picture.svg", "runs", "16"),
)


class Words(NamedTuple):
    """What is typed, and which files are dropped, besides the usual."""

    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


NO_WORDS = Words()
FILES = ("", "", "a", "b", "notes.txt", "broken.pth", "runs.json", "kept.resnetviz")
SIZES = ((960, 600), (1280, 720), (1366, 768), (1600, 1000), (700, 400), (1100, 900))
MOST_IN_DIALOG = 14
HURRIED = 0.15


class Chooser:
    """Draws steps; the same seed and the same window give the same steps."""

    def __init__(self, seed: int, window: MainWindow, words: Words = NO_WORDS) -> None:
        self._random, self._window = Random(seed), window  # noqa: S311  # nothing is a secret
        self._in_dialog, self._words = 0, words
        entries = window.menus.entries()
        self._shortcuts = [keys for entry in entries for keys in entry.keys]
        self._menus = {entry.name for entry in entries if entry.row.is_menu}
        everyday = (self._action, 34), (self._key, 22), (self._click, 22), (self._type, 5)
        rare = (
            (self._double, 3),
            (self._right, 5),
            (self._drag, 5),
            (self._wheel, 3),
            (self._resize, 1),
            (self._drop, 6 if words.files else 0),
        )
        self._kinds: tuple[Callable[[], Step], ...]
        self._kinds, self._weights = zip(*everyday, *rare, strict=True)

    def next(self) -> Step:
        """The next step; one that stayed long in dialogs and menus leaves them."""
        front = in_front(self._window)
        self._in_dialog = 0 if front is self._window else self._in_dialog + 1
        if isinstance(front, QFileDialog):
            return Step(Kind.ANSWER, text=self._random.choice(FILES + self._words.files))
        if self._in_dialog > MOST_IN_DIALOG:
            return Step(Kind.LEAVE)
        return self._random.choices(self._kinds, self._weights)[0]()

    def _action(self) -> Step:
        actions = self._window.actions_by_name
        enabled = [
            name for name, made in actions.items() if name not in self._menus and made.isEnabled()
        ]
        if in_front(self._window) is not self._window:
            return self._click()
        is_hurried = self._random.random() < HURRIED
        return Step(Kind.ACTION, self._random.choice(enabled), is_hurried=is_hurried)

    def _key(self) -> Step:
        keys = [each for each in KEYS if not (self._may_leave_folder() and each == "Ctrl+V")]
        if in_front(self._window) is self._window and self._random.random() < 0.3:
            keys = [self._random.choice(self._shortcuts)]
        return Step(Kind.KEY, text=self._random.choice(keys), is_hurried=self._is_hurried())

    def _may_leave_folder(self) -> bool:
        """Whether what is pasted could name a file somewhere else."""
        is_dialog = QApplication.activeModalWidget() is not None
        return is_dialog and isinstance(QApplication.focusWidget(), QLineEdit)

    def _is_hurried(self) -> bool:
        return self._random.random() < HURRIED

    def _target(self) -> str:
        top = in_front(self._window)
        seen = targets(top)
        lively = [each for each in seen if isinstance(each, LIVELY)]
        among = lively if lively and self._random.random() < 0.8 else seen
        return path_of(self._random.choice(among), top)

    def _place(self) -> Place:
        return round(self._random.random(), 3), round(self._random.random(), 3)

    def _click(self) -> Step:
        return Step(Kind.CLICK, self._target(), at=self._place(), is_hurried=self._is_hurried())

    def _double(self) -> Step:
        return Step(Kind.DOUBLE_CLICK, self._target(), at=self._place())

    def _right(self) -> Step:
        return Step(Kind.RIGHT_CLICK, self._target(), at=self._place())

    def _drag(self) -> Step:
        return Step(Kind.DRAG, self._target(), at=self._place(), to=self._place())

    def _wheel(self) -> Step:
        turn = self._random.choice((-120, 120, 480, -480))
        return Step(Kind.WHEEL, self._target(), at=self._place(), amount=turn)

    def _type(self) -> Step:
        top = in_front(self._window)
        fields = [each for each in targets(top) if _can_type(each)]
        if not fields:
            return self._click()
        return Step(
            Kind.TYPE,
            path_of(self._random.choice(fields), top),
            self._random.choice(TEXTS + self._words.texts),
            amount=self._random.randrange(3),
        )

    def _drop(self) -> Step:
        return Step(Kind.DROP, text=self._random.choice(self._words.files))

    def _resize(self) -> Step:
        return Step(Kind.RESIZE, size=self._random.choice(SIZES))


def _can_type(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and widget.isEnabled() and not widget.isReadOnly()
