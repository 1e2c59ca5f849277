"""What commands take of files of weights that are looked at."""

from typing import Annotated

import typer

WeightsFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE[::SET]",
        help="Weights as PyTorch or safetensors saved them, SET of several sets in a file.",
        show_default=False,
    ),
]
WeightsOf = Annotated[
    str,
    typer.Option(
        metavar="ARCH",
        help="The network that they are of, where they don't say.",
        show_default=False,
    ),
]
Against = Annotated[
    str,
    typer.Option(
        metavar="FILE[::SET]",
        help="Show how far the weights differ from those in this file.",
        show_default=False,
    ),
]
