"""One play in the program's own process: the real window, its drawing process, steps, findings.

Its one argument is what to play, as JSON; the findings are JSON on standard output, and each step
is in `steps.jsonl` of the folder before it is taken.
"""

import dataclasses
import faulthandler
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTimer

from resnet_viz.core.request import Worker
from resnet_viz.jobs.messages import worker_command
from resnet_viz.ui.processes import child
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start.program import make_application, open_window
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.document.opening import opening_of_file
from resnet_viz.ui.window.window import MainWindow
from tests.e2e.monkey import models, quick_compute, quick_experiments, quick_model
from tests.e2e.monkey.choose import NO_WORDS, Chooser
from tests.e2e.monkey.faults import Faults
from tests.e2e.monkey.planted import PLANTS
from tests.e2e.monkey.player import Account, Player
from tests.e2e.monkey.steps import Step, read_steps


@dataclasses.dataclass(frozen=True, slots=True)
class Play:
    """What to play: `count` steps of a seed, or those of the file `replay`.

    `is_real` has the real processes in place of quick ones, `is_going_on` plays on after a
    fault; memory is taken after `weigh_at` steps; `plant` is a fault to put in. `has_model` begins
    in a session with a network of others, and drops files on the window too.
    """

    folder: str
    seed: int = 0
    count: int = 0
    replay: str = ""
    is_real: bool = False
    is_going_on: bool = False
    weigh_at: tuple[int, ...] = ()
    plant: str = ""
    has_model: bool = False


def main() -> None:
    play = Play(**json.loads(sys.argv[1]))
    folder = _sandbox(Path(play.folder))
    if not play.is_real:
        child.worker_command = _quick_command  # type: ignore[attr-defined]  # in place of the real one
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, play.folder)
    application = make_application()
    window = open_window(_opening(play, folder), application)
    faults = Faults()
    accounts: list[Account] = []

    def end() -> None:
        window.leave()
        application.quit()

    def begin() -> None:
        try:
            start()
        except Exception:
            traceback.print_exc()
            os._exit(2)

    def start() -> None:
        window.start_children()
        PLANTS[play.plant](window)
        player = Player(window, faults, folder, _steps(play, window), end)
        player.weigh_at, player.is_going_on = tuple(play.weigh_at), play.is_going_on
        accounts.append(player.account)
        player.begin()

    QTimer.singleShot(0, begin)
    application.exec()
    faulthandler.cancel_dump_traceback_later()
    found = [dataclasses.asdict(fault) for fault in faults.found.values()]
    print(json.dumps({"faults": found, **dataclasses.asdict(accounts[0])}), flush=True)
    os._exit(0)  # all is said; a thread that still reads a file is waited for by nobody


def _opening(play: Play, folder: Path) -> Opening:
    if play.has_model:
        return opening_of_file(models.put_in(folder, is_real=play.is_real))
    return Opening(new_document("resnet50"))


def _steps(play: Play, window: MainWindow) -> Iterator[Step]:
    if play.replay:
        return iter(read_steps(Path(play.replay)))
    chooser = Chooser(play.seed, window, models.WORDS if play.has_model else NO_WORDS)
    return (chooser.next() for _ in range(play.count))


def _quick_command(worker: Worker) -> list[str]:
    quick = {
        Worker.COMPUTE: quick_compute.command,
        Worker.EXPERIMENTS: quick_experiments.command,
        Worker.MODEL: quick_model.command,
    }
    return quick[worker]() if worker in quick else worker_command(worker)


def _sandbox(folder: Path) -> Path:
    """A folder of files to open, where the program runs and which is its home, all its data too."""
    work = folder / "work"
    work.mkdir(parents=True)
    (work / "broken.pth").write_bytes(b"no weights")
    (work / "runs.json").write_text("{}", encoding="utf-8")
    (work / "notes.txt").write_text("nothing to open", encoding="utf-8")
    os.chdir(work)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
        os.environ[name] = str(work if name == "HOME" else folder / name.lower())
    return work


if __name__ == "__main__":
    main()
