"""Networks of others dropped on the window: each is asked about as if it had been typed."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from resnet_viz.core.models.requests import TraceModel
from resnet_viz.jobs.requests import ReadWeights
from resnet_viz.ui.models.cover import Why
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for
from tests.ui.find.test_dropping import drag, drop, files
from tests.ui.models.test_open_model import dialog_of
from tests.ui.models.test_session_members import session_with, why


def dropped(window: MainWindow, path: str) -> None:
    """A file comes over the window and is let go there."""
    assert drag(window, files(path))
    drop(window, files(path))


def test_a_dropped_file_of_code_is_shown_and_not_run(
    window: MainWindow, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    dropped(window, str(file))
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: dialog.form.factories.count() == 2)
    dialog.accept()
    qtbot.waitUntil(dialog.trust.isVisible)
    assert asked_for(asked, TraceModel) == []
    assert window.session.document.member.arch == "resnet50"
    dialog.reject()
    dialog.reject()


def test_a_dropped_program_is_recorded_and_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "net.pt2"
    path.write_bytes(b"")
    dropped(window, str(path))
    qtbot.waitUntil(lambda: window.session.document.member.arch == str(path))
    assert window.session.shown.network.title == "Encoder-decoder"


def test_a_dropped_session_shows_whose_permission_its_code_needs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, file: Path, asked: Asked
) -> None:
    arch = f"{file}:make"
    dropped(window, str(session_with(tmp_path / "s", arch)))
    qtbot.waitUntil(lambda: why(window, arch) is Why.PERMISSION)
    assert asked_for(asked, TraceModel) == []
    assert window.models._cover.isVisible()


def test_dropped_weights_are_read_for_the_network_on_screen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, asked: Asked
) -> None:
    window.models.open_text("timm:hand")
    qtbot.waitUntil(lambda: window.session.document.member.arch == "timm:hand")
    path = tmp_path / "my.pth"
    path.write_bytes(b"")
    dropped(window, str(path))
    (request,) = asked_for(asked, ReadWeights)
    assert (request.path, request.arch) == (str(path), "timm:hand")
