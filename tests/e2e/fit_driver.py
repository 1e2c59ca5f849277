"""Opens the real window at a size, looks everywhere, and prints what can't be read as JSON.

Arguments: a folder for pictures, a name for them, width and height. The scale and the size of text
come by Qt's own variables.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.networks import know
from resnet_viz.session import card_edits, edits
from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start.program import make_application, open_window
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.ui.window.workspaces import PAGES, WORKSPACES
from tests.e2e.fits import misfits
from tests.e2e.person import Person
from tests.samples.recorded import recorded_network
from tests.samples.runs import made_up_timing

FURTHER = ("resnet101,width=96,se=16", "resnext101_64x4d,input=3x512x512", "resnet20")
LOOK_MS = 500  # after which what an action opens is there
LESSONS = ("", *Experiment)
DIALOGS = ("export", "open_anything", "open_model", "open_settings", "show_shortcuts", "about")


def look_everywhere(person: Person, name: str) -> dict[str, list[str]]:
    """What can't be read in each tab of each workspace, with pictures."""
    window, found = person.window, {}
    for workspace, row in WORKSPACES.items():
        for key in row.tabs:
            window.arranging.go_to(workspace)
            window.arranging.front(window.panels.part(PAGES[key].part))
            settle()
            found[f"{name} {workspace} {key}"] = misfits(window)
            person.photograph(f"{name}-{workspace}-{key}")
    for key in LESSONS:
        window.experiments.show_page(key)
        settle()
        found[f"{name} learn {key}"] = misfits(window)
        person.photograph(f"{name}-learn-{key or 'first'}")
    return found


def look_at_dialogs(person: Person, name: str) -> dict[str, list[str]]:
    """What can't be read in each dialog, which is closed again; none that opens is a fault."""
    found: dict[str, list[str]] = {}
    for dialog in DIALOGS:
        before = set(shown_windows())

        def look(dialog: str = dialog, before: set[QWidget] = before) -> None:
            settle()
            opened = [each for each in shown_windows() if each not in before]
            faults = [fault for each in opened for fault in misfits(each)]
            found[f"{name} {dialog}"] = faults if opened else ["nothing opened"]
            person.photograph(f"{name}-{dialog}")
            for each in opened:
                each.close()

        QTimer.singleShot(LOOK_MS, look)
        person.window.actions_by_name[dialog].trigger()
        person.wait_for(partial(found.__contains__, f"{name} {dialog}"), dialog)
    return found


def shown_windows() -> list[QWidget]:
    """All windows and popups on the screen."""
    windows = QApplication.topLevelWidgets()
    return [each for each in windows if each.isVisible() and not isinstance(each, QMenu)]


def settle() -> None:
    """Lets layouts and paints happen."""
    end = time.monotonic() + 0.25
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    QApplication.sendPostedEvents()  # a busy machine may have left some


def play(window: MainWindow, folder: Path, name: str) -> dict[str, list[str]]:
    """Light with nothing selected, then dark with a block selected in a comparison."""
    person = Person(window, folder)
    window.start_children()
    person.see_network("ResNet-50")
    window.appearance.choose("light")
    found = look_everywhere(person, f"{name}-light") | look_at_dialogs(person, f"{name}-light")
    window.appearance.choose("dark")
    window.session.keep_times(made_up_timing("resnet34", ("Unstable: 3 passes aren't enough",)))
    window.compare.compare_blocks()
    person.see_network("ResNet-34")
    window.selection.select("layer3.2")
    found |= look_everywhere(person, f"{name}-dark")
    return found | look_at_cards(person, name) | look_at_recorded(person, name)


def look_at_cards(person: Person, name: str) -> dict[str, list[str]]:
    """What can't be read of a comparison of three and of six networks, with the longest names."""
    window, found = person.window, {}
    window.arranging.front(window.panels.lab.compare)
    window.compare.match_macs()
    for count, archs in {3: (), 6: FURTHER}.items():
        for arch in archs:
            window.session.edit(card_edits.add_card, arch)
        settle()
        found[f"{name}-dark {count} networks"] = misfits(window)
        person.photograph(f"{name}-{count}-networks")
    return found


def look_at_recorded(person: Person, name: str) -> dict[str, list[str]]:
    """What can't be read of a network of others in Explore, there and not there."""
    window, found = person.window, {}
    network = recorded_network("timm:a_name_that_is_as_long_as_some_of_them_are.in22k_ft_in1k")
    know(network)
    window.session.edit(edits.open_network, network.name)
    for key in WORKSPACES[Workspace.EXPLORE].tabs:
        window.arranging.go_to(Workspace.EXPLORE)
        window.arranging.front(window.panels.part(PAGES[key].part))
        settle()
        found[f"{name} recorded {key}"] = misfits(window)
        person.photograph(f"{name}-recorded-{key}")
    window.session.edit(edits.open_network, "/a/folder/that/is/not/there/net.py:make")
    settle()
    found[f"{name} absent"] = misfits(window)
    person.photograph(f"{name}-absent")
    return found


def main() -> int:
    folder, name, width, height = sys.argv[1:]
    look = partial(play, folder=Path(folder), name=name)
    return looked_in_window(folder, (int(width), int(height)), look)


def looked_in_window(
    folder: str, size: tuple[int, int], look: Callable[[MainWindow], dict[str, list[str]]]
) -> int:
    """Opens the window at a size, has it looked at, and prints what was found."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    application = make_application()
    window = open_window(Opening(new_document("resnet50")), application)
    window.resize(*size)
    outcome: dict[str, object] = {}

    def begin() -> None:
        try:
            outcome["found"] = look(window)
            outcome["size"] = [window.width(), window.height()]
        finally:
            window.leave()
            application.quit()

    QTimer.singleShot(0, begin)
    application.exec()
    print(json.dumps(outcome))
    return 0 if outcome else 1


if __name__ == "__main__":
    sys.exit(main())
