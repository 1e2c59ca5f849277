"""What the commands that look at many networks take, each option declared once."""

from typing import Annotated

import typer

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
SweepFile = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to save. The suffix is the format: .csv .json .parquet",
        show_default=False,
    ),
]
