"""Stored runs in the real window: timed here, timed elsewhere, opened, deleted, carried over."""

import subprocess
import sys
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resnet_viz.jobs.messages import program_command
from tests.e2e.person import Person

Findings = dict[str, Any]
SMALL = "resnet,stages=1-1,input=32,classes=10"
OTHER = "resnet,stages=2-1,input=32,classes=10"


def story_one_run(person: Person) -> Findings:
    """One timed run, as soon as the window is there."""
    window = person.window
    window.networks.open_text(SMALL)
    window.history.show_runs()
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    person.wait_for(lambda: bool(shown(person)), "the run in the list")
    return {"said": window.panels.notice.text(), "seen": len(shown(person))}


def story_history(person: Person) -> Findings:
    """A run of this window and one of the command line; the second is opened and deleted."""
    window, panel = person.window, person.window.panels.history
    first = story_one_run(person)["seen"]
    subprocess.run(program_command("time", OTHER, "--batch", "2"), check=True, capture_output=True)
    window.arranging.front(window.panels.layers)
    window.history.show_runs()
    person.wait_for(lambda: len(shown(person)) == first + 1, "the run of another process")
    person.photograph("runs")
    panel.table.setFocus()
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    person.wait_for(lambda: window.session.shown.report.arch == OTHER, "the stored run's network")
    opened = window.session.shown.timing
    assert opened is not None
    window.history.show_runs()
    person.wait_for(lambda: not window.file_thread.is_working, "the list")
    panel.table.setFocus()
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    person.wait_for(lambda: len(shown(person)) == first, "the run deleted")
    deleted = window.panels.notice.text()
    person.click(person.button("Bring back"))
    person.wait_for(lambda: len(shown(person)) == first + 1, "the run brought back")
    window.history.write_runs(person.folder / "runs.json", [])
    person.wait_for(lambda: window.progress.doing().startswith("Saved"), "the exported runs")
    heavy = {name for name in ("torch", "pygraphviz") if name in sys.modules}
    return {
        "batch": window.session.document.batch,
        "opened": opened.to_dict(),
        "deleted": deleted,
        "heavy": sorted(heavy),
        "runs": shown(person),
    }


def shown(person: Person) -> list[str]:
    """The networks of the runs in the list, the newest first."""
    return [run.arch for run in person.window.panels.history.model.runs]
