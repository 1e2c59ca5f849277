"""The dialog that opens: what it completes, what it says of a wrong text, what it opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.session.document import Document
from resnet_viz.session.openable import Openable, kind_of
from resnet_viz.session.saving import save_session
from resnet_viz.ui.find.open_dialog import OpenDialog
from resnet_viz.ui.find.openable import checked, suggestions
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
    names = [Path(each.text).name for each in found.offers]
    assert names == ["a.pth", "b.resnetviz", "nets", "notes.txt"]  # what looks like ours is first
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


def test_contents_decide_where_the_name_says_nothing(session_file: Path, tmp_path: Path) -> None:
    session_file.rename(tmp_path / "lecture")
    (tmp_path / "epoch9").write_bytes(b"PK")
    assert checked(str(tmp_path / "lecture")) is Openable.SESSION
    assert checked(str(tmp_path / "epoch9")) is Openable.WEIGHTS
    assert checked(f"{tmp_path}/epoch9::model_ema") is Openable.WEIGHTS


def test_a_networks_name_comes_before_a_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resnet18").touch()
    assert kind_of("resnet18") is Openable.NETWORK
    assert kind_of("./resnet18") is Openable.WEIGHTS


def test_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "nets").mkdir()
    with pytest.raises(UserError, match=r"nets is a folder"):
        checked(str(tmp_path / "nets"))


def test_anothers_name_is_offered_with_our_text() -> None:
    (found,) = suggestions("wrn-28-10", ())
    assert found.offers[0].text == "wrn-28-10"
    assert found.offers[0].detail == str(parse("wrn-28-10"))
    (found,) = suggestions("ResNet-50", ())
    assert found.offers[0].text == "resnet50"
