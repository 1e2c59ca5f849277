"""A network of one's own looks at a picture in the real process of models, which comes to harm."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.models import known
from resnet_viz.core.models.agreed import agree, code_now
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.ui.processes import models as models_module
from resnet_viz.ui.processes import reply_reader
from resnet_viz.ui.processes.experiments import KEPT, Experiments
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import Models, Recorded
from resnet_viz.ui.processes.run_state import State

LONG_MS = 60_000  # a start of PyTorch on a busy machine
NET = """
import time
from torch import nn

class Slow(nn.Module):
    def forward(self, x):
        time.sleep(0.05)
        return x

def make():
    return nn.Sequential(
        nn.Sequential(nn.Conv2d(3, 4, 3, 1, 1), nn.ReLU()), Slow(), nn.AdaptiveAvgPool2d(1),
        nn.Flatten(), nn.Linear(4, 3),
    )
"""


class Ready(NamedTuple):
    """Experiments on a recorded network, and what is asked of them."""

    models: Models
    experiments: Experiments
    source: Source
    trust: str
    asked: RunExperiment

    def record(self, heard: list[object]) -> None:
        """Records the network, and adds it or why it could not be."""
        self.models.record(self.source, self.trust, heard.append, heard.append)


@pytest.fixture
def ready(
    qapp: QObject, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ready]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "net.py"
    path.write_text(NET)
    Image.radial_gradient("L").convert("RGB").save(tmp_path / "cat.png")
    code = code_now(path)
    agree(code)
    source = Source(SourceKind.FACTORY, str(path), "make", ("1x3x64x64",))
    asked = RunExperiment(
        Experiment.PICTURE, (str(source),), Setting(), image=str(tmp_path / "cat.png")
    )
    thread = FileThread(qapp)
    models = Models(thread, qapp)
    made = Ready(models, Experiments(qapp, models), source, code.hash, asked)
    heard: list[object] = []
    made.record(heard)
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG_MS)
    assert isinstance(heard[0], Recorded), heard
    yield made
    models.close()
    made.experiments.close()
    thread.close()
    assert thread.finish(lane=models_module.LANE)
    assert thread.finish(lane=reply_reader.LANE)
    known._known.clear()


def begin(ready: Ready, qtbot: QtBot) -> None:
    """A run of which something was measured."""
    ready.experiments.start(ready.asked)
    qtbot.waitUntil(lambda: ready.experiments.latest is not None, timeout=LONG_MS)


def test_a_process_that_is_killed_midway_is_said_and_the_next_run_is_whole(
    ready: Ready, qtbot: QtBot
) -> None:
    failed: list[str] = []
    ready.experiments.failed.connect(failed.append)
    begin(ready, qtbot)
    os.kill(ready.models._child.process_id(), signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(failed), timeout=LONG_MS)
    assert failed[0].startswith("make in net.py")
    assert failed[0].endswith(f". {KEPT}")
    latest = ready.experiments.latest
    assert latest is not None
    assert len(latest.found.responses[0].classes) == 3
    finished: list[Outcome] = []
    ready.experiments.finished.connect(finished.append)
    ready.experiments.start(ready.asked)
    qtbot.waitUntil(lambda: bool(finished), timeout=LONG_MS)
    assert finished[0].is_whole
    assert len(finished[0].found.responses[0].occlusion) == 13


def test_a_paused_run_lets_the_network_be_recorded_again_and_goes_on_to_its_end(
    ready: Ready, qtbot: QtBot
) -> None:
    finished: list[Outcome] = []
    ready.experiments.finished.connect(finished.append)
    begin(ready, qtbot)
    with qtbot.waitSignal(ready.experiments._child.paused, timeout=LONG_MS):
        ready.experiments.pause()
    heard: list[object] = []
    ready.record(heard)
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG_MS)
    assert isinstance(heard[0], Recorded)
    assert ready.experiments.state is State.PAUSED
    assert finished == []
    ready.experiments.go_on()
    qtbot.waitUntil(lambda: bool(finished), timeout=LONG_MS)
    assert finished[0].is_whole
