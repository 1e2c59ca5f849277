"""A window that was started on a network of others never shows another one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from resnet_viz.core.models.requests import TraceModel
from resnet_viz.jobs.messages import Failure
from resnet_viz.session.place import session_folder
from resnet_viz.session.recents import recent_models
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.models.open_dialog import OpenModelDialog
from resnet_viz.ui.models.trust_dialog import TrustDialog
from resnet_viz.ui.window.document.opening import opening_named
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for
from tests.ui.models.conftest import Process

Start = Callable[[str], MainWindow]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, asked: Asked) -> Iterator[Start]:
    """A painted window on what a word of the command line names, nothing else made yet."""
    made: list[MainWindow] = []

    def begin(word: str) -> MainWindow:
        window = MainWindow(opening_named(word), Appearance(qapp))
        made.append(window)
        window.show()
        return window

    yield begin
    for window in made:
        window.leave()
        qtbot.addWidget(window)


def words_of(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def test_the_first_paint_says_what_is_opened_and_shows_no_other_network(start: Start) -> None:
    window = start("timm:hand")
    assert "Opening hand …" in words_of(window)
    assert "ResNet-50" not in words_of(window)
    assert "25.56 M" not in words_of(window)


def test_it_is_recorded_shown_and_among_the_recent_ones(start: Start, qtbot: QtBot) -> None:
    window = start("timm:hand")
    window.start_children()
    qtbot.waitUntil(lambda: window.session.shown.is_there)
    assert window.windowTitle() == "Encoder-decoder — ResNet Viz"
    assert recent_models(session_folder())[0] == "timm:hand"
    assert not window.actions_by_name["undo"].isEnabled()


def test_a_progress_bar_is_over_the_window_until_it_is_there(
    start: Start, process: Process
) -> None:
    process.answers["timm:hand"] = None
    window = start("timm:hand")
    window.start_children()
    cover = window.models._cover
    assert cover.isVisible()
    assert cover.bar.isVisible()
    assert (cover.title.text(), cover.words.text()) == ("hand", "Recording …")


def test_code_is_asked_about_at_once_and_the_sentence_stays_where_it_may_not_run(
    start: Start, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    window = start(f"{file}:make")
    window.start_children()
    qtbot.waitUntil(lambda: bool(window.findChildren(TrustDialog)))
    (dialog,) = window.findChildren(TrustDialog)
    dialog.page.back.click()
    assert window.models._cover.isVisible()
    assert "needs your permission" in window.models._cover.words.text().lower()
    assert not window.models._cover.bar.isVisible()
    assert asked_for(asked, TraceModel) == []


def test_code_that_is_agreed_to_is_opened(start: Start, qtbot: QtBot, file: Path) -> None:
    window = start(f"{file}:make")
    window.start_children()
    qtbot.waitUntil(lambda: bool(window.findChildren(TrustDialog)))
    window.findChildren(TrustDialog)[0].page.run.click()
    qtbot.waitUntil(lambda: window.session.shown.is_there)
    assert recent_models(session_folder())[0] == f"{file}:make"


def test_what_can_not_be_recorded_says_why_in_the_same_place(
    start: Start, qtbot: QtBot, process: Process
) -> None:
    process.answers["timm:hand"] = Failure("timm has no model hand", is_mistake=True)
    window = start("timm:hand")
    window.start_children()
    cover = window.models._cover
    qtbot.waitUntil(lambda: cover.words.text() == "Timm has no model hand.")
    assert (cover.isVisible(), cover.bar.isVisible()) == (True, False)


def test_a_file_without_a_factory_is_asked_about_in_the_dialog(
    start: Start, qtbot: QtBot, file: Path
) -> None:
    window = start(str(file))
    window.start_children()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(OpenModelDialog)))
    for dialog in window.findChildren(OpenModelDialog):
        dialog.reject()
