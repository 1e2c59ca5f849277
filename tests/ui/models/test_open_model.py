"""'Open model…': a network of others is on screen when it is there, and nothing before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.models.agreed import agree, agreement_on
from resnet_viz.core.models.requests import LibrariesFound, TraceModel
from resnet_viz.jobs.messages import Failure
from resnet_viz.session.place import session_folder
from resnet_viz.session.recents import recent_models
from resnet_viz.ui.models.open_dialog import OpenModelDialog
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for
from tests.ui.models.conftest import Process
from tests.ui.models.test_session_members import session_with

Ask = Callable[..., OpenModelDialog]


def dialog_of(window: MainWindow) -> OpenModelDialog:
    """The dialog that is open."""
    return next(each for each in window.findChildren(OpenModelDialog) if each.isVisible())


def opened(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Opens a model that needs no permission."""
    window.models.open_text(text)
    qtbot.waitUntil(lambda: window.session.document.member.arch == text)


def test_a_model_is_shown_with_costs_table_picture_and_how_it_was_recorded(
    window: MainWindow, qtbot: QtBot
) -> None:
    opened(window, qtbot, "timm:hand")
    assert window.windowTitle() == "Encoder-decoder — ResNet Viz"
    assert len(window.panels.layers.layers.rows) == 98
    assert window.diagram.scene is not None
    assert window.diagram.scene.title == "Encoder-decoder"
    place = window.panels.architecture
    assert place.recorded.isVisible()
    assert not place.family.isVisible()
    assert any("no numbers were computed" in text for text in place.recorded.texts())
    assert any("650 parameters of aux.weight" in text for text in place.recorded.texts())
    assert "at least" in window.panels.costs._lines["work"].figure.text()
    assert recent_models(session_folder())[0] == "timm:hand"


def test_opening_is_one_step_that_is_taken_back_and_done_again(
    window: MainWindow, qtbot: QtBot, asked: Asked
) -> None:
    opened(window, qtbot, "timm:hand")
    window.session.undo()
    assert window.session.shown.network.name == "resnet50"
    assert window.panels.architecture.family.isVisible()
    window.session.redo()
    assert window.session.shown.network.title == "Encoder-decoder"
    assert window.session.shown.is_there
    assert len(asked_for(asked, TraceModel)) == 1


def test_a_preset_brings_the_controls_of_the_family_back(window: MainWindow, qtbot: QtBot) -> None:
    opened(window, qtbot, "timm:hand")
    window.panels.architecture.recorded.back.click()
    assert window.session.document.member.arch == "resnet50"
    opened(window, qtbot, "timm:hand")
    window.panels.architecture.recorded.preset_chosen.emit("resnet18")
    assert window.panels.architecture.family.isVisible()
    assert window.session.document.member.arch == "resnet18"


def test_what_fails_is_said_in_the_dialog_and_the_window_stays_as_it_was(
    window: MainWindow, qtbot: QtBot, process: Process
) -> None:
    process.answers["timm:bad"] = Failure("timm has no model bad", is_mistake=True)
    before = window.session.document
    window.models.open_text("timm:bad")
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: dialog.form.error.text() == "Timm has no model bad.")
    assert dialog.form.field.text() == "timm:bad"
    assert window.session.document == before
    dialog.reject()


def test_a_text_that_names_no_model_is_refused_with_what_would_do(window: MainWindow) -> None:
    window.models.open_text("")
    dialog = dialog_of(window)
    dialog.form.field.setText("resnet50")
    dialog.accept()
    assert "FILE.py:FACTORY" in dialog.form.error.text()
    dialog.reject()


def test_what_goes_on_is_stopped_by_esc_and_the_dialog_stays(
    window: MainWindow, process: Process
) -> None:
    process.answers["timm:slow"] = None
    window.models.open_text("timm:slow")
    dialog = dialog_of(window)
    assert dialog.is_working
    dialog.reject()
    assert dialog.isVisible()
    assert "Stopped" in dialog.form.error.text()
    assert window.models.is_working is False
    dialog.reject()
    assert not dialog.isVisible()


