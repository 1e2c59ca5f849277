"""A network of one's own, opened from a file in the real window with real processes."""

import os
import signal
from pathlib import Path

from PySide6.QtWidgets import QDialog

from resnet_viz.core.request import Worker
from resnet_viz.session import card_edits, edits
from resnet_viz.ui.export.saving_dialog import SavingDialog
from resnet_viz.ui.models.open_dialog import OpenModelDialog
from resnet_viz.ui.models.trust_dialog import TrustDialog
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember
from tests.e2e.person import Person
from tests.e2e.stories import Findings

CODE = '''"""A small residual network, and factories that go wrong."""
import os

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(8, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1)

    def forward(self, x):
        return torch.relu(x + self.conv2(torch.relu(self.conv1(x))))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.blocks = nn.Sequential(*(Block() for _ in range(4)))
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)).mean((2, 3)))


def make():
    return Net()


def raises():
    raise ValueError("no such luck")


def exits():
    os._exit(3)


def loops():
    while True:
        pass


def waits():
    import time

    time.sleep(3600)
'''
INPUTS = ("1x3x32x32",)
PARAMS = 224 + 4 * 2 * 584 + 90  # the stem, two convolutions of each block, the linear layer
MACS = 16 * 16 * (8 * 27 + 4 * 2 * 8 * 72) + 80  # for an image of 32 by 32


def story_model(person: Person) -> Findings:
    """Opened with trust, unfolded, counted, timed, compared, saved and opened again."""
    window, file = person.window, _file(person)
    _open(person, f"{file}:make")
    first = _seen(person)
    window.actions_by_name["show_layers"].trigger()
    person.wait_for(lambda: bool(window.diagram.scene), "the layers")
    window.actions_by_name["run"].trigger()
    person.wait_for(lambda: window.session.shown.timing is not None, "a timed run")
    timing = window.session.shown.timing
    window.session.edit(card_edits.add_card, "resnet20")
    window.actions_by_name["compare"].trigger()
    window.actions_by_name["time_in_turn"].trigger()
    person.wait_for(lambda: not window.timed.is_running, "turns")
    turns = window.panels.notice.text()
    titles = [each.report.network.title for each in window.session.shown.cards if each.report]
    path = person.folder / "mine.resnetviz"
    window.session.edit(card_edits.set_current, 0)
    saved = window.files.save_to(path)
    window.files.new_session()
    window.files.open_path(path)
    person.wait_for(lambda: window.session.shown.is_there, "the network again")
    return {
        **first,
        "timed": timing is not None and len(timing.layers),
        "titles": titles,
        "turns": turns,
        "saved": saved,
        "again": _seen(person) == first,
        "asked": len([each for each in window.findChildren(TrustDialog) if each.isVisible()]),
    }


def story_bad_models(person: Person) -> Findings:
    """Factories that raise, end their process or never end leave the window as it was."""
    window, file = person.window, _file(person)
    before, said = window.session.document.networks, dict[str, str]()
    for name in ("raises", "exits", "loops"):
        said[name] = _refused(person, f"{file}:{name}", name)
    window.session.edit(edits.open_network, "resnet34")
    person.see_network("ResNet-34")
    return {"said": said, "networks": len(before)}


def story_models_killed(person: Person) -> Findings:
    """The process of models is killed while it records, times and saves."""
    window, file, said = person.window, _file(person), dict[str, str]()
    window.models.open_text(f"{file}:waits")
    dialog = _dialog(person)
    person.wait_for(dialog.trust.isVisible, "the code")
    dialog.trust.run.click()
    person.wait_for(lambda: "loading" in dialog.form.progress.accessibleName(), "the factory")
    _kill(person, Worker.MODEL)
    person.wait_for(lambda: not dialog.is_working, "the end of recording")
    said["recording"] = dialog.form.error.text()
    dialog.reject()
    opened = _opened(person, f"{file}:make,input={INPUTS[0]}")
    window.actions_by_name["run"].trigger()
    person.wait_for(lambda: "pass" in window.progress.doing(), "a pass")
    _kill(person, Worker.MODEL)
    person.wait_for(lambda: not window.runs.is_running, "the end of the run")
    said["timing"] = window.panels.notice.text()
    window.actions_by_name["run"].trigger()
    person.wait_for(lambda: window.session.shown.timing is not None, "a timed run")
    return {"opened": opened, "said": said, **_killed_saving(person)}


def _killed_saving(person: Person) -> Findings:
    """Save model…, its process killed, and the same again."""
    remember(EXPORT_FOLDER, str(person.folder))
    person.window.actions_by_name["save_model"].trigger()
    dialog = person.window.findChildren(SavingDialog)[-1]
    dialog.format.show_value(".pth")
    dialog.format.activated.emit(dialog.format.currentIndex())
    said = []
    for is_killed in (True, False):
        person.click(dialog.writing.save)
        if is_killed:
            _kill(person, Worker.MODEL)
        person.wait_for(lambda: not dialog.writing.is_going_on, "the end of saving")
        said.append(dialog.writing.outcome.message.text())
    dialog.close()
    return {"saving": said, "files": sorted(each.name for each in person.folder.glob("*.pth*"))}


def _kill(person: Person, worker: Worker) -> None:
    """Kills the process that works now, as the system does where memory is short."""

    def busy() -> list[Child]:
        children = person.window.findChildren(Child)
        of_kind = [each for each in children if each._worker is worker]
        return [each for each in of_kind if each.running is not None and each.process_id() > 0]

    person.wait_for(lambda: bool(busy()), f"a process of {worker} at work")
    os.kill(busy()[0].process_id(), signal.SIGKILL)


def _opened(person: Person, text: str) -> str:
    """Opens what a person has agreed to; the way in which it was recorded."""
    window = person.window
    window.models.open_text(text)
    person.wait_for(lambda: window.session.document.member.arch == text, text)
    traced = window.session.shown.network.traced
    return traced.way if traced else ""


def _refused(person: Person, text: str, name: str) -> str:
    """What the dialog says of a factory that gives no module; one that never ends is stopped."""
    window = person.window
    window.models.open_text(text)
    dialog = _dialog(person)
    if name == "raises":  # the others are in the same file
        person.wait_for(dialog.trust.isVisible, "the code")
        dialog.trust.run.click()
    if name == "loops":
        person.wait_for(lambda: window.models.is_working, "the loop")
        dialog.reject()
    person.wait_for(lambda: bool(dialog.form.error.text()) and not dialog.is_working, name)
    said = dialog.form.error.text()
    dialog.reject()
    return said


def _file(person: Person) -> Path:
    folder = person.folder / "code"
    folder.mkdir()
    file = folder / "net.py"
    file.write_text(CODE)
    return file


def _dialog(person: Person) -> OpenModelDialog:
    dialogs = person.window.findChildren(QDialog)
    return next(d for d in dialogs if isinstance(d, OpenModelDialog) and d.isVisible())


def _open(person: Person, text: str) -> None:
    """Opens a factory with inputs, and agrees to its code."""
    window = person.window
    window.models.open_text(f"{text},input={INPUTS[0]}")
    dialog = _dialog(person)
    person.wait_for(dialog.trust.isVisible, "the code")
    dialog.trust.run.click()
    person.wait_for(lambda: window.session.document.member.arch.startswith(text), "the network")


def _seen(person: Person) -> Findings:
    shown = person.window.session.shown
    person.wait_for(lambda: person.window.diagram.scene is not None, "the picture")
    totals = shown.report.totals
    return {"params": totals.params, "macs": totals.macs, "shortcuts": totals.shortcuts}
