"""The command `save` as typer reads it."""

from collections.abc import Callable
from typing import Annotated

import typer

from resnet_viz.cli import options as take
from resnet_viz.cli.options import whole_number_of
from resnet_viz.cli.others.given import Given
from resnet_viz.cli.others.options import Inputs, Trust

ModelFile = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to save. The suffix is the format: .safetensors .pth .pt2 .onnx",
        show_default=False,
    ),
]
Opset = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=whole_number_of("opset"),
        help="The version of ONNX's operators, 18 to 23. Without it 20.",
        show_default=False,
    ),
]


def save(
    arch: take.ArchOrWeights = "",
    *,
    output: ModelFile,
    weights: take.Weights = "",
    opset: Opset = 0,
    input_: Inputs = None,
    trust: Trust = False,
) -> Callable[[], int]:
    """Save a network with its weights as a file that other programs open.

    Weights alone as .safetensors or .pth, the whole network as .pt2 (torch.export) or .onnx.
    Without --weights the weights are random.
    """
    from resnet_viz.cli.commands.save import save_model

    given = Given(input_, is_trusted=trust)
    return lambda: save_model(given.of(arch), output, weights, opset)
