"""Opens the real window on networks of others at a size, and prints what can't be read as JSON.

Arguments: a folder for pictures, a name for them, width and height, the folder of the networks,
and the look of the first of them; the looks take turns.
"""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from resnet_viz.core.graph.network import Network
from resnet_viz.session import card_edits, edits
from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.ui.window.workspaces import PAGES, WORKSPACES
from tests.e2e.fit_driver import looked_in_window, shown_windows
from tests.e2e.fits import misfits
from tests.e2e.person import Person
from tests.e2e.recorded_files import read_networks
from tests.samples.runs import made_up_timing

SHOWN_IN = Workspace.EXPLORE, Workspace.TIME, Workspace.COMPARE
DIALOGS = "export", "save_model"
LOOKS = "light", "dark"
Found = dict[str, list[str]]


def calm(person: Person) -> None:
    """Waits until nothing is drawn or read any more, and lets layouts and paints happen."""
    window = person.window
    person.wait_for(
        lambda: window.draw.running is None and not window.file_thread.is_working, "calm"
    )
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents()


def look_at(person: Person, network: Network, name: str) -> Found:
    """What can't be read of a network: alone, timed with a layer selected, next to ResNet-50."""
    window, found = person.window, Found()
    window.session.edit(edits.open_network, network.name)
    person.wait_for(
        lambda: bool(window.diagram.scene and window.diagram.scene.title == network.title),
        network.title,
    )
    found |= look_at_dialogs(person, name)
    for workspace in SHOWN_IN:
        if workspace is Workspace.TIME:
            _select_and_time(window, network)
        if workspace is Workspace.COMPARE:
            window.session.edit(card_edits.add_card, "resnet50")
        for key in WORKSPACES[workspace].tabs:
            window.arranging.go_to(workspace)
            window.arranging.front(window.panels.part(PAGES[key].part))
            calm(person)
            found[f"{name} {workspace} {key}"] = misfits(window)
            person.photograph(f"{name}-{workspace}-{key}")
    return found


def look_at_dialogs(person: Person, name: str) -> Found:
    """What can't be read where the network leaves the window; none that opens is a fault."""
    found = Found()
    for dialog in DIALOGS:
        before = set(shown_windows())
        person.window.actions_by_name[dialog].trigger()
        person.wait_for(partial(_is_more_open, before), dialog)
        calm(person)
        opened = [each for each in shown_windows() if each not in before]
        found[f"{name} {dialog}"] = [fault for each in opened for fault in misfits(each)]
        person.photograph(f"{name}-{dialog}")
        for each in opened:
            each.close()
    return found


def _is_more_open(before: set[QWidget]) -> bool:
    return any(each not in before for each in shown_windows())


def _select_and_time(window: MainWindow, network: Network) -> None:
    window.session.keep_times(made_up_timing(network.name, ("Unstable: 3 passes aren't enough",)))
    window.selection.select(network.graph.nodes[len(network.graph.nodes) // 2].path)


def play(window: MainWindow, folder: Path, name: str, first_look: str) -> Found:
    """Every network that was recorded, the looks in turn."""
    person, found = Person(window, folder), Found()
    window.start_children()
    person.see_network("ResNet-50")
    for number, network in enumerate(read_networks(Path(sys.argv[5]))):
        look = LOOKS[(LOOKS.index(first_look) + number) % 2]
        window.appearance.choose(look)
        window.session.open(new_document("resnet18"), None)
        found |= look_at(person, network, f"{name}-{look}-{number}")
    return found


def main() -> int:
    folder, name, width, height, _, first_look = sys.argv[1:]
    look = partial(play, folder=Path(folder), name=name, first_look=first_look)
    return looked_in_window(folder, (int(width), int(height)), look)


if __name__ == "__main__":
    sys.exit(main())
