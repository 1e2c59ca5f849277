"""Networks of others in sessions: recorded at once, after a permission, or waited for."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.models import known
from resnet_viz.core.models.requests import TraceModel
from resnet_viz.core.timing.requests import TimeNetwork
from resnet_viz.core.verification import VerifyNetwork
from resnet_viz.session.document import Document
from resnet_viz.session.file import bytes_of
from resnet_viz.session.member import Member
from resnet_viz.ui.models.cover import Why
from resnet_viz.ui.models.trust_dialog import TrustDialog
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for
from tests.ui.models.conftest import Process


def session_with(folder: Path, *archs: str, current: int = 0) -> Path:
    """A session file that names these networks."""
    path = folder / "mine.resnetviz"
    path.parent.mkdir(exist_ok=True)
    document = Document(tuple(map(Member, archs)), current=current, base=0)
    path.write_bytes(bytes_of(document, path.parent))
    return path


def why(window: MainWindow, arch: str) -> Why | None:
    """Why a network is not there, None for one that is."""
    absence = window.models.members.absence(arch)
    return absence.why if absence else None


def test_a_library_s_network_is_recorded_when_the_session_is_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.files.open_path(session_with(tmp_path, "resnet18", "timm:hand", current=1))
    assert window.session.document.member.arch == "timm:hand"
    qtbot.waitUntil(lambda: window.session.shown.is_there)
    assert window.session.shown.network.title == "Encoder-decoder"
    assert window.session.shown.network.name == "timm:hand"
    assert not window.models._cover.isVisible()


def test_a_file_s_code_waits_for_a_permission_and_says_so_on_its_card(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, file: Path, asked: Asked
) -> None:
    arch = f"{file}:make"
    window.files.open_path(session_with(tmp_path / "s", "resnet18", arch, current=1))
    qtbot.waitUntil(lambda: why(window, arch) is Why.PERMISSION)
    assert asked_for(asked, TraceModel) == []
    assert window.models._cover.isVisible()
    assert str(file) in window.models._cover.path.words
    card = window.session.shown.cards[1]
    assert "needs your permission" in card.error.lower()
    window.models._cover.deed.click()
    dialog = next(each for each in window.findChildren(TrustDialog) if each.isVisible())
    dialog.page.run.click()
    qtbot.waitUntil(lambda: window.session.shown.is_there)
    assert not window.models._cover.isVisible()
    assert window.session.shown.cards[1].report is not None


def test_code_that_was_agreed_to_before_is_not_asked_about(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    from resnet_viz.core.models.agreed import agree, agreement_on

    agree(agreement_on(file).code)
    window.files.open_path(session_with(tmp_path, f"{file}:make"))
    qtbot.waitUntil(lambda: window.session.shown.is_there)


def test_a_missing_file_keeps_its_place_and_is_looked_for_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    text = file.read_text()
    arch = f"{file}:make"
    file.unlink()
    window.files.open_path(session_with(tmp_path, arch))
    assert why(window, arch) is Why.MISSING
    assert window.session.document.member.arch == arch
    assert window.models._cover.deed.text() == "Look again"
    file.write_text(text)
    window.models._cover.deed.click()
    qtbot.waitUntil(lambda: why(window, arch) is Why.PERMISSION)


def test_a_network_that_is_not_there_shows_no_figures_and_asks_for_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, asked: Asked
) -> None:
    window.files.open_path(session_with(tmp_path, "/nowhere/net.py:make"))
    asked.clear()
    window.costs.checks.check_now()
    window.actions_by_name["run"].trigger()
    assert asked_for(asked, TimeNetwork) == []
    names = [request.arch for request in asked_for(asked, VerifyNetwork)]
    assert "/nowhere/net.py:make" not in " ".join(names)
    figures = {key: line.figure.text() for key, line in window.panels.costs._lines.items()}
    assert set(figures.values()) == {"–"}
    for name in ("export", "export_table", "save_source", "switch_block"):
        assert not window.actions_by_name[name].isEnabled()


def test_a_fault_while_recording_is_a_sentence_and_can_be_tried_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, process: Process
) -> None:
    from resnet_viz.jobs.messages import Failure

    process.answers["timm:hand"] = Failure("it branches on data", is_mistake=True)
    window.files.open_path(session_with(tmp_path, "timm:hand"))
    qtbot.waitUntil(lambda: why(window, "timm:hand") is Why.FAILED)
    assert window.models._cover.words.text() == "It branches on data."
    del process.answers["timm:hand"]
    window.models._cover.deed.click()
    qtbot.waitUntil(lambda: window.session.shown.is_there)


def test_the_last_session_comes_back_with_its_recorded_network(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.models.open_text("timm:hand")
    qtbot.waitUntil(lambda: window.session.document.member.arch == "timm:hand")
    path = tmp_path / "kept.resnetviz"
    assert window.files.save_to(path)
    known._known.clear()
    window.files.new_session()
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.session.shown.is_there)
    assert window.session.shown.network.traced is not None


@pytest.mark.parametrize("workspace", ["explore", "compare", "time"])
def test_the_cover_is_where_one_network_is_shown_and_not_in_learn(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, workspace: str
) -> None:
    window.files.open_path(session_with(tmp_path, "/nowhere/net.py:make"))
    window.actions_by_name[workspace].trigger()
    qtbot.waitUntil(window.models._cover.isVisible)
    window.actions_by_name["learn"].trigger()
    qtbot.waitUntil(lambda: not window.models._cover.isVisible())
    assert window.panels.rows.isEnabled()