def test_code_that_is_stopped_while_its_file_is_looked_at_does_not_run_later(
    window: MainWindow, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    agree(agreement_on(file).code)
    window.models.open_text(f"{file}:make")
    dialog_of(window).reject()
    dialog_of(window).reject()
    opened(window, qtbot, "timm:hand")
    assert [each.source for each in asked_for(asked, TraceModel)] == ["timm:hand"]


def test_a_network_of_the_session_is_recorded_though_something_else_was_stopped(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, process: Process
) -> None:
    process.answers |= {"timm:hand": None, "timm:slow": None}
    window.files.open_path(session_with(tmp_path, "timm:hand"))
    window.models.open_text("timm:slow")
    del process.answers["timm:hand"]
    dialog_of(window).reject()
    qtbot.waitUntil(lambda: window.session.shown.is_there)
    dialog_of(window).reject()


def test_a_model_joins_the_comparison_where_that_is_asked_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.models.open_text("timm:hand", adds=True)
    qtbot.waitUntil(lambda: len(window.session.document.networks) == 2)
    window.actions_by_name["compare"].trigger()
    titles = [shown.report.network.title for shown in window.session.shown.cards if shown.report]
    assert titles == ["ResNet-50", "Encoder-decoder"]


def test_code_is_shown_first_and_runs_only_when_a_person_agrees(
    window: MainWindow, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    window.models.open_text(f"{file}:make")
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.trust.isVisible)
    assert "def make" in dialog.trust.code.toPlainText()
    assert dialog.trust.path.words == str(file)
    assert "not a sandbox" in dialog.trust.about.text()
    assert asked_for(asked, TraceModel) == []
    dialog.trust.back.click()
    assert asked_for(asked, TraceModel) == []
    dialog.accept()
    qtbot.waitUntil(dialog.trust.isVisible)
    dialog.trust.run.click()
    qtbot.waitUntil(lambda: window.session.document.member.arch == f"{file}:make")
    (request,) = asked_for(asked, TraceModel)
    assert request.trust


def test_code_that_was_agreed_to_is_not_asked_about_until_it_changes(
    window: MainWindow, qtbot: QtBot, file: Path
) -> None:
    window.models.open_text(f"{file}:make")
    first = dialog_of(window)
    qtbot.waitUntil(first.trust.isVisible)
    assert first.trust.also.isHidden()
    first.trust.run.click()
    qtbot.waitUntil(lambda: window.session.document.member.arch == f"{file}:make")
    window.networks.open_text("resnet50")
    opened(window, qtbot, f"{file}:make")
    file.write_text(file.read_text() + "\n# another line\n")
    window.networks.open_text("resnet50")
    window.models.open_text(f"{file}:make")
    again = dialog_of(window)
    qtbot.waitUntil(again.trust.isVisible)
    assert "another line" in again.trust.code.toPlainText()
    assert again.trust.also.text() == "Changed or new since you allowed it: net.py."
    again.reject()
    again.reject()


def test_a_file_without_a_factory_offers_what_it_has_and_runs_nothing(
    window: MainWindow, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    window.models.open_text(str(file))
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: dialog.form.factories.count() == 2)
    texts = [dialog.form.factories.item(row).text() for row in range(2)]
    assert texts[0].startswith("make  (function, line 5)")
    assert "needs arguments" in texts[1]
    assert asked_for(asked, TraceModel) == []
    dialog.accept()
    qtbot.waitUntil(dialog.trust.isVisible)
    dialog.reject()
    dialog.reject()


def test_other_inputs_record_the_network_once_more(
    window: MainWindow, qtbot: QtBot, asked: Asked
) -> None:
    opened(window, qtbot, "timm:hand")
    panel = window.panels.architecture.recorded
    assert not panel.apply.isEnabled()
    panel.inputs.shapes[0].setText("2x3x96x96")
    panel.inputs.edited.emit()
    panel.apply.click()
    text = "timm:hand,input=image:2x3x96x96:float32,input=mask:1x1x64x64:float32"
    qtbot.waitUntil(lambda: window.session.document.member.arch == text)
    assert asked_for(asked, TraceModel)[-1].source == text


@pytest.mark.parametrize("shape", ["3x0x4", "many", ""])
def test_inputs_that_cannot_be_are_said_at_the_form(
    window: MainWindow, qtbot: QtBot, shape: str
) -> None:
    opened(window, qtbot, "timm:hand")
    panel = window.panels.architecture.recorded
    panel.inputs.shapes[0].setText(shape)
    panel.inputs.edited.emit()
    panel.apply.click()
    assert panel.message.text()
    assert window.session.document.member.arch == "timm:hand"


def test_installed_libraries_are_named_with_how_to_get_the_others(window: MainWindow) -> None:
    window.models.open_text("")
    dialog = dialog_of(window)
    assert "Installed: timm 1.0.31." in dialog.form.installed.text()
    assert "pip install transformers" in dialog.form.installed.text()
    dialog.reject()


def test_files_that_a_run_loaded_are_named(
    window: MainWindow, qtbot: QtBot, process: Process
) -> None:
    from resnet_viz.core.models.requests import TracedModel
    from resnet_viz.core.structure.stored import network_json
    from tests.samples.recorded import recorded_network

    network = network_json(recorded_network("timm:hand"))
    process.answers["timm:hand"] = TracedModel(network, ("/home/me/more.py",))
    opened(window, qtbot, "timm:hand")
    texts = [notice.text for notice in window.panels.notice.notices()]
    assert any("also loaded 1 file: /home/me/more.py" in text for text in texts)


def test_answers_that_come_after_the_dialog_was_closed_are_not_heard(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.models.open_text("")
    dialog = dialog_of(window)
    late, gone = dialog._on_libraries, list[bool]()
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(gone))
    late(LibrariesFound(()))
