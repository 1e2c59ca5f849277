"""Opens the real window at a size, looks everywhere, and prints what can't be read as JSON.

Arguments: a folder for pictures, a name for them, width, height, `light` or `dark`. The scale and
the size of text come by Qt's own variables.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start.program import make_application, open_window
from resnet_viz.ui.window.home import Opening
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.ui.window.workspaces import PAGES, WORKSPACES
from tests.e2e.fits import misfits
from tests.e2e.person import Person


def look_everywhere(person: Person, name: str) -> dict[str, list[str]]:
    """What can't be read in each tab of each workspace; a picture of each workspace."""
    window, found = person.window, {}
    for workspace, row in WORKSPACES.items():
        for key in row.tabs:
            window.arranging.go_to(workspace)
            window.arranging.front(getattr(window.panels, PAGES[key].part))
            settle()
            if faults := misfits(window):
                found[f"{name} {workspace} {key}"] = faults
            person.photograph(f"{name}-{workspace}-{key}")
    return found


def settle() -> None:
    """Lets layouts and paints happen."""
    end = time.monotonic() + 0.25
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def play(window: MainWindow, folder: Path, name: str, theme: str) -> dict[str, list[str]]:
    person = Person(window, folder)
    window.start_children()
    person.see_network("ResNet-50")
    window.appearance.choose(theme)
    window.arranging.go_to(Workspace.EXPLORE)
    found = look_everywhere(person, name)
    window.compare.compare_blocks()
    person.see_network("ResNet-34")
    window.selection.select("layer3.2")
    return found | look_everywhere(person, f"{name}-selected")


def main() -> int:
    folder, name, width, height, theme = sys.argv[1:]
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    application = make_application()
    window = open_window(Opening(new_document("resnet50")), application)
    window.resize(int(width), int(height))
    outcome: dict[str, object] = {}

    def begin() -> None:
        try:
            outcome["found"] = play(window, Path(folder), name, theme)
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
