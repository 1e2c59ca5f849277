"""Letters that can't be seen, or turn the direction of writing, as the window shows them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.timing.stored_run import StoredRun
from resnet_viz.ui.history.model import KEYS, RunModel
from resnet_viz.ui.parts.label import title_text
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.notice_stack import NoticeStack
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.window.status_bar import Progress

HIDDEN = "a\u202egpj\u200b\x1b.svg"
SHOWN = r"a\u202egpj\u200b\x1b.svg"


def ignore(*_: object) -> None:
    """Where a test does not look."""


def test_a_notice_spells_them_out_and_keeps_its_lines(qtbot: QtBot) -> None:
    view = QWidget()
    stack = NoticeStack(view)
    qtbot.addWidget(view)
    say = Say(stack, ignore, ignore, ignore, ignore)
    say.notice(f"Saved {HIDDEN}\nand more", Kind.DONE, Cause.EXPORT)
    assert stack.text() == f"Saved {SHOWN}\nand more"


def test_the_status_bar_and_the_title_spell_them_out(qtbot: QtBot) -> None:
    bar = Progress()
    qtbot.addWidget(bar)
    bar.show_idle(f"Saved {HIDDEN}")
    assert bar.doing() == f"Saved {SHOWN}"
    assert title_text(HIDDEN) == SHOWN


def test_the_list_of_runs_spells_them_out_and_edits_them_as_they_are(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = RunModel(parent)
    run = StoredRun(
        1, "", HIDDEN, "resnet18", HIDDEN, "fp32", 1, 1, "", 1.0, 1.0, True, "", "2.13", ""
    )
    model.set_runs([run])
    for key in ("name", "device"):
        index = model.index(0, KEYS.index(key))
        assert index.data() == SHOWN
        assert index.data(Qt.ItemDataRole.EditRole) == HIDDEN
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        assert SHOWN in tip
        assert HIDDEN not in tip
