"""Weights looked at in the window: asked for once they are there, listed, compared, let go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from resnet_viz.core.request import Request
from resnet_viz.core.weights.figures import TensorFigures, WeightsFigures
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import LookAtWeights
from resnet_viz.session import edits
from resnet_viz.session.document import Document
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.ui.costs.layer_rows import COLUMNS
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.weights.dialog import WeightsDialog
from resnet_viz.ui.window.window import MainWindow

FILE = WeightsChoice("/weights/one.pth")
Answers = list[tuple[LookAtWeights, Callable[[Any], None], Callable[[Any], None]]]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, asked: list[Request[Any]]) -> Answers:
    """What is asked about weights, with what takes the answer and the failure."""
    found: Answers = []

    def ask(
        _: Child, request: Request[Any], on_answer: Any, on_failed: Any, *__: Any, **___: Any
    ) -> None:
        if isinstance(request, LookAtWeights):
            found.append((request, on_answer, on_failed))
        asked.append(request)

    monkeypatch.setattr(Child, "ask", ask)
    return found


def opened(window: MainWindow) -> None:
    """Weights opened, as a person does it."""
    window.session.permit(FILE.path)
    window.session.edit(edits.open_weights, "resnet50", FILE)


def tensor(name: str, change: float | None = None) -> TensorFigures:
    return TensorFigures(
        name, (64, 3), "float32", 192, -1.0, 2.0, 0.25, 0.5, 8.0, 48, bins=(1, 0, 3), change=change
    )


def figures(against: str = "") -> WeightsFigures:
    change = 4.0 if against else None
    tensors = tuple(tensor(name, change) for name in ("conv1.weight", "bn1.weight", "fc.weight"))
    return WeightsFigures("resnet50", FILE.path, tensors, against)


@pytest.fixture
def weighed(window: MainWindow, answers: Answers) -> MainWindow:
    """A window whose weights were looked at."""
    opened(window)
    answers[-1][1](figures())
    return window


def dialog_of(window: MainWindow) -> WeightsDialog:
    window.weighing.look_at_weights()
    found = window.findChild(WeightsDialog)
    assert found is not None
    return found


def shown(window: MainWindow) -> set[str]:
    places = window.panels.layers.columns.copied()
    return {COLUMNS[place].word for place in places}


def test_weights_are_looked_at_once_they_are_there(window: MainWindow, answers: Answers) -> None:
    assert not window.weighing.has_weights
    opened(window)
    assert [each[0] for each in answers] == [LookAtWeights("resnet50", FILE.path)]
    window.session.edit(edits.set_batch, 2)
    assert len(answers) == 1


def test_layers_have_columns_of_weights_once_they_were_looked_at(weighed: MainWindow) -> None:
    row = weighed.session.shown.rows[0]
    assert row.weights is not None
    assert row.weights.norm == 8.0
    assert "weight_norm" in shown(weighed)
    assert "weight_change" not in shown(weighed)
    weighed.session.edit(edits.remove_weights)
    assert "weight_norm" not in shown(weighed)


def test_colours_of_weights_are_offered_when_there_are_figures(weighed: MainWindow) -> None:
    lacking = weighed.session.shown.lacking
    assert "weight_norm" not in lacking
    assert lacking["weight_change"] == "with a second file of weights"
    weighed.session.edit(edits.remove_weights)
    assert weighed.session.shown.lacking["weight_norm"] == "with weights from a file"


def test_a_second_file_brings_differences(weighed: MainWindow, answers: Answers) -> None:
    weighed.weighing.compare_with("/weights/two.pth::ema")
    asked, answer, _ = answers[-1]
    assert asked.against == "/weights/two.pth::ema"
    assert weighed.weighing.is_compared
    answer(figures(asked.against))
    assert {"weight_change", "weight_relative_change"} <= shown(weighed)
    weighed.weighing.end_comparing_weights()
    assert "weight_change" not in shown(weighed)
    assert len(answers) == 2  # what was known of one file still is


def test_the_list_has_every_parameter(weighed: MainWindow) -> None:
    dialog = dialog_of(weighed)
    texts = [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]
    assert texts == ["conv1.weight", "bn1.weight", "fc.weight"]
    assert dialog.about.words == "one.pth"
    heads = [
        dialog.model.headerData(place, Qt.Orientation.Horizontal)
        for place in range(dialog.model.columnCount())
    ]
    assert heads[4:] == ["Minimum", "Maximum", "Mean", "Deviation", "Norm", "Zeros"]
    assert [dialog.model.index(0, place).data() for place in range(3, 10)] == [
        "192",
        "−1",
        "2",
        "0.25",
        "0.5",
        "8",
        "25.00%",
    ]


def test_the_list_is_filtered_copied_and_selects_layers(weighed: MainWindow) -> None:
    dialog = dialog_of(weighed)
    dialog.filter.setText("FC")
    assert dialog.count.text() == "1 of 3 tensors"
    dialog.table.selectRow(0)
    assert weighed.session.document.arrangement.selection == "fc"
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t")[:3] == ["Parameter", "Shape", "Type"]
    assert len(copied) == 4


def test_the_list_is_saved_as_exact_values(
    weighed: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "list"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog_of(weighed).save.click()
    lines = (tmp_path / "list.csv").read_text().splitlines()
    assert lines[0].startswith("parameter,shape,dtype,count,weight_min,")
    assert lines[1].startswith("conv1.weight,64x3,float32,192,-1.0,")


def test_the_list_goes_with_the_weights(weighed: MainWindow) -> None:
    dialog = dialog_of(weighed)
    weighed.session.edit(edits.remove_weights)
    assert not dialog.isVisible()
    assert not weighed.weighing.has_weights


def test_a_file_that_can_not_be_compared_is_said_and_not_asked_for_again(
    weighed: MainWindow, answers: Answers
) -> None:
    weighed.weighing.compare_with("/weights/other.pth")
    answers[-1][2](Failure("the weights can't be compared with other.pth: it is damaged", True))
    notice = weighed.panels.notice.notices()[-1]
    assert notice.text == "The weights can't be compared with other.pth: it is damaged."
    count = len(answers)
    weighed.session.edit(edits.set_batch, 3)
    assert len(answers) == count
    assert notice.act is not None
    notice.act.do()
    assert weighed.session.document.member.against is None


def test_looking_can_be_stopped(window: MainWindow, answers: Answers) -> None:
    opened(window)
    assert window.stopping.has_work
    window.stopping.cancel()
    assert not window.weighing.is_looking
    answers[-1][1](figures())
    assert window.session.shown.weighed is None
    window.weighing.look_at_weights()
    assert len(answers) == 2


def test_a_process_that_dies_ends_the_looking(window: MainWindow, answers: Answers) -> None:
    opened(window)
    window.compute.died.emit("The compute process ended.")
    assert not window.weighing.is_looking
    assert len(answers) == 1


def test_two_files_elsewhere_are_allowed_one_after_the_other(
    window: MainWindow, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("one.pth", "two.pth")]
    for path in files:
        path.write_bytes(b"")
    one, two = (WeightsChoice(str(path)) for path in files)
    member = Member("resnet50", one, against=two)
    (tmp_path / "sessions").mkdir()
    window.session.open(Document(networks=(member,)), tmp_path / "sessions")
    for path in files:
        notice = window.panels.notice.notices()[-1]
        assert str(path) in notice.text
        assert not window.weighing.has_weights
        assert notice.act
        notice.act.do()
    assert window.weighing.has_weights
    assert window.panels.notice.notices() == ()
