"""A process of models that answers at once, without PyTorch: every source is one small network."""

from dataclasses import replace

from resnet_viz.core.errors import UserError
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
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.request import Worker
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.structure.stored import network_json
from resnet_viz.core.timing.requests import (
    PairModel,
    TimedInTurn,
    TimedRun,
    TimeModel,
    TimeModelsInTurn,
)
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.core.verification import Verification
from resnet_viz.history.keep import keep
from resnet_viz.worker.handler import Handlers
from tests.e2e.monkey.quick import command_of, serve
from tests.samples.recorded import recorded_network
from tests.samples.runs import MADE_UP_PAIR, made_up_timing

REFUSED = ":raises"


def command() -> list[str]:
    """The command line that starts it."""
    return command_of(__name__)


def _libraries(_: FindLibraries, __: Progress) -> LibrariesFound:
    return LibrariesFound((Library("timm", "1.0.31"), Library("transformers", "")))


def _names(_: ListModels, __: Progress) -> ModelNames:
    return ModelNames("1.0.31", tuple(f"net_{number}" for number in range(50)))


def _traced(asked: TraceModel, on_progress: Progress) -> TracedModel:
    if REFUSED in asked.source:
        raise UserError("net.py:raises raised ValueError in line 40: no such luck")
    on_progress(Step("recording"))
    return TracedModel(network_json(recorded_network(asked.source)))


def _timed(asked: TimeModel, on_progress: Progress) -> TimedRun:
    report = replace(made_up_timing(asked.source), batch=asked.options.batch)
    on_progress(Step("measuring", 1, 2, passes_ms=(100.0,)))
    return TimedRun(report, keep(report))


def _pair(asked: PairModel, _: Progress) -> PairedReport:
    return replace(MADE_UP_PAIR, arch=asked.source, options=asked.options, other=asked.other)


def _turns(asked: TimeModelsInTurn, _: Progress) -> TimedInTurn:
    runs = tuple(replace(made_up_timing(arch), batch=asked.options.batch) for arch in asked.archs)
    rounds = tuple((100.0 + place,) * 15 for place, _ in enumerate(runs))
    return TimedInTurn(TurnsReport(runs, rounds), tuple(map(keep, runs)))


def _verification(asked: VerifyModel, _: Progress) -> Verification:
    layers = len(network_named(asked.source).graph.nodes)
    return Verification(asked.source, layers, 1, 1, "2.13.0")


def _summary(asked: SummarizeModel, _: Progress) -> ModelSummary:
    return ModelSummary("\n".join(f"{asked.source} {number}" for number in range(100)))


def _saved(asked: SaveOther, _: Progress) -> SavedModel:
    raise UserError(f"{asked.path} can't be written")


HANDLERS: Handlers = {
    FindLibraries: _libraries,
    ListModels: _names,
    TraceModel: _traced,
    TimeModel: _timed,
    PairModel: _pair,
    TimeModelsInTurn: _turns,
    VerifyModel: _verification,
    SummarizeModel: _summary,
    SaveOther: _saved,
}


def main() -> None:
    """Serves the window as the real one does."""
    serve(Worker.MODEL, lambda _: lambda _: HANDLERS)
