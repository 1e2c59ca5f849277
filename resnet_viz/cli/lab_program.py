"""The commands that look at several networks, as typer reads them: part of the program's own."""

from collections.abc import Callable

from resnet_viz.cli import cluster_options as other
from resnet_viz.cli import lab_options as many
from resnet_viz.cli import options as take
from resnet_viz.cli.cluster_options import scheduler_asked
from resnet_viz.cli.options import chosen
from resnet_viz.cli.others.given import Given
from resnet_viz.cli.others.options import Inputs, Trust

Work = Callable[[], int]


def compare(
    archs: take.Archs,
    *,
    batch: take.Batch = 1,
    time: take.WithTime = False,
    output: many.ReportFile = "",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
    as_markdown: take.AsMarkdown = False,
    as_latex: take.AsLatex = False,
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Compare networks: every cost with its difference from the first.

    With -o it is a report: what differs by stage, the blocks, diagrams and charts.
    """
    from resnet_viz.cli.commands.comparison import save_report, show_comparison

    is_report = bool(output)
    form = chosen(output=is_report, json=as_json, csv=as_csv, markdown=as_markdown, latex=as_latex)
    given = Given(input_, is_trusted=trust)
    if is_report:
        return lambda: save_report(given.of_all(archs), batch, output, is_timed=time)
    return lambda: show_comparison(given.of_all(archs), batch, form, is_timed=time)


def diff(
    a: many.ArchA,
    b: many.ArchB,
    *,
    by: many.DiffBy = "",
    all_: many.All = False,
    output: many.DiffFile = "",
    level: take.Level = "block",
    theme: take.Theme = "light",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
    as_markdown: take.AsMarkdown = False,
    as_latex: take.AsLatex = False,
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Show what differs between two networks, by stage and by layer, with the costs of both.

    With -o it is a picture: both next to each other, stages aligned, with what differs marked.
    """
    from resnet_viz.cli.commands.diff import save_picture, show_diff

    is_picture = bool(output)
    form = chosen(output=is_picture, json=as_json, csv=as_csv, markdown=as_markdown, latex=as_latex)
    given = Given(input_, is_trusted=trust)
    if is_picture:
        return lambda: save_picture(given.of(a), given.of(b), output, level, theme)
    return lambda: show_diff(given.of(a), given.of(b), by, form, is_all=all_)


def sweep(
    recipe: many.Recipe,
    *,
    batch: take.Batch = 1,
    where: many.Where = "",
    front: many.Front = "",
    time: many.Timed = False,
    device: take.Device = "cpu",
    precision: take.Precision = "fp32",
    threads: take.Threads = 0,
    autocast: take.Autocast = False,
    channels_last: take.ChannelsLast = False,
    fused: take.Fused = False,
    training: take.Training = False,
    autotune: take.Autotuned = False,
    tf32: take.Tf32 = False,
    scheduler: other.SchedulerAddress = "",
    insecure: other.Insecure = False,
    resume: many.Resume = False,
    output: many.SweepFile = "",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
) -> Work:
    """Count every network of a recipe, and find those that no other beats."""
    from resnet_viz.cli.commands.stored_sweep import Keeping, timing_asked
    from resnet_viz.cli.commands.sweep import show_sweep, sweep_asked
    from resnet_viz.cli.what_if import what_if_of
    from resnet_viz.core.timing.options import TimingOptions, precision_named

    form = chosen(output=bool(output), json=as_json, csv=as_csv)
    asked = sweep_asked(recipe, batch, where, front, is_timed=time)
    what_if = what_if_of(
        autocast=autocast,
        channels_last=channels_last,
        fused=fused,
        training=training,
        autotune=autotune,
        tf32=tf32,
    )
    timing = TimingOptions(device, batch, precision_named(precision), threads, what_if=what_if)
    at = scheduler_asked(scheduler, is_insecure=insecure)
    keeping = Keeping(timing_asked(timing, is_timed=time), resume, at)
    return lambda: show_sweep(asked, output, form, keeping)
