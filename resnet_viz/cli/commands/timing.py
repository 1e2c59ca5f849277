"""The command `time`: times a network, stores the run and shows it."""

from resnet_viz.cli.network import network_or_weights
from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.cli.timed_run import show_report, store_run
from resnet_viz.core.cost.groups import Grouping
from resnet_viz.core.limits import check_batch
from resnet_viz.core.progress import Step
from resnet_viz.core.timing.fit import shortage_text
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.trainable import check_trainable

DONE = 0


def show_timing(
    arch: str,
    asked: TimingOptions,
    form: str,
    grouping: Grouping = Grouping.LAYER,
    *,
    is_stored: bool = True,
) -> int:
    """Times a network, stores the run and prints what was found."""
    check_batch(asked.batch)
    network = network_or_weights(arch, asked.weights)
    check_trainable(network, asked)
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.devices import device_named
        from resnet_viz.engine.timing.timing import time_network

        shortage = shortage_text(network, asked, device_named(asked.device))
        if shortage:
            say(f"{shortage}. Trying anyway")
        report = time_network(network, asked, on_progress)
    if is_stored:
        store_run(report)
    show_report(report, form, grouping)
    return DONE
