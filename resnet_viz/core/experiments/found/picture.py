"""What a network's weights respond to in a picture."""

from dataclasses import dataclass

Map = tuple[tuple[float, ...], ...]
"""Values by row and column, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Response:
    """One network and one picture: its classes with their shares, and maps over the picture.

    `weights` names the file, '' for the network just trained. `maps` are mean activations by block.
    """

    arch: str
    weights: str
    picture: Map
    classes: tuple[tuple[str, float], ...]
    gradient: Map = ()
    occlusion: Map = ()
    maps: tuple[tuple[str, Map], ...] = ()
