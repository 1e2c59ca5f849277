"""What a network's state_dict holds, by arithmetic, and how a file of weights differs from it."""

from collections.abc import Iterable, Mapping, Sequence

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Linear
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.wording import shape_text

StateShapes = Mapping[str, Shape]
COUNTER = "num_batches_tracked"  # files older than PyTorch 0.4.1 have none; PyTorch fills it in
MOST_NAMED = 6


def state_shapes(graph: Graph) -> dict[str, Shape]:
    """The shape of each parameter and buffer, in the model's order where it has one block order.

    The names are those of `engine`'s model, which are torchvision's.
    """
    return dict(entry for node in graph.nodes for entry in _entries_of(node))


def is_fitting(shapes: StateShapes, wanted: StateShapes) -> bool:
    """Whether weights of these shapes load into a network that wants those."""
    return not any((_missing(shapes, wanted), _extra(shapes, wanted), _other(shapes, wanted)))


def misfit_text(shapes: StateShapes, wanted: StateShapes) -> str:
    """How weights differ from what is wanted: counts, and the first six names of each kind."""
    groups = (
        ("missing", _missing(shapes, wanted)),
        ("not in the network", _extra(shapes, wanted)),
        (
            "of another shape",
            [
                f"{name} {_shape_text(shapes[name])} for {_shape_text(wanted[name])}"
                for name in _other(shapes, wanted)
            ],
        ),
    )
    return "; ".join(f"{len(names)} {kind}: {_first(names)}" for kind, names in groups if names)


def _entries_of(node: Node) -> Iterable[tuple[str, Shape]]:
    match node.layer:
        case Conv2d() as conv:
            yield (
                f"{node.path}.weight",
                (conv.out_channels, conv.in_channels // conv.groups, *conv.kernel),
            )
            if conv.has_bias:
                yield f"{node.path}.bias", (conv.out_channels,)
        case BatchNorm2d(channels=channels):
            for name in ("weight", "bias", "running_mean", "running_var"):
                yield f"{node.path}.{name}", (channels,)
            yield f"{node.path}.{COUNTER}", ()
        case Linear(in_features=entering, out_features=leaving):
            yield f"{node.path}.weight", (leaving, entering)
            yield f"{node.path}.bias", (leaving,)


def _missing(shapes: StateShapes, wanted: StateShapes) -> list[str]:
    return [name for name in wanted if name not in shapes and not name.endswith(COUNTER)]


def _extra(shapes: StateShapes, wanted: StateShapes) -> list[str]:
    return [name for name in shapes if name not in wanted]


def _other(shapes: StateShapes, wanted: StateShapes) -> list[str]:
    return [name for name in wanted if name in shapes and shapes[name] != wanted[name]]


def _shape_text(shape: Shape) -> str:
    return shape_text(shape) if shape else "one number"


def _first(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
