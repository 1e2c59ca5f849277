"""What the compute process answers: devices, verification, summary, timed runs, weights."""

from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.recognise import assumed_words
from resnet_viz.core.timing.bounds import costs_of_run, with_roofline
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.pairing import PairedReport
from resnet_viz.core.timing.requests import (
    DevicesFound,
    FindDevices,
    MeasureCeilings,
    PairSettings,
    TimedRun,
    TimeNetwork,
)
from resnet_viz.core.verification import Verification, VerifyNetwork
from resnet_viz.engine.check.summary import summary_text
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.devices import default_threads, device_named, devices
from resnet_viz.engine.model.weights import is_made_for, read_weights, spec_of
from resnet_viz.engine.timing.ceilings import ceilings_anew
from resnet_viz.engine.timing.pairing import compare_settings
from resnet_viz.engine.timing.timing import time_spec
from resnet_viz.history.keep import keep
from resnet_viz.jobs.requests import ReadWeights, Summarize, Summary, WeightsFound
from resnet_viz.worker.handler import Handlers


def find_devices(_: FindDevices, __: Progress) -> DevicesFound:
    """The devices as they are now: they may have come or gone."""
    return DevicesFound(devices(), default_threads())


def verify_network(asked: VerifyNetwork, _: Progress) -> Verification:
    """How the arithmetic and the real model compare."""
    return verify(parse(asked.arch))


def summarize(asked: Summarize, _: Progress) -> Summary:
    """torchinfo's table."""
    return Summary(summary_text(parse(asked.arch)))


def time_network(asked: TimeNetwork, on_progress: Progress) -> TimedRun:
    """A timed run, stored before it travels."""
    report = time_spec(parse(asked.arch), asked.options, on_progress)
    return TimedRun(report, keep(report))


def pair_settings(asked: PairSettings, on_progress: Progress) -> PairedReport:
    """Both settings in turn, pass by pass."""
    return compare_settings(parse(asked.arch), asked.options, asked.other, on_progress)


def measure_ceilings(asked: MeasureCeilings, on_progress: Progress) -> TimingReport:
    """The run under new ceilings; UserError for another machine's."""
    report = asked.report
    device = device_named(report.device.id)
    if device.name != report.device.name:
        here = f"{report.device.id} here is {device.name}"
        raise UserError(f"this run was made on {report.device.name}; {here}; time it here first")
    return with_roofline(report, costs_of_run(report), ceilings_anew(report, on_progress))


def weights_network(asked: ReadWeights, on_progress: Progress) -> WeightsFound:
    """The network that was asked for where the weights fit it, else the one that they tell."""
    on_progress(Step("reading weights"))
    path, wanted = Path(asked.path), parse(asked.arch)
    tensors = read_weights(path)
    spec = wanted if is_made_for(tensors, wanted) else spec_of(tensors)
    assumed = "" if spec == wanted else assumed_words(spec)
    return WeightsFound(str(path.absolute()), str(spec), assumed)


HANDLERS: Handlers = {
    FindDevices: find_devices,
    VerifyNetwork: verify_network,
    Summarize: summarize,
    TimeNetwork: time_network,
    PairSettings: pair_settings,
    MeasureCeilings: measure_ceilings,
    ReadWeights: weights_network,
}


def handlers_for(_: str) -> Handlers:
    """All of them: PyTorch, which takes the time, is needed by each."""
    return HANDLERS
