"""The document on screen: what changes it, what takes a change back, and who hears of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.graph.naming import full_name
from resnet_viz.core.lab.difference import Form
from resnet_viz.core.networks import forget_networks
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.diagram.view import View
from resnet_viz.session import edits
from resnet_viz.session.document import MOST_RUNS, Document, ShownRun, with_times
from resnet_viz.session.edits import Edit
from resnet_viz.session.member import Member, canonical
from resnet_viz.session.results.outcomes import with_outcome
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.session.undo import Timeline
from resnet_viz.session.visited import Visited
from resnet_viz.ui.session.shown import Key, Shown, figures_shown, weighed_as

if TYPE_CHECKING:
    from resnet_viz.core.experiments.outcome import Outcome
    from resnet_viz.core.timing.measurement import Device, TimingReport
    from resnet_viz.core.weights.figures import WeightsFigures
    from resnet_viz.diagram.cells.values import BoxValues
    from resnet_viz.session.needs import Need

PAUSE_MS = 1000  # after so long without a change a gesture, such as a held arrow key, is over


class Session(QObject):
    """Holds the one document; every change goes through here, and each kind has its signal.

    `network_changed` is for network, weights, base and batch, `runs_changed` for times and figures
    of weights that were measured, `look_changed` for colours and convention, `setup_changed` for
    how runs are set up, `comparison_changed` for how differences are shown, `learn_changed` for
    what the Learn workspace shows, what experiments found, and what was cut in them. `edited`
    carries the document before an edit that a person made, `opened` says that it is another
    document altogether, and `changed` comes after each of them. `absent` has why networks of
    others are not there, by their texts. `folder` is that of the document's file, `permitted` what
    a person allowed it to use elsewhere.
    """

    network_changed = Signal()
    runs_changed = Signal()
    view_changed = Signal()
    look_changed = Signal()
    setup_changed = Signal()
    selection_changed = Signal()
    comparison_changed = Signal()
    learn_changed = Signal()
    edited = Signal(object)
    opened = Signal()
    changed = Signal()

    def __init__(
        self,
        document: Document,
        parent: QObject | None = None,
        *,
        folder: Path | None = None,
        permitted: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._times: dict[Key, TimingReport] = {}
        self._weighed: dict[Member, WeightsFigures] = {}
        self.timeline = Timeline(document)
        self.visited = Visited((document.member.arch,))
        self.absent: dict[str, str] = {}
        self.shown = self._shown_of(document)
        self.devices: tuple[Device, ...] = ()
        self._folder, self.permitted = folder, permitted
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.settle)

    @property
    def document(self) -> Document:
        """All that is on screen."""
        return self.timeline.document

    def edit(
        self, change: Callable[..., Edit], *values: object, is_going_on: bool = False, **named: Any
    ) -> None:
        """Changes the document by a function of `session.edits`: one step to undo.

        `is_going_on` is for controls that are held or typed in: their changes are one step until
        the gesture is over. UserError where the change is not legal; nothing is changed then.
        """
        before = self.document
        edit = change(before, *values, **named)
        merge = edit.merge if is_going_on else ""
        is_same_gesture = bool(merge) and merge == self.timeline.gesture
        self._take(self.timeline.edited(edit.document, edit.text, merge), is_same_gesture)
        if self.timeline.gesture:
            self._pause.start()
        self.edited.emit(before)

    def settle(self) -> None:
        """The gesture that goes on is over: the next change is a step of its own."""
        self._pause.stop()
        self.timeline = self.timeline.settled()

    def undo(self) -> None:
        """Takes the last step back."""
        self._take(self.timeline.undo())

    def redo(self) -> None:
        """Does the step again that was taken back."""
        self._take(self.timeline.redo())

    def go_back(self) -> None:
        """To the network looked at before."""
        self._go(self.visited.back())

    def go_forward(self) -> None:
        """To the network from which a person went back."""
        self._go(self.visited.forward())

    def open(
        self,
        document: Document,
        folder: Path | None = None,
        permitted: frozenset[str] = frozenset(),
    ) -> None:
        """Another document, with a list of steps of its own. UserError for one that can't be.

        `folder` is that of its file, `permitted` what a person allowed it to use elsewhere.
        """
        forget_networks()
        self._times, self._weighed = {}, {}  # those of its own runs are read again
        self.shown = self._shown_of(document)
        self._folder, self.permitted = folder, permitted
        self.timeline, self.visited = Timeline(document), Visited((document.member.arch,))
        shows = self.opened, self.network_changed, self.view_changed, self.look_changed
        parts = self.setup_changed, self.selection_changed, self.comparison_changed
        for signal in (*shows, *parts, self.learn_changed, self.changed):
            signal.emit()

    def meet(self, arch: str, why: str = "") -> None:
        """A network of others is known from now on, or is not there for the reason `why`."""
        self.absent[arch] = why
        if any(member.arch == arch for member in self.document.networks):
            self.shown = self._shown_of(self.document)
            self.network_changed.emit()
            self.changed.emit()

    def permit(self, path: str) -> None:
        """A person chose a file of weights, or allowed a session to use it."""
        self.permitted |= {path}
        self.network_changed.emit()

    def waiting(self) -> "tuple[Need, ...]":
        """What the current network may not use before a person allows it."""
        from resnet_viz.session.needs import needs_of  # not before the first paint

        needs = needs_of(self.document, self._folder, self.permitted)
        return tuple(need for need in needs if need.asks and need.place == self.document.current)

    def files_waiting(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those of some files that may not be read before a person allows it."""
        from resnet_viz.session.needs import files_waiting  # not before the first paint

        return files_waiting(paths, self._folder, self.permitted)

    def allow(self, paths: Iterable[str]) -> None:
        """A person chose files that an experiment reads, or allowed a session to use them."""
        self.permitted |= frozenset(paths)

    def weights_path(self) -> str:
        """The file of weights that may be used, and the set in it; '' for random ones."""
        weights = self.document.member.weights
        if weights is None or self.waiting():
            return ""
        return WeightsPlace(Path(weights.path), weights.set_name).text

    def arrange(self, **changes: Any) -> None:
        """Fields of the arrangement that are other now; no step to undo, and no signal."""
        arrangement = replace(self.document.arrangement, **changes)
        if arrangement != self.document.arrangement:
            self.timeline = self.timeline.moved(replace(self.document, arrangement=arrangement))

    def select(self, path: str, further: tuple[str, ...] = ()) -> None:
        """Selects a box or a layer by its path and further ones next to it, '' for nothing."""
        self.arrange(selection=path, selected=further)
        self.selection_changed.emit()

    def show_learn(self, **changes: Any) -> None:
        """Fields of what the Learn workspace shows that are other now; no step to undo."""
        self.arrange(learn=replace(self.document.arrangement.learn, **changes))
        self.learn_changed.emit()

    def keep_outcome(self, outcome: "Outcome") -> None:
        """Takes what an experiment found; UserError where it is too large for a session."""
        results = with_outcome(self.document.results, outcome)
        if results != self.document.results:
            self.timeline = self.timeline.moved(replace(self.document, results=results))
            self.learn_changed.emit()
            self.changed.emit()

    def compare_by(self, form: Form) -> None:
        """Differences written in another form."""
        self.arrange(differences=form)
        self.comparison_changed.emit()

    def show_differing(self, *, only: bool) -> None:
        """All rows of a comparison, or only those that differ."""
        self.arrange(only_differing=only)
        self.comparison_changed.emit()

    def set_up(self, setup: RunSetup) -> None:
        """Another device, precision or option of timed runs."""
        if setup != self.document.run_setup:
            self.timeline = self.timeline.moved(replace(self.document, run_setup=setup))
            self.setup_changed.emit()

    @property
    def device(self) -> "Device | None":
        """The device that is chosen, None before PyTorch has said which there are."""
        chosen = self.document.run_setup.device
        return next((device for device in self.devices if device.id == chosen), None)

    def setup_on(self, device_id: str) -> RunSetup:
        """The setup on another device, in a precision that it has."""
        setup = replace(self.document.run_setup, device=device_id)
        found = next((device for device in self.devices if device.id == device_id), None)
        is_known = found is None or setup.precision in found.precisions
        return setup if is_known else replace(setup, precision=Precision.FP32)

    def meet_devices(self, devices: "tuple[Device, ...]") -> None:
        """The devices that PyTorch has here; one that is gone is no longer chosen."""
        self.devices = devices
        chosen = self.document.run_setup.device
        is_there = any(device.id == chosen for device in devices)
        setup = self.setup_on(chosen if is_there or not devices else devices[0].id)
        self.timeline = self.timeline.moved(replace(self.document, run_setup=setup))
        self.setup_changed.emit()

    def keep_times(self, report: "TimingReport", uuid: str = "") -> None:
        """Takes the times of a run; `uuid` is for one that is stored."""
        arch, document = canonical(report.arch), self.document
        self._times.pop((arch, report.batch), None)
        self._times[arch, report.batch] = report
        if len(self._times) > MOST_RUNS:
            del self._times[next(iter(self._times))]  # the one that was taken first
        if uuid:
            document = with_times(document, ShownRun(arch, report.batch, uuid))
        self.timeline = self.timeline.moved(document)
        self.shown = self._shown_of(document)
        self.runs_changed.emit()

    def keep_weighed(self, member: Member, figures: "WeightsFigures") -> None:
        """Takes the figures of a network's weights."""
        self._weighed[weighed_as(member)] = figures
        self.shown = self._shown_of(self.document)
        self.runs_changed.emit()

    def values_of(self, view: View) -> "BoxValues | None":
        """The figures that a view of the network on screen has on its boxes."""
        return self.shown.values_of(view)

    def formulas_of(self, path: str) -> dict[str, str]:
        """The worked formulas of a layer on screen by its path."""
        return self.shown.formulas_of(path)

    def name_of(self, path: str) -> str:
        """What people call a part of the network on screen: `conv4_x (layer3) · block 2`."""
        return full_name(self.shown.network.graph, path)

    def _shown_of(self, document: Document) -> Shown:
        return Shown(document, self._times, self.absent, self._weighed)

    def _go(self, visited: Visited) -> None:
        """To a network that was looked at: a step to undo, and no new place among those."""
        before = self.document
        edit = edits.look_at(before, visited.arch)
        self.visited = visited
        self._take(self.timeline.edited(edit.document, edit.text))
        self.edited.emit(before)

    def _take(self, timeline: Timeline, is_passing: bool = False) -> None:
        """Takes another document of the list of steps; signals say what is different."""
        before, document = self.document, timeline.document
        shown = self._shown_of(document)
        self.timeline = timeline
        self.visited = self.visited.went_to(document.member.arch, is_passing=is_passing)
        if figures_shown(before) != figures_shown(document):
            self.shown = shown
            self.network_changed.emit()
        if before.view != document.view:
            self.view_changed.emit()
        if (before.coloring, before.convention) != (document.coloring, document.convention):
            self.look_changed.emit()
        if before.cut != document.cut:
            self.learn_changed.emit()
        self.changed.emit()
