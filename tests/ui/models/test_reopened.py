"""Sessions and recents whose networks of others changed, are gone or lack their library."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.models.agreed import agree, agreement_on
from resnet_viz.core.models.requests import TraceModel
from resnet_viz.jobs.messages import Failure
from resnet_viz.session.file import read_session
from resnet_viz.ui.models.cover import Why
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for
from tests.ui.models.conftest import Process
from tests.ui.models.test_open_model import dialog_of
from tests.ui.models.test_session_members import session_with, why

LIBRARY = "timm:hand"
NOT_INSTALLED = Failure("timm is not installed. Get it by pip install timm", is_mistake=True)


def archs_in(path: Path) -> list[str]:
    """The networks of a session file."""
    return [member.arch for member in read_session(path).document.networks]


@pytest.fixture
def absent(tmp_path: Path, file: Path, process: Process, request: pytest.FixtureRequest) -> Path:
    """A session with a network that is not there any more as it was, in one of three ways."""
    arch = f"{file}:make"
    match request.param:
        case "changed":
            agree(agreement_on(file).code)
            file.write_text(file.read_text() + "\n# another line\n")
        case "gone":
            file.unlink()
        case "lacks":
            arch, process.answers[LIBRARY] = LIBRARY, NOT_INSTALLED
    return session_with(tmp_path / "s", "resnet18", arch, current=1)


@pytest.mark.parametrize(
    ("absent", "expected", "words"),
    [
        ("changed", Why.PERMISSION, "Needs your permission: it runs the code of a file."),
        ("gone", Why.MISSING, "Its file is missing."),
        ("lacks", Why.FAILED, "Timm is not installed. Get it by pip install timm."),
    ],
    indirect=["absent"],
)
def test_what_is_not_as_it_was_is_one_sentence_and_the_session_stays_as_it_is(
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    absent: Path,
    expected: Why,
    words: str,
    asked: Asked,
) -> None:
    before = absent.read_bytes()
    arch = archs_in(absent)[1]
    window.files.open_path(absent)
    qtbot.waitUntil(lambda: why(window, arch) is expected)
    assert window.models._cover.words.text() == words
    assert window.session.shown.cards[1].error == words
    assert len(asked_for(asked, TraceModel)) == (expected is Why.FAILED)
    assert not window.files.is_changed
    assert absent.read_bytes() == before
    copy = tmp_path / "copy.resnetviz"
    assert window.files.save_to(copy)
    assert archs_in(copy) == ["resnet18", arch]


@pytest.mark.parametrize("absent", ["gone"], indirect=True)
def test_undo_leads_back_to_a_network_that_is_not_there_and_redo_away_from_it(
    window: MainWindow, qtbot: QtBot, absent: Path
) -> None:
    arch = archs_in(absent)[1]
    window.files.open_path(absent)
    qtbot.waitUntil(window.models._cover.isVisible)
    window.networks.open_text("resnet34")
    assert not window.models._cover.isVisible()
    window.session.undo()
    assert window.session.document.member.arch == arch
    assert window.models._cover.isVisible()
    assert why(window, arch) is Why.MISSING
    window.session.redo()
    assert window.session.shown.network.title == "ResNet-34"
    assert not window.models._cover.isVisible()
    window.session.undo()
    assert not window.files.is_changed  # closing the window asks nothing


def test_a_recent_model_whose_file_is_gone_is_one_sentence_in_the_dialog(
    window: MainWindow, qtbot: QtBot, file: Path
) -> None:
    before = window.session.document
    file.unlink()
    window.files.model_asked.emit(f"{file}:make")
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: "net.py isn't in" in dialog.form.error.text())
    assert window.session.document == before
    dialog.reject()
