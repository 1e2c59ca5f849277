"""What the compute process answers: devices, verification, summary, timed runs, weights."""

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.resnet.recognition.found import weights_in
from resnet_viz.core.resnet.recognition.recognise import assumed_text
from resnet_viz.core.saving.requests import SavedModel, SaveModel
from resnet_viz.core.timing.bounds import costs_of_run, with_roofline
from resnet_viz.core.timing.host import foreign_host
from resnet_viz.core.timing.measurement import TimingReport
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
from resnet_viz.core.timing.stored_run import StoreOutcome
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.verification import Verification, VerifyNetwork
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.figures import WeightsFigures
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.check.summary import summary_text
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.devices import default_threads, device_named, devices
from resnet_viz.engine.model.looked_at import looked_at
from resnet_viz.engine.saving.saving import save_network
from resnet_viz.engine.tensors import check_sums
from resnet_viz.engine.timing.ceilings import ceilings_anew
from resnet_viz.engine.timing.pairing import compare_settings
from resnet_viz.engine.timing.timing import time_network
from resnet_viz.engine.timing.turns import time_in_turn
from resnet_viz.history.keep import keep
from resnet_viz.jobs.requests import LookAtWeights, ReadWeights, Summarize, Summary, WeightsFound
from resnet_viz.worker.handler import Handlers


def answer_devices(_: FindDevices, __: Progress) -> DevicesFound:
    """The devices as they are now: they may have come or gone."""
    return DevicesFound(devices(), default_threads())


def answer_verification(asked: VerifyNetwork, _: Progress) -> Verification:
    """How the arithmetic and the real model compare."""
    return verify(network_named(asked.arch))


def answer_summary(asked: Summarize, _: Progress) -> Summary:
    """torchinfo's table."""
    return Summary(summary_text(network_named(asked.arch)))


def answer_time(asked: TimeNetwork, on_progress: Progress) -> TimedRun:
    """A timed run, stored before it travels unless another machine asks."""
    report = time_network(network_named(asked.arch), asked.options, on_progress)
    return TimedRun(report, keep(report) if asked.is_stored else StoreOutcome(None))


def answer_pair(asked: PairSettings, on_progress: Progress) -> PairedReport:
    """Both settings in turn, pass by pass."""
    return compare_settings(network_named(asked.arch), asked.options, asked.other, on_progress)


def answer_turns(asked: TimeInTurn, on_progress: Progress) -> TimedInTurn:
    """All networks in turn, each of their runs stored before it travels."""
    networks = [network_named(arch) for arch in asked.archs]
    report = time_in_turn(networks, asked.options, on_progress)
    return TimedInTurn(report, tuple(map(keep, report.runs)))


def answer_ceilings(asked: MeasureCeilings, on_progress: Progress) -> TimingReport:
    """The run under new ceilings; UserError for another machine's."""
    report = asked.report
    if host := foreign_host(report.host):
        raise UserError(f"this run was made on {host}. Its ceilings can only be measured there")
    device = device_named(report.device.id)
    if device.name != report.device.name:
        here = f"{report.device.id} is {device.name} on this machine"
        raise UserError(
            f"this run was made on {report.device.name}, and {here}. Time it here first"
        )
    costs = costs_of_run(report, network_named(report.arch).graph)
    return with_roofline(report, costs, ceilings_anew(report, on_progress))


def answer_weights(asked: ReadWeights, on_progress: Progress) -> WeightsFound:
    """The network that was asked for where the weights fit it, else the one that they tell."""
    on_progress(Step("reading weights"))
    place, wanted = place_of(asked.path), network_named(asked.arch)
    contents = read_contents(place.path)
    found = weights_in(contents, asked.set_name or place.set_name, wanted)
    check_sums(found.tensors.values())
    return WeightsFound(
        contents.file,
        found.network.name,
        "" if found.network == wanted else assumed_text(found.network),
        found.set_name,
        found.set_names,
        found.taken,
        found.left_out,
    )


def answer_save(asked: SaveModel, on_progress: Progress) -> SavedModel:
    """The network in its file."""
    place = place_of(asked.weights) if asked.weights else None
    network = network_named(asked.arch)
    return save_network(network, asked.path, place, asked.opset, on_progress)


def answer_look(asked: LookAtWeights, on_progress: Progress) -> WeightsFigures:
    """The figures of each of a file's tensors."""
    return looked_at(network_named(asked.arch), asked.file, asked.against, on_progress)


HANDLERS: Handlers = {
    FindDevices: answer_devices,
    VerifyNetwork: answer_verification,
    Summarize: answer_summary,
    TimeNetwork: answer_time,
    PairSettings: answer_pair,
    TimeInTurn: answer_turns,
    MeasureCeilings: answer_ceilings,
    ReadWeights: answer_weights,
    SaveModel: answer_save,
    LookAtWeights: answer_look,
}


def handlers_for(_: str) -> Handlers:
    """All of them: PyTorch, which takes the time, is needed by each."""
    return HANDLERS
