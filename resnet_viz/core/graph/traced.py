"""What is known of a network that was recorded, next to its graph."""

from dataclasses import dataclass

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.message import Message


@dataclass(frozen=True, slots=True)
class TracedInput:
    """A tensor that enters the network, as `--input` writes it: name, whole shape, element type."""

    name: str
    shape: Shape
    dtype: str = "float32"


@dataclass(frozen=True, slots=True)
class Traced:
    """How a network was recorded, and what its graph doesn't say.

    `source` is where it comes from (`timm:resnet50`), `way` how it was seen to run. `counted_macs`
    is what PyTorch's FlopCounterMode counts, None where it was not asked; `unread` are parameters
    that no layer reads, with how many they are. `peak_bytes` is the most that storages take that
    are alive at one time, without weights and inputs: an estimate.
    """

    source: str
    way: str
    inputs: tuple[TracedInput, ...]
    params: int
    buffers: int
    counted_macs: int | None = None
    unread: tuple[tuple[str, int], ...] = ()
    peak_bytes: int = 0
    notes: tuple[Message, ...] = ()
