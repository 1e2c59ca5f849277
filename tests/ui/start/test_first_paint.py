"""What is heavy begins after the window has been seen, and begins once."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.start.first_paint import after_first_paint
from resnet_viz.ui.window.ahead import ASKED_NEXT, FOR_FIRST_PICTURE, FOR_PARTS, FOR_PROCESSES

LATER = {*FOR_PROCESSES, *FOR_PARTS, *FOR_FIRST_PICTURE, *ASKED_NEXT}
NEVER_BEFORE = {"torch", "numpy", "pyqtgraph", "pygraphviz", "resnet_viz.core.verification"}
OF_FILES = {"resnet_viz.core.experiments.outcome"}  # only a session's file needs it at once
OF_OTHERS = {  # what no network of the family needs, and what no document begins with
    "resnet_viz.core.cost.formula",
    "resnet_viz.core.cost.groups",
    "resnet_viz.core.graph.any_pooling",
    "resnet_viz.core.graph.convolution",
    "resnet_viz.core.graph.pointwise",
    "resnet_viz.core.graph.products",
    "resnet_viz.core.graph.recurrent",
    "resnet_viz.core.graph.several",
    "resnet_viz.core.graph.traced",
    "resnet_viz.core.graph.views",
    "resnet_viz.core.lab.block_pair",
    "resnet_viz.core.models.absent",
    "resnet_viz.core.notebook_table",
    "resnet_viz.core.progress",
    "resnet_viz.core.resnet.other_names",
    "resnet_viz.core.weights.figures",
}
MOST_MODULES = 190  # of ours, packages too: each more is a millisecond and less
MOST_DATACLASSES = 40  # the decorator writes and compiles its methods: a third of a millisecond
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
PAINT_AND_TELL = """
import sys
from resnet_viz.app import main
main(["--exit-after-paint"])
print(*sys.modules)
"""
COUNT_WHAT_IS_MADE = """
import builtins, linecache, sys
plain_import = builtins.__import__
from resnet_viz.app import main
main(["--exit-after-paint"])
ours = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "resnet_viz"}
made = [
    name
    for module, each in ours.items()
    for name, kind in vars(each).items()
    if "__dataclass_fields__" in getattr(kind, "__dict__", ()) and kind.__module__ == module
]
read = [file for file in linecache.cache if "resnet_viz" in file]
print(len(ours), len(made), len(read), builtins.__import__ is plain_import)
"""


class Noting(QWidget):
    """Notes its paints."""

    def __init__(self, notes: list[str]) -> None:
        super().__init__()
        self.notes = notes

    def paintEvent(self, event: QPaintEvent) -> None:
        self.notes.append("painted")


def test_it_begins_after_the_window_and_its_children_are_painted(qtbot: QtBot) -> None:
    notes: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 200)
    QVBoxLayout(window).addWidget(Noting(notes))
    after_first_paint(window, lambda: notes.append("begun"))
    assert notes == []
    window.show()
    qtbot.waitUntil(lambda: "begun" in notes)
    assert notes[:2] == ["painted", "begun"]
    window.repaint()
    qtbot.wait(50)
    assert notes.count("begun") == 1


def test_what_the_first_paint_does_not_show_is_not_imported_before_it(tmp_path: Path) -> None:
    homes = dict.fromkeys(HOMES, str(tmp_path))
    told = subprocess.run(
        [sys.executable, "-c", PAINT_AND_TELL],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    painted, modules = told.stdout.splitlines()
    assert painted == "painted"
    assert "resnet_viz.ui.window.window" in modules.split()
    assert set(modules.split()) & (LATER | NEVER_BEFORE | OF_FILES | OF_OTHERS) == set()


def test_what_is_imported_ahead_exists() -> None:
    assert {name for name in LATER | OF_OTHERS if find_spec(name) is None} == set()


def test_little_of_ours_is_made_before_the_first_paint_and_no_source_is_read(
    tmp_path: Path,
) -> None:
    counted = subprocess.run(
        [sys.executable, "-c", COUNT_WHAT_IS_MADE],
        env={**os.environ, **dict.fromkeys(HOMES, str(tmp_path)), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    _, figures = counted.stdout.splitlines()
    modules, dataclasses, sources, is_plain_import = figures.split()
    assert int(modules) <= MOST_MODULES
    assert int(dataclasses) <= MOST_DATACLASSES
    assert (sources, is_plain_import) == ("0", "True")


def test_of_a_comparison_the_cards_are_made_after_the_first_paint(tmp_path: Path) -> None:
    session = tmp_path / "pair.resnetviz"
    networks = {"networks": ["resnet50", "resnet34"], "arrangement": {"workspace": "compare"}}
    session.write_text(json.dumps({"format": "resnet-viz session", "version": 1} | networks))
    asked = PAINT_AND_TELL.replace("main([", f'main(["open", {str(session)!r}, ')
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, **dict.fromkeys(HOMES, str(tmp_path)), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    painted, modules = told.stdout.splitlines()
    assert painted == "painted"
    assert [name for name in modules.split() if ".ui.lab.cards" in name] == []
    assert set(modules.split()) & NEVER_BEFORE == set()
