"""What a person could see or use after an action, as one value to compare."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from resnet_viz.ui.canvas.camera import camera_of
from resnet_viz.ui.window.window import MainWindow
from tests.e2e.monkey.outside import Outside

# Actions that bring about a state do nothing where it is so already. They stay enabled: a key
# that people know by heart must not be refused because its work is done.
BRINGS_ABOUT = {
    "fit": "the diagram fits already",
    "fit_whole": "the diagram fits already",
    "zoom_to_full_size": "the diagram is shown at 100 % already",
    "zoom_in": "the diagram is as large as it gets",
    "zoom_out": "the diagram is as small as it gets",
    "add_network": "the field for another network has the keyboard already",
    "next_panel": "no other panel is on screen",
    "previous_panel": "no other panel is on screen",
    "show_runs": "the page is in front",
    "find_next": "the only layer found is selected",
    "find_previous": "the only layer found is selected",
    "show_timing": "the page is in front",
    "show_roofline": "the page is in front",
    "show_comparison": "the page is in front",
    "show_charts": "the page is in front",
    "show_sweeps": "the page is in front",
    "compare_two_blocks": "the page is in front",
    "focus_cards": "the card has the keyboard",
    "compare_blocks": "the twin is a card already, and its page in front",
    "choose_runs": "the stored runs are being read",
    "explain_block": "the workspace is in front",
    "change_depth": "the field has the keyboard",
    "search": "the field has the keyboard",
    "find_anything": "the palette is open",
    "copy_picture": "the picture is being copied",
    "compare_with_plain": "it says already that there is nothing to compare",
    "reset": "every panel is as it was at first",
    "new_session": "the document is a new one already",
}


class Counted:
    """How often the clipboard was set: setting the same again is a deed too."""

    def __init__(self) -> None:
        self.copies = 0
        QApplication.clipboard().dataChanged.connect(self._on_copied)

    def _on_copied(self) -> None:
        self.copies += 1


def seen(window: MainWindow, outside: Outside, counted: Counted, folder: Path) -> dict[str, object]:
    """All that an action may change, by what it is."""
    session, canvas = window.session, window.panels.canvas
    focus = QApplication.focusWidget()
    return {
        "document": session.document,
        "steps": session.timeline,
        "visited": session.visited,
        "camera": camera_of(canvas),
        "window": (window.geometry(), window.windowState()),
        "keyboard": id(focus),
        "clipboard": counted.copies,
        "windows": (id(QApplication.activePopupWidget()), id(QApplication.activeModalWidget())),
        "status": window.progress.doing(),
        "notices": tuple(id(each) for each in window.panels.notice.notices()),
        "entries": tuple(
            (made.text(), made.isEnabled(), made.isChecked())
            for made in window.actions_by_name.values()
            if isValid(made)
        ),
        "appearance": window.appearance.choice,
        "asked": (window.compute.running, window.draw.running, window.runs.is_running),
        "sweep": (window.lab.sweeps.running, window.panels.lab.sweep.sweep.uuid),
        "outside": len(outside.calls),
        "files": frozenset(_stamps(folder)),
    }


def _stamps(folder: Path) -> Iterator[tuple[str, int]]:
    """Each file with its time; one that is being written may be moved away meanwhile."""
    for path in _files(folder):
        with suppress(FileNotFoundError):
            yield path.name, path.stat().st_mtime_ns


def _files(folder: Path) -> Iterator[Path]:
    """What was saved, and the stored runs: the same run again says the same, and is one more."""
    yield from folder.iterdir()
    yield from (folder.parent / "xdg_data_home").rglob("*.sqlite*")
