"""Stored runs: listed, opened, renamed, deleted, carried over."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from resnet_viz.core.timing.stored_run import StoredRun, StoreOutcome, searched_text
from resnet_viz.core.wording import counted, sentence
from resnet_viz.session import edits
from resnet_viz.session.member import canonical
from resnet_viz.ui.history.panel import HistoryPanel, Listed
from resnet_viz.ui.history.work import done_on_history
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.label import is_yes
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.runs import Runs
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.settings.settings import ASK_TO_DELETE, is_on

if TYPE_CHECKING:
    from resnet_viz.core.timing.measurement import TimingReport
    from resnet_viz.history.store import StoredRow, WholeRun

Found = tuple[tuple[Listed, ...], str]  # the runs, and which others are broken
FILTER = "Timed runs (*.json)"
SUGGESTED = "runs.json"


class HistoryFeature(QObject):
    """The runs of this machine and of others; `run_shown` says that one was opened."""

    run_shown = Signal()

    def __init__(
        self,
        session: Session,
        panel: HistoryPanel,
        runs: Runs,
        thread: FileThread,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._panel, self._runs, self._say = session, panel, runs, say
        self._thread = thread
        self._known_broken = ""
        runs.stored.connect(self._on_stored)
        panel.looked_at.connect(self.list_runs)
        panel.run_opened.connect(self.open_run)
        panel.run_renamed.connect(self.rename_run)
        panel.deletion_asked.connect(self.delete_runs)
        panel.export_asked.connect(self.export_runs)
        panel.import_asked.connect(self.import_runs)
        session.opened.connect(self.read_shown)
        appearance.changed.connect(panel.set_colors)
        panel.set_colors(appearance.colors)

    @action("Run", "Show runs", "All stored runs", "Ctrl+Shift+R", starts_group=True)
    def show_runs(self) -> None:
        self._say.front(self._panel)

    @action("Run", "Export runs…", "Save the selected runs as JSON, or all if none is selected")
    def export_runs(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self._panel, "Export runs", SUGGESTED, FILTER)
        if path:
            self.write_runs(Path(path), self._panel.selected())

    @action("Run", "Import runs…", "Add the runs in a JSON file, from this or another machine")
    def import_runs(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self._panel, "Import runs", "", FILTER)
        if path:
            self.read_runs(Path(path))

    def list_runs(self) -> None:
        """Reads the list again, which another window may have changed."""
        if not self._panel.is_editing():
            self._ask(_listed, self._show_listed)

    def find_runs(self, hear: Callable[[tuple[StoredRun, ...]], None]) -> None:
        """Reads which runs there are, in the thread for files."""
        self._ask(_listed, lambda found: hear(tuple(run for run, _ in found[0])))

    def read_report(self, uuid: str, hear: "Callable[[TimingReport], None]") -> None:
        """Reads a stored run; nothing is heard of one that is gone."""

        def read(path: Path) -> "TimingReport | None":
            from resnet_viz.history.store import report_by

            return report_by(path, uuid)

        self._ask(read, lambda report: hear(report) if report else None)

    def open_run(self, number: int) -> None:
        """Shows a stored run: its network, its batch, its times."""

        def read(path: Path) -> "WholeRun":
            from resnet_viz.history.store import read

            return read(path, number)

        self._ask(read, self._on_run_read)

    def rename_run(self, number: int, name: str) -> None:
        """Gives a run another name."""

        def rename(path: Path) -> None:
            from resnet_viz.history.store import rename

            rename(path, number, name)

        self._ask(rename, lambda _: self.list_runs())

    def delete_runs(self, numbers: Sequence[int]) -> None:
        """Takes runs away; the notice brings them back."""
        if is_on(ASK_TO_DELETE) and not self._is_sure(len(numbers)):
            return

        def delete(path: Path) -> "tuple[StoredRow, ...]":
            from resnet_viz.history.store import delete

            return delete(path, numbers)

        self._ask(delete, self._on_deleted)

    def write_runs(self, path: Path, numbers: Sequence[int]) -> None:
        """Saves runs to a file, all where none is named."""
        target = path if path.suffix else path.with_suffix(".json")

        def write(history: Path) -> tuple[int, str]:
            from resnet_viz.core.files.save import save_bytes
            from resnet_viz.history.store import broken_text, read_all, read_sound
            from resnet_viz.history.transfer import text_of

            runs, broken = (read_all(history, numbers), ()) if numbers else read_sound(history)
            save_bytes(target, text_of(runs).encode())
            return len(runs), broken_text(broken)

        def hear(outcome: tuple[int, str]) -> None:
            count, broken = outcome
            self._say.status(f"Saved {target} ({_runs(count)})")
            if broken:
                self._say.notice(sentence(broken), Kind.WARNING, Cause.HISTORY)

        self._ask(write, hear)

    def read_runs(self, path: Path) -> None:
        """Takes over the runs of a file that are not here yet."""

        def read(history: Path) -> tuple[int, int]:
            from resnet_viz.history.store import add_missing
            from resnet_viz.history.transfer import runs_in

            runs = runs_in(path)
            return add_missing(history, runs), len(runs)

        self._ask(read, self._on_imported)

    def read_shown(self) -> None:
        """Reads the runs whose times the session shows."""
        wanted = {run.uuid for run in self._session.document.runs}

        def read(path: Path) -> "tuple[WholeRun, ...]":
            from resnet_viz.history.store import list_runs, read_all

            numbers = [run.id for run in list_runs(path) if run.uuid in wanted]
            return read_all(path, numbers) if numbers else ()

        if wanted:
            self._ask(read, lambda runs: self._on_shown_read(wanted, runs))

    def look_again(self) -> None:
        """The window is in front again: another one may have changed the list."""
        if self._panel.isVisible():
            self.list_runs()

    def _show_listed(self, found: Found) -> None:
        listed, broken = found
        self._panel.show_runs(listed)
        if broken and broken != self._known_broken:
            self._say.notice(sentence(broken), Kind.WARNING, Cause.HISTORY)
        self._known_broken = broken

    def _is_sure(self, count: int) -> bool:
        return is_yes(f"Delete {_runs(count)}?", self._panel)

    def _ask(self, work: Callable[[Path], Any], on_done: Callable[[Any], None]) -> None:
        """Does some work on the file of runs; what was wrong with the file is said first."""

        def hear(outcome: tuple[str, Any]) -> None:
            said, value = outcome
            if said:
                self._say.notice(said, Kind.WARNING, Cause.HISTORY)
            on_done(value)

        self._thread.ask(partial(done_on_history, work), hear)

    def _on_run_read(self, run: "WholeRun") -> None:
        report, arch = run.report, canonical(run.report.arch)
        self._runs.forget(arch, report.batch)
        self._session.keep_times(report)
        self._session.edit(edits.open_run, arch, report.batch, run.uuid)
        self.run_shown.emit()
        self._say.status(f"Stored run: {run.name}")

    def _on_shown_read(self, wanted: set[str], runs: "Sequence[WholeRun]") -> None:
        for run in runs:
            self._session.keep_times(run.report, run.uuid)
        missing = len(wanted) - len(runs)
        if missing:
            words = (
                f"{_runs(missing)} of this session {'are' if missing > 1 else 'is'} not stored on "
                "this machine. Import the runs (Run menu) to see their times."
            )
            self._say.notice(words, Kind.NOTE, Cause.HISTORY)

    def _on_deleted(self, deleted: "tuple[StoredRow, ...]") -> None:
        def put_back(path: Path) -> None:
            from resnet_viz.history.store import put_back

            put_back(path, deleted)

        def bring_back() -> None:
            self._ask(put_back, lambda _: self.list_runs())

        words, undo = f"Deleted {_runs(len(deleted))}.", Act("Bring back", bring_back)
        self._say.notice(words, Kind.DONE, Cause.HISTORY, undo)
        self.list_runs()

    def _on_imported(self, counts: tuple[int, int]) -> None:
        new, found = counts
        known = found - new
        rest = f" {_runs(known)} already in your history." if known else ""
        words = f"Imported {_runs(new)}.{rest}" if new else nothing_new_text(found)
        kind = Kind.DONE if new else Kind.NOTE
        self._say.notice(words, kind, Cause.HISTORY)
        self.list_runs()
        self.show_runs()

    def _on_stored(self, kept: StoreOutcome) -> None:
        """A run was timed here."""
        if kept.text:
            self._say.notice(kept.text, Kind.WARNING, Cause.HISTORY)
        if kept.id is not None:
            self._note(kept.id)
        if self._panel.isVisible():
            self.list_runs()

    def _note(self, number: int) -> None:
        """The session's file will name the run that has just been stored."""

        def read(path: Path) -> "WholeRun":
            from resnet_viz.history.store import read

            return read(path, number)

        self._ask(read, lambda run: self._session.keep_times(run.report, run.uuid))


def _listed(path: Path) -> Found:
    from resnet_viz.history.store import broken_text, list_and_broken

    runs, broken = list_and_broken(path)
    return tuple((run, searched_text(run)) for run in runs), broken_text(broken)


def nothing_new_text(found: int) -> str:
    """What is said where a file of runs brings none that are not here yet."""
    if not found:
        return "Nothing new: the file has no runs."
    which = {1: "the run is", 2: "both runs are"}.get(found, f"all {found} runs are")
    return f"Nothing new: {which} already in your history."


def _runs(count: int) -> str:
    return counted(count, "run")
