"""What the commands that look at many networks take, each option declared once."""

from typing import Annotated

import typer

from resnet_viz.cli.options import FLAG

Recipe = Annotated[
    str,
    typer.Argument(
        metavar="RECIPE",
        help="Networks, as cost takes them, whose name and values may be lists and ranges: "
        "'resnet,depth=20..200:6,block=basic|bottleneck,width=16|32'. stages=1..4-2-1..6-3 and "
        "batch=1|8 too. Put it in quotes.",
        show_default=False,
    ),
]
Where = Annotated[
    str,
    typer.Option(
        metavar="EXPR",
        help="Only networks of which this is true, such as 'macs<4e9 and params<=25M'. Measures, "
        "numbers, < <= > >= ==, and, or, not, ( ).",
        show_default=False,
    ),
]
Front = Annotated[
    str,
    typer.Option(
        metavar="MEASURE,MEASURE",
        help="Mark the networks that no other beats in all of these, such as params,activations.",
        show_default=False,
    ),
]
Timed = Annotated[
    bool,
    typer.Option(
        "--time",
        metavar=FLAG,
        help="Time the networks too, one after the other: those that --where lets pass, and with a "
        "--front of costs those on it. Each is saved in the history.",
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        metavar=FLAG,
        help="Continue the stored sweep of this recipe with these options, in place of a new one.",
    ),
]
SweepFile = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to save. Rows: .csv .json .parquet. The chart: .svg .pdf .png .tex",
        show_default=False,
    ),
]
ArchA = Annotated[
    str, typer.Argument(metavar="ARCH", help="The network A, as cost takes it.", show_default=False)
]
ArchB = Annotated[
    str,
    typer.Argument(metavar="ARCH", help="The network B, compared with A.", show_default=False),
]
DiffBy = Annotated[
    str,
    typer.Option(
        metavar="GROUP",
        help="A row for each stage or layer. Without it both, and in files layers.",
        show_default=False,
    ),
]
All = Annotated[
    bool, typer.Option("--all", metavar=FLAG, help="Also list the layers that are the same.")
]
ReportFile = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Save a report. The suffix is the format: .html .md .csv .tex",
        show_default=False,
    ),
]
DiffFile = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Save a picture of both. The suffix is the format: .svg .pdf .png .tex",
        show_default=False,
    ),
]
