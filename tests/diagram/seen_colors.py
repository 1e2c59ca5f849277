"""How different colours look, by CIELAB, to full and to colour-deficient eyes."""

from collections.abc import Iterable
from math import dist

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# What is seen of linear red, green and blue: Machado, Oliveira, Fernandes 2009, severity 1.0.
EYES: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
SRGB_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Triple = (0.95047, 1.0, 1.08883)


def distance(one: str, other: str) -> float:
    """CIE76's difference of two colours; about 2 can just be noticed."""
    return distance_for("full", one, other)


def distance_for(eyes: str, one: str, other: str) -> float:
    """The difference of two colours to eyes of `EYES`."""
    return dist(lab(one, eyes), lab(other, eyes))


def lightness(color: str) -> float:
    """L*, from 0 for black to 100 for white."""
    return lab(color)[0]


def lab(color: str, eyes: str = "full") -> Triple:
    """CIELAB under D65."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    seen = times(EYES[eyes], triple(map(_linear, channels)))
    xyz = times(SRGB_TO_XYZ, triple(min(max(channel, 0.0), 1.0) for channel in seen))
    x, y, z = (_root(value / white) for value, white in zip(xyz, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def times(matrix: Matrix, vector: Triple) -> Triple:
    return triple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def triple(values: Iterable[float]) -> Triple:
    one, two, three = values
    return one, two, three


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _root(value: float) -> float:
    return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
