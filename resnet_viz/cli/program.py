"""The command line as typer reads it: every command with its options and its help.

A command gives back what is to be done. It is done outside of typer, which would otherwise take
Ctrl-C and a closed pipe for its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from resnet_viz.cli import options as take
from resnet_viz.cli.command_names import OPEN, names_without_window
from resnet_viz.cli.flags import print_version, run_self_test
from resnet_viz.cli.history_program import app as history
from resnet_viz.cli.lab_program import compare, diff, sweep
from resnet_viz.cli.learn_program import learn
from resnet_viz.cli.options import FLAG, chosen
from resnet_viz.cli.others.given import Given
from resnet_viz.cli.others.options import Inputs, Trust
from resnet_viz.cli.output import NAME, not_written
from resnet_viz.cli.save_program import save
from resnet_viz.cli.time_program import time
from resnet_viz.cli.weights_options import Against, WeightsFile, WeightsOf
from resnet_viz.cli.words import check_first_word
from resnet_viz.core.errors import UserError

Work = Callable[[], int]
COSTS, MODEL, WINDOW = "Exact costs and diagrams", "The real model in PyTorch", "The window"

ABOUT = """Compose residual networks, see them, cost them, time them.

Without a command the window opens where you left it. With a network or a file in place of a \
command it opens that: resnet-viz resnet18, resnet-viz thesis.resnetviz, resnet-viz weights.pth.

ARCH names a network: resnet50, plain34, preact164, resnext50_32x4d and all that list shows, or \
resnet,depth=N. Options follow, with commas: depth= block= stages= shortcut= order= stride_in= \
stem= stem_width= downsample= width= groups= group_width= se= se_min= input= classes=, so \
resnet34,block=bottleneck is ResNet-50. Others' names do too: ResNet-50-D, wrn-28-10, seresnet50.

resnet-viz cost resnet50

resnet-viz draw resnet50 -o resnet50.pdf --level layer --fold

resnet-viz compare resnet34 resnet50 resnet50,stride_in=1x1
"""

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Help on one command: resnet-viz draw --help",
)


def run(arguments: Sequence[str]) -> int:
    """Does what the command line asks and gives the exit status; UserError for wrong use."""
    check_first_word(arguments, (*commands_without_window(), OPEN))
    try:
        work = app(args=list(arguments), prog_name=NAME, standalone_mode=False)
    except typer.TyperException as error:
        raise UserError(_mistake(error)) from error
    except OSError as error:
        raise not_written("the help", error) from error
    return work() if callable(work) else int(work or 0)


def _mistake(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else NAME
    words = error.format_message().rstrip(".")
    return f"{words[:1].lower()}{words[1:]}. See {command} --help"


@app.callback(help=ABOUT)
def main(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            metavar=FLAG,
            callback=print_version,
            is_eager=True,
            help="Print the version.",
        ),
    ] = False,
    self_test: Annotated[
        bool,
        typer.Option(
            "--self-test",
            metavar=FLAG,
            callback=run_self_test,
            is_eager=True,
            help="Check that every part works on this machine.",
        ),
    ] = False,
) -> None:
    """Reads the options that come before any command."""


@app.command(name="list", rich_help_panel=COSTS)
def list_(*, as_json: take.AsJson = False) -> Work:
    """List the named networks with their depth, block, stages, parameters and MACs."""
    from resnet_viz.cli.commands.costs import show_list

    return lambda: show_list(chosen(json=as_json))


@app.command(rich_help_panel=COSTS)
def cost(
    arch: take.Arch,
    *,
    batch: take.Batch = 1,
    count: take.Count = "macs",
    by: take.By = "layer",
    why: take.Why = False,
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
    as_markdown: take.AsMarkdown = False,
    as_latex: take.AsLatex = False,
    as_html: take.AsHtml = False,
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Show parameters, work, activations and bytes of each layer and in total."""
    from resnet_viz.cli.commands.costs import show_cost
    from resnet_viz.cli.commands.peers import show_peers
    from resnet_viz.core.cost.convention import convention_named
    from resnet_viz.core.cost.groups import grouping_named

    form = chosen(json=as_json, csv=as_csv, markdown=as_markdown, latex=as_latex, html=as_html)
    convention, grouping = convention_named(count), grouping_named(by)
    given = Given(input_, is_trusted=trust)
    if why:
        return lambda: show_peers(given.of(arch), batch, form)
    return lambda: show_cost(given.of(arch), batch, grouping, convention, form)


app.command(rich_help_panel=COSTS)(compare)
app.command(rich_help_panel=COSTS)(diff)


