"""What can be done with sweeps: started, cancelled, gone on with, looked at, deleted."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.stored_sweep import StoredSweep, SweepOptions
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.sweep.points import COLUMNS
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.models.source import source_in
from resnet_viz.core.progress import Step
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.totals import figures_for
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.wording import bytes_text, counted, sentence
from resnet_viz.diagram.chart.colors import LETTERS
from resnet_viz.session import card_edits
from resnet_viz.session.sweep_choice import SweepChoice
from resnet_viz.ui.lab.sweeps.chart import MemberPoint
from resnet_viz.ui.lab.sweeps.form import START_TIP, Running
from resnet_viz.ui.lab.sweeps.page import SWEEPS, SweepPage
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.label import is_yes
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.runs import EXPERIMENT_HELD, Runs
from resnet_viz.ui.processes.sweeps import Sweeps
from resnet_viz.ui.session.asking import ask
from resnet_viz.ui.session.session import Session

RUN_GOES_ON = "A run is going on. Stop it first"
LONGEST_RECIPE = 4000  # letters that a session keeps
NOT_RUNNING = "No sweep is running"


def _start(feature: "SweepsFeature") -> ActionState:
    return ActionState(is_enabled=not feature.obstacle, reason=feature.obstacle)


def _cancel(feature: "SweepsFeature") -> ActionState:
    return ActionState(is_enabled=bool(feature.running), reason=NOT_RUNNING)


class SweepsFeature(QObject):
    """Keeps page, stored sweeps and session in step; `turned` says that one began or is over."""

    turned = Signal()

    def __init__(
        self,
        session: Session,
        page: SweepPage,
        sweeps: Sweeps,
        runs: Runs,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._page, self._sweeps, self._say = session, page, sweeps, say
        self._runs = runs
        self._timed_here = ""  # the last sweep whose networks this machine times
        self._listed: tuple[StoredSweep, ...] = ()
        self._awaited = ""  # the sweep that is shown once the list of them is there
        self._connect()
        appearance.changed.connect(page.set_colors)
        page.set_colors(appearance.colors)
        self._on_opened()

    @property
    def running(self) -> str:
        """The uuid of the sweep that runs, '' for none."""
        return self._sweeps.running

    @property
    def obstacle(self) -> str:
        """Why no sweep can start, '' where one can."""
        return self._page.form.obstacle

    def show_run(self) -> None:
        """A timed run begins or is over."""
        self._page.form.show_waiting(RUN_GOES_ON if self._runs.is_timing_here else "")

    @action("Compare", "Show sweeps", "Every network of a recipe, as points and rows")
    def show_sweeps(self) -> None:
        self._say.front(self._page)

    @action("Compare", "Start sweep", START_TIP, state=_start)
    def start_sweep(self) -> None:
        recipe, choice = self._page.form.recipe, self._choice
        if recipe is None or self.obstacle:
            return
        scheduler = self._page.form.scheduler.scheduler()
        document = self._session.document
        setup = document.run_setup.options(document.batch)
        if scheduler is not None:
            setup = replace(setup, device=self._page.form.scheduler.device())
        options = SweepOptions(setup if choice.is_timed else None, self._where_to_time())
        self._say.clear(Cause.SWEEP)
        uuid = self._sweeps.start(recipe.text, document.batch, options, scheduler)
        self._timed_here = uuid if choice.is_timed and scheduler is None else ""
        self._awaited = ""
        self._page.begin(uuid, recipe, document.batch, is_timed=choice.is_timed)
        self._arrange(replace(choice, shown=uuid))
        self._page.form.show_running(Running(0, recipe.count, None))
        self._turn()
        self._say.front(self._page)

    @action("Compare", "Cancel sweep", "Stop the sweep and keep its rows", state=_cancel)
    def cancel_sweep(self) -> None:
        self._sweeps.cancel()

    def close(self) -> None:
        """Ends the process of sweeps."""
        self._sweeps.close()

    @property
    def _choice(self) -> SweepChoice:
        return self._session.document.arrangement.sweep

    def _arrange(self, choice: SweepChoice) -> None:
        text = shown_text(choice.recipe)[:LONGEST_RECIPE]
        self._session.arrange(sweep=replace(choice, recipe=text, where=shown_text(choice.where)))

    def _where_to_time(self) -> str:
        """The condition, where it is one of costs only: times are not known before."""
        condition = self._page.form.where.condition()
        is_of_costs = condition and not any(BY_KEY[key].is_timed for key in condition.keys)
        return condition.text if condition and is_of_costs else ""

    def _on_choice(self, choice: SweepChoice) -> None:
        self._arrange(choice)
        self._page.show_choice(choice)

    def _on_opened(self) -> None:
        choice = self._choice
        self._page.show_choice(choice)
        self._awaited = choice.shown
        self._show_members()
        if self._page.isVisible():
            self._sweeps.read_list()

    def _on_listed(self, sweeps: Sequence[StoredSweep]) -> None:
        self._listed = tuple(sweeps)
        self._page.stored.show_sweeps(self._listed, self.running)
        if self._awaited and self._awaited != self._page.sweep.uuid:
            self._show(self._awaited)

    def _show(self, uuid: str) -> None:
        """Shows the rows of a stored sweep, from the first on."""
        found = next((sweep for sweep in self._listed if sweep.uuid == uuid), None)
        self._awaited = ""
        if found is None:
            return
        try:
            is_timed = found.options.timing is not None
            self._page.begin(uuid, recipe_of(found.recipe), found.batch, is_timed=is_timed)
        except UserError as error:  # of another version, which read other recipes
            self._say.notice(sentence(error.message), Kind.WARNING, Cause.SWEEP)
            return
        self._page.stored.select(uuid)
        self._sweeps.show(uuid)

    def _on_show_asked(self, uuid: str) -> None:
        self._arrange(replace(self._choice, shown=uuid))
        self._show(uuid)
        self._page.show_view("rows")

    def _on_resume_asked(self, uuid: str) -> None:
        found = next((sweep for sweep in self._listed if sweep.uuid == uuid), None)
        if found is not None:
            try:
                scheduler = self._page.form.scheduler.scheduler()
            except UserError:  # which its field shows
                return
            is_timed_here = found.options.timing is not None and scheduler is None
            if is_timed_here and self._runs.is_timing_here:
                self._say.notice(sentence(RUN_GOES_ON), Kind.WARNING, Cause.SWEEP)
                return
            self._say.clear(Cause.SWEEP)
            self._on_show_asked(uuid)
            self._page.form.show_running(Running(found.done, found.count, None))
            self._sweeps.resume(uuid, scheduler)
            self._timed_here = uuid if is_timed_here else ""
            self._turn()

    def _on_deletion_asked(self, uuid: str) -> None:
        found = next((sweep for sweep in self._listed if sweep.uuid == uuid), None)
        if found is None:
            return
        size = f"{counted(found.done, 'network')}, {bytes_text(found.size_bytes)}"
        if is_yes(f"Delete the sweep “{shown_text(found.name)}” ({size})?", self._page):
            if uuid == self._page.sweep.uuid:
                self._page.forget()
            self._sweeps.delete(uuid)

    def _on_rows(self, uuid: str, points: object) -> None:
        if uuid == self._page.sweep.uuid:
            self._page.sweep.add(points)  # type: ignore[arg-type]  # stored points

    def _on_step(self, step: Step) -> None:
        self._page.form.show_running(Running(step.done, step.total, step.rest_s))
        self._say.progress("Sweep", step)

    def _on_ended(self, uuid: str) -> None:
        self._stop_showing()
        if uuid == self._page.sweep.uuid:
            by = self._sweeps.computed_by
            self._say.status(f"Sweep done by {shown_text(by)}" if by else "Sweep done")

    def _on_failed(self, text: str) -> None:
        self._stop_showing()
        uuid = self._page.sweep.uuid
        act = Act("Resume", lambda: self._on_resume_asked(uuid)) if uuid else None
        self._say.notice(sentence(text.rstrip(".")), Kind.WARNING, Cause.SWEEP, act)

    def _stop_showing(self) -> None:
        self._page.form.show_running(None)
        self._turn()
        self._say.status("")
        self._sweeps.read_list()

    def _turn(self) -> None:
        """Runs and timed sweeps wait for each other: both at once measure a busy machine."""
        is_timed = bool(self.running) and self.running == self._timed_here
        self._runs.obstruct(is_sweep_timed=is_timed)
        if self._runs.holds_experiment:
            self._say.notice(EXPERIMENT_HELD, Kind.NOTE, Cause.SWEEP)
        self.turned.emit()

    def _open(self, arch: str) -> None:
        ask(self._session, self._say, card_edits.open_card, arch)

    def _show_members(self) -> None:
        """The networks of the comparison in the chart, and the current one among the rows."""
        document, points = self._session.document, []
        for place, (letter, member) in enumerate(zip(LETTERS, document.shown, strict=False)):
            if not source_in(member.arch):
                spec = parse(member.arch)
                figures = (spec.depth, *figures_for(spec, document.batch))
                values = dict(zip(COLUMNS, map(float, figures), strict=True))
                points.append(MemberPoint(letter, place, values))
        self._page.show_members(points)
        self._select_current()

    def _select_current(self) -> None:
        columns, arch = self._page.sweep.columns, self._session.document.member.arch
        if columns is None or source_in(arch) or not len(columns):
            return
        spec = parse(arch)
        figures = (spec.depth, *figures_for(spec, columns.batch))
        rows = self._page.table.rows
        found = [index for index in columns.rows_like(figures) if rows.arch_of(index) == arch]
        if found:
            self._page.select(found)

    def _connect(self) -> None:
        page, sweeps = self._page, self._sweeps
        page.choice_made.connect(self._on_choice)
        page.opened.connect(self._open)
        page.looked_at.connect(sweeps.read_list)
        page.form.start_asked.connect(self.start_sweep)
        page.form.cancel_asked.connect(self.cancel_sweep)
        page.stored.show_asked.connect(self._on_show_asked)
        page.stored.resume_asked.connect(self._on_resume_asked)
        page.stored.deletion_asked.connect(self._on_deletion_asked)
        page.stored.renamed.connect(sweeps.rename)
        sweeps.rows.connect(self._on_rows)
        sweeps.step.connect(self._on_step)
        sweeps.ended.connect(self._on_ended)
        sweeps.cancelled.connect(lambda _: self._stop_showing())
        sweeps.failed.connect(self._on_failed)
        sweeps.said.connect(lambda text: self._say.notice(text, Kind.WARNING, Cause.SWEEP))
        sweeps.listed.connect(self._on_listed)
        page.sweep.settled.connect(self._select_current)
        self._session.opened.connect(self._on_opened)
        self._session.network_changed.connect(self._show_members)


__all__ = ["SWEEPS", "SweepsFeature"]
