"""What commands take from the command line, each option declared once."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from resnet_viz.core.errors import UserError, shortened

Number = TypeVar("Number", int, float)
FLAG = " "  # in the place where help shows what an option takes


def _reader(key: str, kind: Callable[[str], Number], what: str) -> Callable[[str], Number]:
    """Reads a number, and answers anything else in the words of this program."""

    def read(text: str) -> Number:
        try:
            return kind(text)
        except ValueError:
            raise UserError(f"{key}={shortened(text)} is not a {what}", key) from None

    return read


def whole_number_of(key: str) -> Callable[[str], int]:
    """Reads the whole number of an option."""
    return _reader(key, int, "whole number")


Arch = Annotated[
    str,
    typer.Argument(
        metavar="ARCH",
        help="A network: a name and options after commas, such as resnet50,stride_in=1x1. Or one "
        "of others: FILE.py:factory, timm:NAME, torchvision:NAME, transformers:CLASS, FILE.pt2.",
        show_default=False,
    ),
]
ArchOrFile = Annotated[
    str,
    typer.Argument(
        metavar="ARCH|FILE",
        help="A network, as cost takes it, a session (.resnetviz) or a file of weights.",
        show_default=False,
    ),
]
Archs = Annotated[
    list[str],
    typer.Argument(metavar="ARCH...", help="Networks, as cost takes them.", show_default=False),
]
ArchOrWeights = Annotated[
    str,
    typer.Argument(
        metavar="[ARCH]",
        help="A network, as cost takes it. Can be left out with --weights.",
        show_default=False,
    ),
]
ArchsOrWeights = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ARCH...]",
        help="Networks, as cost takes them. With --weights one, or none.",
        show_default=False,
    ),
]
Weights = Annotated[
    str,
    typer.Option(
        metavar="FILE[::SET]",
        help="Load weights as PyTorch or safetensors saved them, SET of several sets in a file. "
        "Without ARCH they name the network.",
        show_default=False,
    ),
]
Batch = Annotated[
    int,
    typer.Option(metavar="N", parser=whole_number_of("batch"), help="Images in a batch."),
]
Device = Annotated[
    str, typer.Option(metavar="NAME", help="PyTorch's name for the device, such as cuda:0.")
]
Precision = Annotated[str, typer.Option(metavar="NAME", help="Number format: fp32, bf16, fp16.")]
Threads = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=whole_number_of("threads"),
        help="CPU threads. 0 leaves the choice to PyTorch.",
    ),
]
NoStore = Annotated[
    bool,
    typer.Option("--no-store", metavar=FLAG, help="Don't save the run in the history."),
]
Autocast = Annotated[
    bool,
    typer.Option(
        "--autocast",
        metavar=FLAG,
        help="Let PyTorch convert operation by operation, in place of weights and image.",
    ),
]
ChannelsLast = Annotated[
    bool,
    typer.Option(
        "--channels-last", metavar=FLAG, help="Images with channels last in memory (NHWC)."
    ),
]
Fused = Annotated[
    bool,
    typer.Option("--fused", metavar=FLAG, help="Fuse each batch norm into its convolution."),
]
Training = Annotated[
    bool,
    typer.Option("--training", metavar=FLAG, help="Forward and backward pass in train mode."),
]
Autotuned = Annotated[
    bool,
    typer.Option("--autotune", metavar=FLAG, help="Let cuDNN find the fastest algorithms (CUDA)."),
]
Tf32 = Annotated[
    bool, typer.Option("--tf32", metavar=FLAG, help="Do fp32 work in 19-bit TF32 (CUDA).")
]
Long = Annotated[
    bool,
    typer.Option("--long", metavar=FLAG, help="At least 64 passes, for the 90th percentile."),
]
AgainstPlain = Annotated[
    bool,
    typer.Option(
        "--against-plain",
        metavar=FLAG,
        help="Compare with plain fp32, pass by pass: how many times as fast are these options?",
    ),
]
File = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to save. The suffix is the format: .svg .pdf .png .dot .tex .mmd .html",
        show_default=False,
    ),
]
PythonFile = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE.py",
        help="Where to save. Without it the file is printed.",
        show_default=False,
    ),
]
Level = Annotated[
    str, typer.Option(metavar="LEVEL", help="What one box shows: network, stage, block or layer.")
]
Fold = Annotated[
    bool,
    typer.Option("--fold/--no-fold", metavar=FLAG, help="Merge equal blocks in a row, × n."),
]
Unfold = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH",
        help="A stage or block to expand though the level collapses it, or the other way "
        "round. Can be given more than once.",
        show_default=False,
    ),
]
ColorBy = Annotated[
    str,
    typer.Option(
        metavar="FIGURE",
        help="Colours: op, stage, params, macs, flops, activations, bytes, memory, time and "
        "ceiling (share of this machine's measured peak). The last two need a timed run.",
    ),
]
ColorScale = Annotated[
    str, typer.Option(metavar="SCALE", help="How a figure spreads over its colours: linear or log.")
]
Values = Annotated[
    str,
    typer.Option(
        metavar="MEASURE", help="A figure on each box: params, macs, flops, activations, memory, …"
    ),
]
Direction = Annotated[
    str, typer.Option(metavar="TB|LR", help="Stages run from top to bottom or left to right.")
]
ToScale = Annotated[
    bool,
    typer.Option(
        "--to-scale/--no-to-scale",
        metavar=FLAG,
        help="Blocks and layers as high as their output, as wide as the log of its channels.",
    ),
]
Theme = Annotated[str, typer.Option(metavar="NAME", help="light, dark or print (grayscale-safe).")]
Scale = Annotated[
    float,
    typer.Option(
        metavar="N",
        parser=_reader("scale", float, "number"),
        help="Pixels of a PNG: 1 to 4 times 96 an inch.",
    ),
]
Page = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Page of a PDF: drawing (its own size), a4, letter, column (88 mm), wide (180 mm).",
    ),
]
Transparent = Annotated[
    bool, typer.Option("--transparent", metavar=FLAG, help="Transparent background.")
]
Legend = Annotated[bool, typer.Option("--legend/--no-legend", metavar=FLAG, help="Add a legend.")]
Caption = Annotated[
    bool,
    typer.Option(
        "--caption/--no-caption", metavar=FLAG, help="Add title, parameters and MACs below."
    ),
]
OtherBlock = Annotated[
    str | None,
    typer.Option(
        metavar="BLOCK",
        help="basic or bottleneck. Without it, the one that ARCH doesn't have.",
        show_default=False,
    ),
]
MatchBy = Annotated[
    str,
    typer.Option(
        metavar="FIGURE",
        help="What stays the same: stages, depth, macs, params, or latency, which is timed.",
    ),
]
Count = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="How work is counted: macs (the paper), 2macs (PyTorch's counter), all operations.",
    ),
]
By = Annotated[
    str,
    typer.Option(
        metavar="GROUP",
        help="A row for each layer, block, stage, op (kind of layer) or path (main, shortcuts).",
    ),
]
Why = Annotated[
    bool,
    typer.Option(
        "--why", metavar=FLAG, help="Show what other counters report and why, in place of layers."
    ),
]
WithTime = Annotated[
    bool,
    typer.Option("--time", metavar=FLAG, help="Also time the networks, in turn."),
]
AsJson = Annotated[bool, typer.Option("--json", metavar=FLAG, help="Print JSON, for programs.")]
AsCsv = Annotated[bool, typer.Option("--csv", metavar=FLAG, help="Print CSV with exact numbers.")]
AsMarkdown = Annotated[
    bool, typer.Option("--markdown", metavar=FLAG, help="Print a Markdown table.")
]
AsLatex = Annotated[
    bool, typer.Option("--latex", metavar=FLAG, help="Print a LaTeX table (booktabs).")
]

AsHtml = Annotated[bool, typer.Option("--html", metavar=FLAG, help="Print an HTML page.")]


def chosen(**flags: bool) -> str:
    """The one output format asked for, empty for none; UserError for several."""
    names = [name for name, is_asked in flags.items() if is_asked]
    if len(names) > 1:
        asked = " and ".join(f"--{name}" for name in names)
        raise UserError(f"{asked} exclude each other. Give one of them")
    return names[0] if names else ""