@app.command(rich_help_panel=COSTS)
def match(
    arch: take.Arch,
    *,
    block: take.OtherBlock = None,
    by: take.MatchBy = "stages",
    as_json: take.AsJson = False,
) -> Work:
    """Find the counterpart of a network with the other block, and its costs."""
    from resnet_viz.cli.commands.match import show_match

    return lambda: show_match(arch, block, by, chosen(json=as_json))


app.command(rich_help_panel=COSTS)(sweep)


@app.command(rich_help_panel=COSTS)
def draw(
    archs: take.Archs,
    *,
    output: take.File,
    level: take.Level = "block",
    fold: take.Fold = False,
    unfold: take.Unfold = None,
    color_by: take.ColorBy = "op",
    color_scale: take.ColorScale = "linear",
    values: take.Values = "",
    direction: take.Direction = "TB",
    to_scale: take.ToScale = False,
    theme: take.Theme = "light",
    legend: take.Legend = True,
    caption: take.Caption = False,
    page: take.Page = "drawing",
    scale: take.Scale = 2.0,
    transparent: take.Transparent = False,
    weights: take.Weights = "",
    against: Against = "",
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Save a diagram: every layer, skip connection and stage, laid out by Graphviz.

    Several networks, six at most, are next to each other in one figure, equal stages aligned.
    """
    from resnet_viz.cli.commands.drawing import save_diagram
    from resnet_viz.diagram.look import look_of, view_of

    look = replace(
        look_of(
            view_of(level, direction, is_folded=fold, is_to_scale=to_scale, values=values),
            color_by=color_by,
            color_scale=color_scale,
            theme=theme,
        ),
        has_legend=legend,
        page=page,
        scale=scale,
        is_transparent=transparent,
    )
    given, files = Given(input_, is_trusted=trust), (weights, against)
    asked = output, look, files, unfold or ()
    return lambda: save_diagram(given.of_all(archs), *asked, has_caption=caption)


@app.command(rich_help_panel=COSTS)
def source(arch: take.Arch, *, output: take.PythonFile = None) -> Work:
    """Write one runnable Python file that defines this network with only torch."""
    from resnet_viz.cli.commands.source import show_source

    return lambda: show_source(arch, output)


@app.command(rich_help_panel=MODEL)
def verify(
    archs: take.ArchsOrWeights = None,
    *,
    weights: take.Weights = "",
    as_json: take.AsJson = False,
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Check every layer of the arithmetic against the model that PyTorch runs."""
    from resnet_viz.cli.commands.model import show_verifications

    given = Given(input_, is_trusted=trust)
    return lambda: show_verifications(given.of_all(archs or []), weights, chosen(json=as_json))


app.command(rich_help_panel=MODEL)(time)
app.command(rich_help_panel=MODEL)(save)
app.add_typer(history, name="history", rich_help_panel=MODEL)
app.command(rich_help_panel=MODEL)(learn)


@app.command(rich_help_panel=MODEL)
def summary(
    arch: take.Arch,
    *,
    batch: take.Batch = 1,
    input_: Inputs = None,
    trust: Trust = False,
) -> Work:
    """Show torchinfo's table of the real model."""
    from resnet_viz.cli.commands.model import show_summary

    return lambda: show_summary(Given(input_, is_trusted=trust).of(arch), batch)


@app.command(rich_help_panel=MODEL)
def weights(
    file: WeightsFile,
    *,
    against: Against = "",
    arch: WeightsOf = "",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
    as_markdown: take.AsMarkdown = False,
    as_latex: take.AsLatex = False,
) -> Work:
    """List every parameter in a file: extremes, mean, deviation, norm, zeros, and a histogram."""
    from resnet_viz.cli.commands.weights import show_weights

    form = chosen(json=as_json, csv=as_csv, markdown=as_markdown, latex=as_latex)
    return lambda: show_weights(arch, file, against, form)


@app.command(rich_help_panel=MODEL)
def devices(*, as_json: take.AsJson = False) -> Work:
    """List the devices that PyTorch can use here."""
    from resnet_viz.cli.commands.model import show_devices

    return lambda: show_devices(chosen(json=as_json))


@app.command(name=OPEN, rich_help_panel=WINDOW)
def open_(arch: take.ArchOrFile) -> Work:
    """Open the window on a network or a file. The word open can be left out."""
    from resnet_viz.cli.commands.window import open_window

    return lambda: open_window(arch, commands_without_window)


def commands_without_window() -> tuple[str, ...]:
    """The names of the commands that need no window, in order of the help."""
    return names_without_window(app)
