"""The command `time` as typer reads it: part of the program's own."""

from collections.abc import Callable

from resnet_viz.cli import cluster_options as other
from resnet_viz.cli import options as take
from resnet_viz.cli.cluster_options import scheduler_asked
from resnet_viz.cli.options import chosen
from resnet_viz.cli.others.given import Given
from resnet_viz.cli.others.options import Inputs, Trust

Work = Callable[[], int]


def time(
    arch: take.ArchOrWeights = "",
    *,
    weights: take.Weights = "",
    device: take.Device = "cpu",
    batch: take.Batch = 1,
    precision: take.Precision = "fp32",
    threads: take.Threads = 0,
    autocast: take.Autocast = False,
    channels_last: take.ChannelsLast = False,
    fused: take.Fused = False,
    training: take.Training = False,
    autotune: take.Autotuned = False,
    tf32: take.Tf32 = False,
    long: take.Long = False,
    against_plain: take.AgainstPlain = False,
    scheduler: other.SchedulerAddress = "",
    insecure: other.Insecure = False,
    no_store: take.NoStore = False,
    by: take.By = "layer",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Time a pass, whole and by layers, and state the error. Saved in the history."""
    from resnet_viz.cli.commands.pairing import show_pair
    from resnet_viz.cli.commands.timing import show_timing
    from resnet_viz.cli.what_if import what_if_of
    from resnet_viz.core.cost.groups import grouping_named
    from resnet_viz.core.timing.options import TimingOptions, precision_named

    what_if = what_if_of(
        autocast=autocast, channels_last=channels_last, fused=fused,
        training=training, autotune=autotune, tf32=tf32,
    )  # fmt: skip
    options = device, batch, precision_named(precision), threads, weights, what_if, long
    where, given = scheduler_asked(scheduler, is_insecure=insecure), Given(input_, is_trusted=trust)
    form, grouping = chosen(json=as_json, csv=as_csv), grouping_named(by)
    asked, is_stored = TimingOptions(*options), not no_store
    if against_plain:
        return lambda: show_pair(arch, asked, form, where)
    return lambda: show_timing(given.of(arch), asked, form, grouping, where, is_stored=is_stored)
