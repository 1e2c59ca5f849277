"""What the command `learn` takes, each option declared once."""

from typing import Annotated

import typer

from resnet_viz.cli.options import FLAG, whole_number_of

ExperimentName = Annotated[
    str,
    typer.Argument(
        metavar="EXPERIMENT",
        help="gradients, degradation, training, identity, lesion, shattered, inside, paths, "
        "landscape or picture.",
        show_default=False,
    ),
]
LearnArchs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ARCH...]",
        help="Networks, as cost takes them, with the data's pictures and classes in place of "
        "their own. Without any, the experiment's own pair. picture takes one of others too.",
        show_default=False,
    ),
]
Steps = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        parser=whole_number_of("steps"),
        help="Steps of training. Without it as many as the experiment usually takes.",
        show_default=False,
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=whole_number_of("seed"),
        help="Decides weights, data split and order of pictures.",
    ),
]
Seeds = Annotated[
    int,
    typer.Option(
        metavar="N", parser=whole_number_of("seeds"), help="How many seeds, one after the other."
    ),
]
Start = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="How weights are drawn: he, default (PyTorch's), zero_gamma (he, F = 0 at first).",
    ),
]
BatchNorm = Annotated[
    bool,
    typer.Option("--batch-norm/--no-batch-norm", metavar=FLAG, help="Keep or remove batch norm."),
]
LearnData = Annotated[
    str,
    typer.Option(
        metavar="NAME|FOLDER",
        help="digits (UCI), shapes (made), or a folder with pictures in folders by class.",
    ),
]
Longer = Annotated[
    bool,
    typer.Option("--longer", metavar=FLAG, help="More networks and steps. Takes minutes at most."),
]
Cut = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH",
        help="lesion: a block, such as layer1.2, or its shortcut, layer1.2.add, to take "
        "away. Can be given more than once.",
        show_default=False,
    ),
]
ImageFile = Annotated[
    str, typer.Option(metavar="FILE", help="picture: the picture to look at.", show_default=False)
]
OwnWeights = Annotated[
    str,
    typer.Option(
        metavar="FILE[::SET]",
        help="picture: weights of the network. Without them it is trained on the data first.",
        show_default=False,
    ),
]
LearnFiles = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to save. The chart: .svg .pdf .png .tex. The values: .csv .json. A lesson "
        "sheet: .html. Can be given more than once.",
        show_default=False,
    ),
]
