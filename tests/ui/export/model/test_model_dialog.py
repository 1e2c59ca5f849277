"""Save model: what the dialog says beforehand, what it asks for, how the writing goes and ends."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced
from resnet_viz.core.models.agreed import agree, agreement_on, code_now
from resnet_viz.core.networks import know, network_named
from resnet_viz.core.saving.formats import FORMATS
from resnet_viz.core.saving.requests import SaveModel, SaveOther
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.session import edits
from resnet_viz.session.member import WeightsChoice
from resnet_viz.ui.export.model import facts
from resnet_viz.ui.export.model.asking import ModelSaving
from resnet_viz.ui.export.model.dialog import model_dialog
from resnet_viz.ui.export.model.facts import ModelFacts
from resnet_viz.ui.export.saving_dialog import SavingDialog
from resnet_viz.ui.export.target import Target
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember

PATIENCE_MS = 120_000
SMALL = "resnet,stages=1-1,shortcut=A,stem=cifar,width=16,input=32,classes=3"


@pytest.fixture
def parent(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def session(parent: QWidget, tmp_path: Path) -> Session:
    (tmp_path / "models").mkdir()
    remember(EXPORT_FOLDER, str(tmp_path / "models"))
    return Session(new_document(SMALL), parent)


@pytest.fixture
def dialog(session: Session, parent: QWidget) -> Iterator[SavingDialog]:
    made = model_dialog(session, "net", parent)
    made.show()
    yield made
    made.close()


def choose(dialog: SavingDialog, suffix: str) -> None:
    dialog.format.show_value(suffix)
    dialog.format.activated.emit(dialog.format.currentIndex())


def opset_of(dialog: SavingDialog) -> Combo:
    return next(each for each in dialog.findChildren(Combo) if each is not dialog.format)


def facts_of(dialog: SavingDialog) -> ModelFacts:
    (found,) = dialog.findChildren(ModelFacts)
    return found


def asked_of(dialog: SavingDialog, suffix: str) -> SaveModel | SaveOther:
    (saving,) = dialog.findChildren(ModelSaving)
    return saving._request(Target(Path(f"net{suffix}"), suffix, ""))


def test_each_format_says_in_one_sentence_what_is_in_it(dialog: SavingDialog) -> None:
    for kind in FORMATS:
        choose(dialog, kind.suffix)
        assert facts_of(dialog).contents.text() == kind.contents
        assert dialog.file.path.text().endswith(f"net{kind.suffix}")


def test_an_opset_is_chosen_for_onnx_only(dialog: SavingDialog) -> None:
    choose(dialog, ".pt2")
    assert not opset_of(dialog).isEnabled()
    assert asked_of(dialog, ".pt2") == SaveModel(SMALL, "net.pt2")
    choose(dialog, ".onnx")
    opset_of(dialog).show_value("18")
    assert asked_of(dialog, ".onnx") == SaveModel(SMALL, "net.onnx", "", 18)


def test_random_weights_are_said_to_be_random_and_loaded_ones_by_their_file(
    session: Session, parent: QWidget, dialog: SavingDialog, tmp_path: Path
) -> None:
    assert facts_of(dialog).weights.text().startswith("The weights are random (seed 0).")
    dialog.close()
    chosen = WeightsChoice(str(tmp_path / "my.pth"), "ema")
    session.edit(edits.open_weights, SMALL, chosen)
    other = model_dialog(session, "net", parent)
    assert facts_of(other).weights.text() == "Its weights are those of my.pth::ema."
    asked = asked_of(other, ".pth")
    assert isinstance(asked, SaveModel)
    assert asked.weights == f"{tmp_path / 'my.pth'}::ema"
    other.close()


def test_a_size_is_said_beforehand(dialog: SavingDialog) -> None:
    choose(dialog, ".safetensors")
    assert facts_of(dialog).size_text.text().startswith("About ")


def test_missing_packages_are_said_with_the_command_that_installs_them(
    dialog: SavingDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "find_spec", lambda name: None)
    choose(dialog, ".pth")
    assert facts_of(dialog).missing.text() == ""
    choose(dialog, ".onnx")
    assert "pip install 'resnet-viz[onnx]'" in facts_of(dialog).missing.text()


def test_a_file_that_is_there_is_asked_about_and_then_replaced_by_a_process(
    dialog: SavingDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, ".pth")
    path = tmp_path / "models" / "net.pth"
    path.write_bytes(b"mine")
    dialog.writing.save.click()
    (question,) = dialog.findChildren(QMessageBox)
    assert question.text() == "Replace net.pth?"
    assert path.read_bytes() == b"mine"
    (replace,) = [each for each in question.findChildren(QPushButton) if each.text() == "Replace"]
    replace.click()
    qtbot.waitUntil(lambda: not dialog.writing.is_going_on, timeout=PATIENCE_MS)
    assert dialog.writing.outcome.message.text().startswith("✓ Saved net.pth (")
    assert dialog.writing.outcome.reveal.isVisible()
    assert read_contents(path).tree


def test_a_killed_process_is_said_and_nothing_is_written(
    dialog: SavingDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, ".pt2")
    (child,) = dialog.findChildren(Child)
    dialog.writing.save.click()
    qtbot.waitUntil(lambda: child.process_id() > 0, timeout=PATIENCE_MS)
    os.kill(child.process_id(), signal.SIGKILL)
    qtbot.waitUntil(lambda: not dialog.writing.is_going_on, timeout=PATIENCE_MS)
    assert dialog.writing.outcome.message.text() == (
        "The PyTorch process was killed, perhaps for lack of memory. "
        "Nothing was written. Press Save to try again."
    )
    assert list((tmp_path / "models").iterdir()) == []


def test_cancel_ends_the_writing_and_leaves_nothing(
    dialog: SavingDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.writing.save.click()
    assert dialog.writing.is_going_on
    dialog.writing.outcome.cancel.click()
    assert dialog.writing.outcome.message.text() == "Cancelled. Nothing was written."
    assert list((tmp_path / "models").iterdir()) == []


@pytest.fixture
def of_others(parent: QWidget, session: Session) -> Iterator[Callable[[str], SavingDialog]]:
    """Opens the dialog on a small network as if it were of a source."""
    made: list[SavingDialog] = []

    def opened(text: str) -> SavingDialog:
        graph = network_named(SMALL).graph
        traced = Traced(text, "meta", (), 4000, 0)
        know(Network(text, "other", graph, traced=traced))
        session.edit(edits.open_network, text)
        made.append(model_dialog(session, "net", parent))
        return made[-1]

    yield opened
    for each in made:
        each.close()


def test_a_librarys_network_is_saved_by_its_own_process_with_random_weights(
    of_others: Callable[[str], SavingDialog],
) -> None:
    dialog = of_others("timm:resnet10t")
    assert (
        facts_of(dialog).weights.text() == "The weights are random (seed 0): nothing is downloaded."
    )
    assert asked_of(dialog, ".pt2") == SaveOther("timm:resnet10t", "net.pt2")


def test_weights_that_were_opened_for_a_network_of_others_are_saved(
    of_others: Callable[[str], SavingDialog], session: Session, parent: QWidget, tmp_path: Path
) -> None:
    of_others("timm:resnet10t")
    chosen = WeightsChoice(str(tmp_path / "my.pth"))
    session.edit(edits.open_weights, "timm:resnet10t", chosen)
    dialog = model_dialog(session, "net", parent)
    assert facts_of(dialog).weights.text() == "Its weights are those of my.pth."
    asked = asked_of(dialog, ".pth")
    assert isinstance(asked, SaveOther)
    assert asked.weights == str(tmp_path / "my.pth")
    dialog.close()


def test_a_factory_is_run_only_as_a_person_has_agreed_to_it(
    of_others: Callable[[str], SavingDialog], tmp_path: Path
) -> None:
    path = tmp_path / "net.py"
    path.write_text("def make(): pass")
    dialog = of_others(f"{path}:make")
    assert facts_of(dialog).weights.text() == "Its weights are those that make gives it."
    agree(code_now(path))
    assert trust_of(dialog) == agreement_on(path).hash != ""
    path.write_text("def make(): return 1")
    assert trust_of(dialog) == ""
    path.unlink()
    assert trust_of(dialog) == ""


def trust_of(dialog: SavingDialog) -> str:
    asked = asked_of(dialog, ".pth")
    assert isinstance(asked, SaveOther)
    return asked.trust
