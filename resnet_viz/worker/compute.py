"""What the compute process answers: devices, verification, summary, timed runs."""

from dataclasses import asdict
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.resnet.recognise import assumed_words
from resnet_viz.core.timing.bounds import costs_of_run, with_roofline
from resnet_viz.core.timing.measurement import timing_options_from, timing_report_from
from resnet_viz.engine.check.summary import summary_text
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.devices import default_threads, device_named, devices
from resnet_viz.engine.model.weights import is_made_for, network_in, read_weights
from resnet_viz.engine.timing.ceilings import ceilings_anew
from resnet_viz.engine.timing.pairing import compare_settings
from resnet_viz.engine.timing.timing import time_network
from resnet_viz.history.keep import keep
from resnet_viz.jobs.messages import Verb
from resnet_viz.worker.handler import Handlers, Values


def answer_devices(_: Values, __: Progress) -> Values:
    """The devices that PyTorch can use here, and how many threads it takes by itself."""
    return {"devices": [asdict(device) for device in devices()], "threads": default_threads()}


def answer_verify(values: Values, _: Progress) -> Values:
    """How the arithmetic of `arch` and the real model compare."""
    return verify(network_named(values["arch"])).to_dict()


def answer_summary(values: Values, _: Progress) -> Values:
    """torchinfo's table of `arch`."""
    return {"text": summary_text(network_named(values["arch"]))}


def answer_time(values: Values, on_progress: Progress) -> Values:
    """A timed run of `arch`; the other values are those of `TimingOptions`.

    Beside the report `stored` tells its number in the history, and what there is to say of it.
    """
    options = timing_options_from(values)
    report = time_network(network_named(values["arch"]), options, on_progress)
    return report.to_dict() | {"stored": asdict(keep(report))}


def answer_pair(values: Values, on_progress: Progress) -> Values:
    """`options` and `other`, each those of `TimingOptions`, held against each other on `arch`."""
    options, other = (timing_options_from(values[key]) for key in ("options", "other"))
    return compare_settings(network_named(values["arch"]), options, other, on_progress).to_dict()


def answer_ceilings(values: Values, on_progress: Progress) -> Values:
    """The run of `timing` under ceilings that are measured now; UserError for another machine's."""
    report = timing_report_from(values["timing"])
    device = device_named(report.device.id)
    if device.name != report.device.name:
        here = f"{report.device.id} here is {device.name}"
        raise UserError(f"this run was made on {report.device.name}; {here}; time it here first")
    costs = costs_of_run(report, network_named(report.arch).graph)
    return with_roofline(report, costs, ceilings_anew(report, on_progress)).to_dict()


def answer_weights(values: Values, on_progress: Progress) -> Values:
    """The network for the weights at `path`: `arch` where they fit it, else what they say.

    `assumed` is what was taken as usual, '' where they fit `arch`.
    """
    on_progress(Step("reading weights"))
    path, wanted = Path(values["path"]), network_named(values["arch"])
    tensors = read_weights(path)
    network = wanted if is_made_for(tensors, wanted) else network_in(tensors)
    return {
        "path": str(path.absolute()),
        "arch": network.name,
        "assumed": "" if network == wanted else assumed_words(network),
        "tensors": len(tensors),
    }


HANDLERS: Handlers = {
    Verb.DEVICES: answer_devices,
    Verb.VERIFY: answer_verify,
    Verb.SUMMARY: answer_summary,
    Verb.TIME: answer_time,
    Verb.PAIR: answer_pair,
    Verb.CEILINGS: answer_ceilings,
    Verb.WEIGHTS: answer_weights,
}
