"""What the process that runs models of others answers, for one file of code or for libraries.

What a factory did to this process is nobody else's: another file is refused here. The family is
never verified in it, and timed only in turn with what it runs, which the runs say.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import ExperimentCost, LookWithModel, PredictLook
from resnet_viz.core.models.agreed import code_now, note_loaded
from resnet_viz.core.models.requests import (
    FindLibraries,
    LibrariesFound,
    Library,
    ListModels,
    ModelNames,
    ModelSummary,
    SummarizeModel,
    TracedModel,
    TraceModel,
    VerifyModel,
)
from resnet_viz.core.models.source import Source, SourceKind, may_share, source_in
from resnet_viz.core.models.together import check_together
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.structure.stored import network_json
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.requests import (
    PairModel,
    TimedInTurn,
    TimedRun,
    TimeModel,
    TimeModelsInTurn,
)
from resnet_viz.core.timing.stored_run import StoreOutcome
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.turns.rules import check_turns
from resnet_viz.core.timing.turns.turns import TurnsReport, with_company
from resnet_viz.core.verification import Verification
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.sources.factory import guarded
from resnet_viz.engine.sources.libraries import installed_version, model_names
from resnet_viz.engine.sources.limits import Limits, limited, timed_limits, trace_limits
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.sources.outside import outside_files
from resnet_viz.engine.trace.given import Given
from resnet_viz.history.keep import keep
from resnet_viz.worker.handler import Handlers, HandlersFor
from resnet_viz.worker.orders import Orders
from resnet_viz.worker.recording import OfSource, network_asked, recorded, with_values

LIBRARIES = (SourceKind.TIMM, SourceKind.TORCHVISION, SourceKind.TRANSFORMERS)
Answer = TypeVar("Answer")


class ModelProcess:
    """What this process has run so far, and its answers."""

    def __init__(self, may_go_on: Callable[[], bool]) -> None:
        self._may_go_on = may_go_on
        self._first: tuple[Source, str] | None = None

    def answer_trace(self, asked: TraceModel, on_progress: Progress) -> TracedModel:
        """The network as it was recorded, and what its code loaded besides."""
        source = self._taken(asked)
        network, also = _run(source, trace_limits(), lambda: recorded(source, asked, on_progress))
        return TracedModel(network_json(network), also)

    def answer_time(self, asked: TimeModel, on_progress: Progress) -> TimedRun:
        """A timed run, stored before it travels."""
        source = self._taken(asked)

        def work() -> TimingReport:
            from resnet_viz.engine.timing.recorded.timing import time_model

            network, found = with_values(source, asked, on_progress)
            given = Given(*found.given)
            return time_model(found.module, given, network, asked.options, on_progress)

        report, _ = _run(source, timed_limits(), work)
        return TimedRun(report, keep(report) if asked.is_stored else StoreOutcome(None))

    def answer_pair(self, asked: PairModel, on_progress: Progress) -> PairedReport:
        """Both settings in turn, pass by pass."""
        source = self._taken(asked)

        def work() -> PairedReport:
            from resnet_viz.engine.timing.recorded.prepare import Loaded as Ready
            from resnet_viz.engine.timing.recorded.timing import compare_model_settings

            network, found = with_values(source, asked, on_progress)
            ready = Ready(found.module, Given(*found.given))
            settings = asked.options, asked.other
            return compare_model_settings(ready, network, settings, on_progress)

        return _run(source, timed_limits(), work)[0]

    def answer_turns(self, asked: TimeModelsInTurn, on_progress: Progress) -> TimedInTurn:
        """All networks in turn, the family's among them; each run is stored before it travels."""
        check_together(asked.archs)
        others = [TraceModel(arch, asked.trust) for arch in asked.archs if source_in(arch)]
        if not others:
            raise UserError("none of these networks is one of others", "arch")
        source, *_ = map(self._taken, others)
        found, _ = _run(source, timed_limits(), lambda: _in_turn(asked, others, on_progress))
        report = with_company(found)
        return TimedInTurn(report, tuple(map(keep, report.runs)) if asked.is_stored else ())

    def answer_verification(self, asked: VerifyModel, on_progress: Progress) -> Verification:
        """How the arithmetic and the module compare."""
        source = self._taken(asked)

        def work() -> Verification:
            from resnet_viz.engine.check.recorded import verify_model

            network = network_asked(source, asked, on_progress)
            is_real = bool(network.traced and network.traced.way == Way.REAL)
            found = loaded(source, asked.trust, is_on_meta=not is_real)
            place = place_of(asked.weights) if asked.weights else None
            return verify_model(found.module, Given(*found.given), network, place)

        return _run(source, trace_limits(), work)[0]

    def answer_summary(self, asked: SummarizeModel, on_progress: Progress) -> ModelSummary:
        """torchinfo's table."""
        source = self._taken(asked)

        def work() -> str:
            from resnet_viz.engine.check.recorded_summary import summary_of

            on_progress(Step(f"loading {source.title}"))
            found = loaded(source, asked.trust, is_on_meta=False)
            return summary_of(found.module, Given(*found.given))

        return ModelSummary(_run(source, trace_limits(), work)[0])

    def answer_save(self, asked: SaveOther, on_progress: Progress) -> SavedModel:
        """The network in its file; a library's weights are random without a file of them."""
        source = self._taken(asked)

        def work() -> SavedModel:
            from resnet_viz.engine.saving.others import save_other

            on_progress(Step(f"building {source.title}"))
            return save_other(source, asked, on_progress)

        return _run(source, timed_limits(), work)[0]

    def answer_picture(self, asked: LookWithModel, on_progress: Progress) -> Outcome:
        """What the network responds to in a picture, as far as it went where it was stopped."""
        source = self._taken(asked)

        def work() -> Outcome:
            from resnet_viz.engine.experiments.recorded.sources import looked_with

            network = network_asked(source, asked, on_progress)
            return looked_with(source, asked, network, on_progress, self._may_go_on)

        return _run(source, timed_limits(), work)[0]

    def answer_prediction(self, asked: PredictLook, on_progress: Progress) -> ExperimentCost:
        """How long it would look at a picture."""
        source = self._taken(asked)

        def work() -> ExperimentCost:
            from resnet_viz.engine.experiments.recorded.sources import predicted_look_s

            network = network_asked(source, asked, on_progress)
            return ExperimentCost(predicted_look_s(source, asked, network, self._may_go_on))

        return _run(source, timed_limits(), work)[0]

    def answer_libraries(self, _: FindLibraries, __: Progress) -> LibrariesFound:
        """The versions that are installed."""
        return LibrariesFound(tuple(Library(each, installed_version(each)) for each in LIBRARIES))

    def answer_names(self, asked: ListModels, on_progress: Progress) -> ModelNames:
        """The names of a library's models."""
        on_progress(Step(f"loading {asked.library}"))
        return ModelNames(installed_version(asked.library), model_names(asked.library))

    def _taken(self, asked: OfSource) -> Source:
        """The source of a request, which this process may run; UserError where it may not."""
        text, trust = asked.source, asked.trust
        source = source_in(text)
        if source is None:
            raise UserError(f"{shortened(text)} is not the name of a network of others", "arch")
        if self._first is None:
            self._first = source, trust
        first, known = self._first
        if not may_share(first, source) or known != trust:
            raise UserError(
                f"this process has run other code. {source.title} needs one of its own",
                "arch",
            )
        return source


