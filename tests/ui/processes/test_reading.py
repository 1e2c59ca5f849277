"""The reading of a file of weights, whatever becomes of the process that reads it."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from resnet_viz.core.networks import network_named
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import ReadWeights, WeightsFound
from resnet_viz.ui.processes.weights_file import Weights, WeightsFile


class Process(QObject):
    """A stand-in for the compute process: keeps what it is asked, in place of answering."""

    died = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[ReadWeights, Any, Any]] = []

    def ask(self, request: ReadWeights, on_answer: Any, on_failed: Any, _: Any) -> None:
        self.asked.append((request, on_answer, on_failed))

    def cancel(self) -> None:
        self.cancelled.emit()


@pytest.fixture
def process(qapp: QObject) -> Process:
    return Process()


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def file(process: Process, heard: list[str]) -> WeightsFile:
    made = WeightsFile(process, process)  # type: ignore[arg-type]
    made.failed.connect(heard.append)
    made.read.connect(lambda weights: heard.append(weights.name))
    made.open("/nets/best.pth", network_named("resnet18"))
    return made


def found(path: str) -> WeightsFound:
    return WeightsFound(path, "resnet18", "")


def test_a_process_that_dies_while_it_reads_is_a_file_that_was_not_loaded(
    file: WeightsFile, process: Process, heard: list[str]
) -> None:
    process.died.emit("The background PyTorch process crashed (signal 11).")
    words = "best.pth was not loaded. The background PyTorch process crashed (signal 11)"
    assert heard == [words]
    assert file.reading == ""


def test_a_process_ended_for_another_reason_is_asked_again(
    file: WeightsFile, process: Process, heard: list[str]
) -> None:
    process.cancel()
    assert [request.path for request, *_ in process.asked] == ["/nets/best.pth"] * 2
    process.asked[-1][1](found("/nets/best.pth"))
    assert heard == ["best.pth"]


def test_what_is_stopped_is_neither_asked_again_nor_heard_of(
    file: WeightsFile, process: Process, heard: list[str]
) -> None:
    assert file.stop() == ReadWeights("/nets/best.pth", "resnet18")
    assert file.stop() is None
    (_, on_answer, on_failed), *others = process.asked
    on_answer(found("/nets/best.pth"))
    on_failed(Failure("late"))
    assert (heard, others, file.reading) == ([], [], "")


def test_of_two_files_the_later_one_is_heard_of(
    file: WeightsFile, process: Process, heard: list[str]
) -> None:
    file.open("/nets/other.pth", network_named("resnet18"))
    process.asked[0][1](found("/nets/best.pth"))
    process.asked[1][1](found("/nets/other.pth"))
    assert heard == ["other.pth"]


def test_file_and_set_are_what_a_session_has() -> None:
    weights = Weights(WeightsFound("/nets/best.pth", "resnet18", "", "ema", ("ema", "model")))
    assert (weights.choice.path, weights.choice.set_name) == ("/nets/best.pth", "ema")
