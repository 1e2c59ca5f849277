"""What commands take of networks of others, each option declared once."""

from typing import Annotated

import typer

from resnet_viz.cli.options import FLAG

Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--input",
        metavar="[NAME:]SHAPE[:TYPE]",
        help="An input of a network of others, whole: 1x3x224x224, tokens:1x128:int64. Can be "
        "given more than once. Without it, it is guessed.",
        show_default=False,
    ),
]
Trust = Annotated[
    bool,
    typer.Option(
        "--trust",
        metavar=FLAG,
        help="Agree that the code of FILE.py:factory runs on this machine, as it is now.",
    ),
]