def handlers_heeding(orders: Orders) -> HandlersFor:
    """The handlers of a new process, all at once: each needs PyTorch."""
    process = ModelProcess(orders.may_go_on)
    handlers: Handlers = {
        TraceModel: process.answer_trace,
        TimeModel: process.answer_time,
        PairModel: process.answer_pair,
        TimeModelsInTurn: process.answer_turns,
        VerifyModel: process.answer_verification,
        SummarizeModel: process.answer_summary,
        SaveOther: process.answer_save,
        LookWithModel: process.answer_picture,
        PredictLook: process.answer_prediction,
        FindLibraries: process.answer_libraries,
        ListModels: process.answer_names,
    }
    return lambda _: handlers


def _run(
    source: Source, limits: Limits, work: Callable[[], Answer]
) -> tuple[Answer, tuple[str, ...]]:
    """What foreign code gives within limits, and the files that it loaded unasked."""
    code = code_now(source.path) if source.kind is SourceKind.FACTORY else None
    before, also = outside_files(), tuple[str, ...]()
    try:
        with limited(limits):
            answer = guarded(source.title, source.path, work)
    finally:
        if code is not None:
            with suppress(UserError):  # what can't be stored is asked about again anyway
                also = note_loaded(code, sorted(outside_files() - before))
    return answer, also


def _in_turn(
    asked: TimeModelsInTurn, others: Sequence[TraceModel], on_progress: Progress
) -> TurnsReport:
    """Networks that can't be timed so are refused before any weights take memory."""
    from resnet_viz.engine.devices import device_named
    from resnet_viz.engine.timing.recorded.prepare import Loaded as Ready
    from resnet_viz.engine.timing.recorded.timing import time_models_in_turn

    def ready(source: Source, _: TraceModel, __: Progress) -> Ready:
        on_progress(Step(f"building {source.title}"))
        found = loaded(source, asked.trust, is_on_meta=False)
        return Ready(found.module, Given(*found.given))

    recorded = {each.source: _blamed(network_asked, each, on_progress) for each in others}
    networks = [recorded.get(arch) or network_named(arch) for arch in asked.archs]
    check_turns(networks, asked.options, device_named(asked.options.device))
    models = {each.source: _blamed(ready, each, on_progress) for each in others}
    return time_models_in_turn(networks, models, asked.options, on_progress)


def _blamed(
    work: Callable[[Source, TraceModel, Progress], Answer],
    asked: TraceModel,
    on_progress: Progress,
) -> Answer:
    """What work gives; a mistake is said of the network whose code made it."""
    source = source_in(asked.source)
    assert source is not None
    answer: Answer = guarded(source.title, source.path, lambda: work(source, asked, on_progress))
    return answer
