"""Networks of a comparison timed in turn, and the counterpart that is nearest in latency."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import source_in
from resnet_viz.core.models.together import check_together
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import obstacle_text
from resnet_viz.core.timing.turns.rules import turns_obstacle
from resnet_viz.core.timing.turns.turns import FEWEST, PairedRatio, TurnsReport, ratio_text
from resnet_viz.core.wording import sentence
from resnet_viz.session import card_edits
from resnet_viz.session.cards import FULL, has_room, matched_place
from resnet_viz.session.member import is_there, shown_network
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.runs import Runs
from resnet_viz.ui.session.asking import ask
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.actions import RunFeature

IN_TURN = "Timing in turn"
TOO_FEW = "Compare two networks first"
NO_OTHER_BLOCK = "Only residual networks have a counterpart with the other block"
CANDIDATES = 3  # that are timed to find the nearest in latency


def _times(feature: "TurnsFeature") -> ActionState:
    if feature.waits_for:
        return ActionState(is_enabled=False, reason=feature.waits_for)
    if len(feature.archs) < FEWEST:
        return ActionState(is_enabled=False, reason=TOO_FEW)
    return ActionState(is_enabled=not feature.apart, reason=feature.apart)


def _matches(feature: "TurnsFeature") -> ActionState:
    if feature.waits_for:
        return ActionState(is_enabled=False, reason=feature.waits_for)
    if source_in(feature.matched):
        return ActionState(is_enabled=False, reason=NO_OTHER_BLOCK)
    return ActionState(is_enabled=feature.has_room, reason=FULL)


class TurnsFeature(QObject):
    """Asks for turns and says what they gave.

    `timed` says that there are other ratios. What is known goes with the networks and the options
    that it is of.
    """

    timed = Signal()

    def __init__(self, session: Session, runs: Runs, run: RunFeature, say: Say) -> None:
        super().__init__(session)
        self._session, self._runs, self._run, self._say = session, runs, run, say
        self._is_matching = False
        runs.took_turns.connect(self._on_turns)
        session.setup_changed.connect(lambda: say.clear(Cause.COMPARE))

    @property
    def waits_for(self) -> str:
        """What goes on that nothing can be timed next to, '' for nothing."""
        return self._runs.obstacle

    @property
    def archs(self) -> tuple[str, ...]:
        """The networks that are compared, the base first, each once."""
        document = self._session.document
        base = document.networks[document.base].arch
        return tuple(dict.fromkeys((base, *(member.arch for member in document.shown))))

    @property
    def matched(self) -> str:
        """The network whose counterparts are looked for."""
        document = self._session.document
        return document.networks[matched_place(document)].arch

    @property
    def has_room(self) -> bool:
        """Whether one more network can be shown."""
        return has_room(self._session.document)

    @action(
        "Compare",
        "Time in turn",
        "Time the compared networks in turn, pass by pass: which is slower, and how many times",
        "Ctrl+F5",
        state=_times,
        starts_group=True,
    )
    def time_in_turn(self) -> None:
        self._start([shown_network(arch) for arch in self.archs], is_matching=False)

    @action(
        "Compare",
        "Counterpart by latency",
        "Time the three nearest in MACs with the other block in turn with this network, and add "
        "the nearest",
        state=_matches,
    )
    def match_latency(self) -> None:
        from resnet_viz.core.resnet.match import near_in_macs

        network = network_named(self.matched)
        self._start([network, *near_in_macs(network, None, CANDIDATES)], is_matching=True)

    @property
    def apart(self) -> str:
        """Why no single process may run the compared networks, or one of others can't be timed so.

        '' where they may; whether memory suffices is asked when they are timed.
        """
        try:
            check_together(self.archs)
        except UserError as error:
            return error.message
        others = [shown_network(arch) for arch in self.archs if source_in(arch)]
        if missing := [each.title for each in others if not is_there(each.name)]:
            return f"{missing[0]} is not open yet"
        options = self._options()
        return next(filter(None, (obstacle_text(each, options) for each in others)), "")

    def cancel(self) -> None:
        """Ends it, if it goes on."""
        self._run.cancel()

    def ratio(self, arch: str, base: str) -> PairedRatio | None:
        """A network's time over that of another, as measured in turn; None where it was not."""
        return self._runs.ratio_for(arch, base, self._options())

    def verdict(self, arch: str, base: str) -> str:
        """That in a sentence, with the networks' titles; '' where it was not measured."""
        found = self.ratio(arch, base)
        if found is None:
            return ""
        name, other = (network_named(each).title for each in (arch, base))
        return f"{ratio_text(found, name, other)}."

    def verdicts(self, archs: Sequence[str]) -> tuple[str, ...]:
        """Those of networks against the first of them, and what is to say of their process."""
        said = tuple(filter(None, (self.verdict(arch, archs[0]) for arch in archs[1:])))
        company = self._runs.company
        return (*said, f"{company}.") if said and company else said

    def obstacle(self) -> str:
        """Why the compared networks can't be timed in turn, '' where they can."""
        return self._obstacle([shown_network(arch) for arch in self.archs], self._options())

    def _obstacle(self, networks: Sequence[Network], options: TimingOptions) -> str:
        if missing := [each.title for each in networks if not is_there(each.name)]:
            return f"{missing[0]} is not open yet"
        return turns_obstacle(networks, options, self._session.device)

    def _options(self) -> TimingOptions:
        document = self._session.document
        return document.run_setup.options(document.batch)

    def _start(self, networks: list[Network], *, is_matching: bool) -> None:
        if self._runs.is_running:
            return
        options = self._options()
        reason = self.waits_for or self._obstacle(networks, options)
        if reason:
            self._say.notice(sentence(reason), Kind.WARNING, Cause.RUN)
            return
        self._is_matching = is_matching
        self._runs.time_in_turn(networks, options)
        again = self.match_latency if is_matching else self.time_in_turn
        self._run.begin(IN_TURN, again)

    def _on_turns(self, report: TurnsReport) -> None:
        for run in report.runs:
            self._session.keep_times(run)
        self.timed.emit()
        if self._is_matching:
            self._say_match(report)
        else:
            self._say_verdicts(report)

    def _say_verdicts(self, report: TurnsReport) -> None:
        words = " ".join(self.verdicts(report.archs))
        self._run.end(words)
        self._say.notice(words, Kind.NOTE, Cause.COMPARE)

    def _say_match(self, report: TurnsReport) -> None:
        from resnet_viz.core.lab.latency_match import LatencyMatch, match_lines

        found = LatencyMatch(report)
        self._run.end(f"Nearest in latency: {network_named(found.nearest).title}")
        is_same = self.matched == report.archs[0]  # else nobody waits for it
        if not is_same or ask(
            self._session, self._say, card_edits.add_counterpart, found.nearest, "latency"
        ):
            self._say.notice(" ".join(match_lines(found)), Kind.NOTE, Cause.COMPARE)
