"""The dialog that opens: what it completes, what it says of a wrong text, what it opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resnet_viz.core.errors import UserError
from resnet_viz.session.document import Document
from resnet_viz.session.saving import save_session
from resnet_viz.ui.find.open_dialog import OpenDialog
from resnet_viz.ui.find.openable import Openable, checked, kind_of, suggestions
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.window import MainWindow


@pytest.fixture
def dialog(window: MainWindow) -> OpenDialog:
    window.actions_by_name["open_anything"].trigger()
    return window.findChildren(OpenDialog)[-1]


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    document: Document = new_document("resnet18")
    save_session(tmp_path / "lecture.resnetviz", document, "")
    return tmp_path / "lecture.resnetviz"


def test_a_wrong_text_is_answered_in_the_dialog_and_stays(dialog: OpenDialog) -> None:
    QTest.keyClicks(dialog.field, "resnet51")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.field.text() == "resnet51"
    assert "resnet50" in dialog.error.text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Backspace)
    assert dialog.error.text() == ""


def test_an_error_moves_nothing(dialog: OpenDialog) -> None:
    before = dialog.list.geometry()
    dialog.show_error("Something is wrong. " * 6)
    assert dialog.list.geometry() == before


def test_a_network_is_opened(window: MainWindow, dialog: OpenDialog) -> None:
    QTest.keyClicks(dialog.field, "resnet34,width=32")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.session.document.member.arch == "resnet34,width=32"


def test_a_session_is_opened(window: MainWindow, dialog: OpenDialog, session_file: Path) -> None:
    dialog.field.setText(str(session_file))
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.files.home is not None
    assert window.files.home.path == session_file
    window.leave()


def test_the_arrows_take_suggestions_into_the_field(dialog: OpenDialog) -> None:
    QTest.keyClicks(dialog.field, "plain")
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    first = dialog.field.text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert first.startswith("plain")
    assert dialog.field.text() != first
    assert kind_of(dialog.field.text()) is Openable.NETWORK


def test_a_path_is_completed_with_folders_and_what_can_be_opened(tmp_path: Path) -> None:
    (tmp_path / "nets").mkdir()
    for name in ("a.pth", "b.resnetviz", "notes.txt", ".hidden.pth"):
        (tmp_path / name).touch()
    (found,) = suggestions(f"{tmp_path}/", ())
    assert [Path(each.text).name for each in found.offers] == ["a.pth", "b.resnetviz", "nets"]
    (found,) = suggestions(f"{tmp_path}/b", ())
    assert [each.text for each in found.offers] == [f"{tmp_path}/b.resnetviz"]
    assert suggestions(f"{tmp_path}/missing/", ()) == ()


def test_sessions_that_were_open_last_come_first(tmp_path: Path) -> None:
    first, *_ = suggestions("", (tmp_path / "lecture.resnetviz",))
    assert [each.text for each in first.offers] == [str(tmp_path / "lecture.resnetviz")]


@pytest.mark.parametrize("text", ["", "vgg16", "missing.pth", "missing.resnetviz", "resnet"])
def test_what_cant_be_opened_is_refused_before_anything_changes(text: str) -> None:
    with pytest.raises(UserError):
        checked(text)


def test_another_kind_of_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(UserError, match=r"notes\.txt is neither a session nor weights"):
        checked(str(tmp_path / "notes.txt"))
