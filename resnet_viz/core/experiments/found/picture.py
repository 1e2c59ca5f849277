"""What a network's weights respond to in a picture."""

from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.experiments.net import Net

Map = tuple[tuple[float, ...], ...]
"""Values by row and column, from 0 to 1."""


class Origin(StrEnum):
    """Where the weights of a network of others come from.

    Drawn at random by its library, whatever the code of its factory gives, or a module's own.
    """

    RANDOM = "random"
    CODE = "code"
    MODULE = "module"


@dataclass(frozen=True, slots=True)
class Response:
    """One network and one picture, each by name: its classes with their shares, most first; maps.

    `weights` names the file, '' for the network just trained on the data, whose steps are those of
    the setting. `picture` is what the network sees, in greys. `gradient` is the size of what one
    pixel changes in the first class' score, over its largest; `occlusion` how much of the share
    of the first class goes where a patch is covered, over its largest, which is `largest_drop`,
    0 where none goes. `maps` are mean activations by block, each over its own range.
    `is_own` is whether the picture is a person's, whose file `name` then is. `origin` is None for
    the family.
    """

    net: Net
    weights: str
    name: str
    picture: Map
    classes: tuple[tuple[str, float], ...]
    gradient: Map = ()
    occlusion: Map = ()
    largest_drop: float = 0.0
    maps: tuple[tuple[str, Map], ...] = ()
    is_own: bool = False
    origin: Origin | None = None
