"""A network as everything but its family sees it: a name, a title, its structure and its graph."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Linear
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.wording import shape_text

if TYPE_CHECKING:  # the family has none, and a window is painted before there is any
    from resnet_viz.core.graph.traced import Traced

WEIGHTED_LAYERS = {"basic": 2, "bottleneck": 3}  # of a block; He et al. 2015, figure 5


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

    @property
    def depth_text(self) -> str:
        """`50 = 2 + 3·16`: the layers outside of blocks, and those of each block."""
        blocks = sum(self.stages)
        each = WEIGHTED_LAYERS.get(self.block, 0)
        rest = self.depth - each * blocks
        return f"{self.depth} = {rest} + {each}·{blocks}" if each else str(self.depth)

    @property
    def blocks_text(self) -> str:
        """`bottleneck 3-4-6-3`."""
        return f"{self.block} {self.stages_text}"


@dataclass(frozen=True, slots=True)
class Network:
    """What costs, pictures, runs and files are about.

    `name` is the text that leads back to it, so two networks of one name are equal. `structure` is
    None for a network that is not laid out in stages of residual blocks. Where costs are not linear
    in the batch, `is_batch_free` is False: the graph is right for its own batch only. `traced` is
    None for the family.
    """

    name: str
    title: str = field(compare=False)
    graph: Graph = field(compare=False)
    structure: Structure | None = field(default=None, compare=False)
    is_batch_free: bool = field(default=True, compare=False)
    traced: "Traced | None" = field(default=None, compare=False)

    @property
    def structure_text(self) -> str:
        """`bottleneck 3-4-6-3`; '' for a network without stages of blocks."""
        structure = self.structure
        return f"{structure.block} {structure.stages_text}" if structure else ""

    @property
    def facts_text(self) -> str:
        """`bottleneck 3-4-6-3, input 3 × 224 × 224, 1000 classes`; of others what enters, whole."""
        if self.traced:
            entering = (f"{each.name} {shape_text(each.shape)}" for each in self.traced.inputs)
            return ", ".join(entering)
        return f"{self.structure_text}, input {shape_text(self.image)}, {self.outputs_text}"

    @property
    def image(self) -> Shape:
        """The shape of one input, channels first."""
        return image_of(self.graph.input.out_shape)

    @property
    def outputs_text(self) -> str:
        """`1000 classes`; `2048 features` where no fully connected layer is the last."""
        last = self.graph.clipped.graph.nodes[-1].layer
        return f"{self.classes} {'classes' if isinstance(last, Linear) else 'features'}"

    @property
    def classes(self) -> int:
        """How many numbers the network gives for one input."""
        return self.graph.clipped.graph.nodes[-1].out_shape[-1]
