"""Which networks of others can look at a picture."""

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.models.source import SourceKind, source_in
from resnet_viz.core.wording import shape_text

IMAGE_RANK = 4  # batch × channels × height × width
CHANNELS = (1, 3)  # of grey and of colour


def check_can_look(network: Network) -> None:
    """UserError for a recorded network that no picture can be shown to, as far as is seen of it."""
    source = source_in(network.name)
    if source is not None and source.kind is SourceKind.EXPORTED:
        raise UserError(
            f"{source.title} can't look at a picture: it has no code that this program runs", "arch"
        )
    picture_shape(network)


def picture_shape(network: Network) -> Shape:
    """The one picture that a recorded network takes, 1 × channels × height × width.

    UserError for one that takes something else.
    """
    inputs = network.traced.inputs if network.traced else ()
    if len(inputs) == 1 and "float" in inputs[0].dtype:
        shape = inputs[0].shape
        if len(shape) == IMAGE_RANK and shape[0] == 1 and shape[1] in CHANNELS:
            return shape
    entering = ", ".join(f"{shape_text(each.shape)} of {each.dtype}" for each in inputs)
    raise UserError(
        "a picture can only be shown to a network with one input of 1 × 1 or 3 × height × width "
        f"of floats. {network.title} takes {entering or 'nothing'}",
        "arch",
    )
