"""A network as everything but its family sees it: a name, a title, its structure and its graph."""

from dataclasses import dataclass, field
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import Shape, image_of


class Structure(NamedTuple):
    """How a residual network is laid out: depth, block and blocks in each stage.

    `depth` counts layers with weights as the paper does.
    """

    depth: int
    block: str
    stages: tuple[int, ...]

    @property
    def stages_text(self) -> str:
        """`3-4-6-3`."""
        return "-".join(map(str, self.stages))


@dataclass(frozen=True, slots=True)
class Network:
    """What costs, pictures, runs and files are about.

    `name` is the text that leads back to it, so two networks of one name are equal. `structure` is
    None for a network that is not laid out in stages of residual blocks. Where costs are not linear
    in the batch, `is_batch_free` is False: the graph holds for its own batch only.
    """

    name: str
    title: str = field(compare=False)
    graph: Graph = field(compare=False)
    structure: Structure | None = field(default=None, compare=False)
    is_batch_free: bool = field(default=True, compare=False)

    @property
    def structure_text(self) -> str:
        """`bottleneck 3-4-6-3`; '' for a network without stages of blocks."""
        structure = self.structure
        return f"{structure.block} {structure.stages_text}" if structure else ""

    @property
    def image(self) -> Shape:
        """The shape of one input, channels first."""
        return image_of(self.graph.input.out_shape)

    @property
    def classes(self) -> int:
        """How many numbers the network gives for one input."""
        return self.graph.clipped.graph.nodes[-1].out_shape[-1]
