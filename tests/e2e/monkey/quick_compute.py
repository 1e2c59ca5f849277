"""A compute process that answers at once, without PyTorch: times are made up, checks agree."""

from dataclasses import replace

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.request import Worker
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device, TimingReport
from resnet_viz.core.timing.requests import (
    DevicesFound,
    FindDevices,
    MeasureCeilings,
    PairSettings,
    TimedInTurn,
    TimedRun,
    TimeInTurn,
    TimeNetwork,
)
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.core.verification import Verification, VerifyNetwork
from resnet_viz.history.keep import keep
from resnet_viz.jobs.requests import ReadWeights, Summarize, Summary, WeightsFound
from resnet_viz.worker.handler import Handlers
from tests.e2e.monkey.quick import command_of, serve
from tests.samples.runs import MADE_UP_PAIR, made_up_timing

PROCESSOR = Device("cpu", DeviceKind.CPU, "A processor", 2**34, free_bytes=2**33)


def command() -> list[str]:
    """The command line that starts it."""
    return command_of(__name__)


def _devices(_: FindDevices, __: Progress) -> DevicesFound:
    return DevicesFound((PROCESSOR,), 2)


def _verification(asked: VerifyNetwork, _: Progress) -> Verification:
    layers = len(network_named(asked.arch).graph.nodes)
    return Verification(asked.arch, layers, 1, 1, "2.13.0")


def _summary(asked: Summarize, _: Progress) -> Summary:
    return Summary("\n".join(f"{asked.arch} {number}" for number in range(100)))


def _timed(asked: TimeNetwork, on_progress: Progress) -> TimedRun:
    report = replace(made_up_timing(asked.arch), batch=asked.options.batch)
    on_progress(Step("measuring", 1, 2, passes_ms=(100.0,)))
    return TimedRun(report, keep(report))


def _pair(asked: PairSettings, _: Progress) -> PairedReport:
    return replace(MADE_UP_PAIR, arch=asked.arch, options=asked.options, other=asked.other)


def _turns(asked: TimeInTurn, on_progress: Progress) -> TimedInTurn:
    runs = tuple(replace(made_up_timing(arch), batch=asked.options.batch) for arch in asked.archs)
    on_progress(Step("round", 1, 2, passes_ms=(100.0,)))
    rounds = tuple((100.0 + place,) * 15 for place, _ in enumerate(runs))
    return TimedInTurn(TurnsReport(runs, rounds), tuple(map(keep, runs)))


def _ceilings(asked: MeasureCeilings, _: Progress) -> TimingReport:
    return asked.report


def _weights(asked: ReadWeights, _: Progress) -> WeightsFound:
    raise UserError(f"{asked.path} isn't a weights file")


HANDLERS: Handlers = {
    FindDevices: _devices,
    VerifyNetwork: _verification,
    Summarize: _summary,
    TimeNetwork: _timed,
    PairSettings: _pair,
    TimeInTurn: _turns,
    MeasureCeilings: _ceilings,
    ReadWeights: _weights,
}


def main() -> None:
    """Serves the window as the real one does."""
    serve(Worker.COMPUTE, lambda _: lambda _: HANDLERS)
