"""The command `time`: times a network, stores the run and shows it."""

from resnet_viz.cli.cluster_options import check_here
from resnet_viz.cli.network import network_or_weights
from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.cli.timed_run import show_report, store_run
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch
from resnet_viz.core.models.source import source_in
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.fit import shortage_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import check_runnable

DONE = 0


def show_timing(
    arch: str,
    asked: TimingOptions,
    form: str,
    grouping: Grouping = Grouping.LAYER,
    scheduler: Scheduler | None = None,
    *,
    is_stored: bool = True,
) -> int:
    """Times a network, here or by a scheduler's workers, stores the run and prints what was found.

    UserError for weights and a scheduler: weights never leave this machine.
    """
    check_batch(asked.batch)
    if asked.weights:
        check_here(scheduler, "--weights")
    if source := source_in(arch):
        check_here(scheduler, f"a network of others, such as {source.title},")
        from resnet_viz.cli.others.process import timed

        return _finish(timed(source, asked), form, grouping, is_stored=is_stored)
    network = network_or_weights(arch, asked.weights)
    check_runnable(network, asked)
    with progress_shown() as on_progress:
        if scheduler is None:
            report = _timed_here(network, asked, on_progress)
        else:
            from resnet_viz.worker.cluster.runs import time_elsewhere

            report = time_elsewhere(scheduler, network.name, asked, on_progress)
    return _finish(report, form, grouping, is_stored=is_stored)


def _finish(report: TimingReport, form: str, grouping: Grouping, *, is_stored: bool) -> int:
    if is_stored:
        store_run(report)
    show_report(report, form, grouping)
    return DONE


def _timed_here(network: Network, asked: TimingOptions, on_progress: Progress) -> TimingReport:
    on_progress(Step("loading PyTorch"))
    from resnet_viz.engine.devices import device_named
    from resnet_viz.engine.timing.timing import time_network

    shortage = shortage_text(network, asked, device_named(asked.device))
    if shortage:
        say(f"{shortage}. Trying anyway")
    return time_network(network, asked, on_progress)
