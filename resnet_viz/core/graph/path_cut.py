"""A path cut to fit where there is little room: in the middle, never where paths differ."""

from collections.abc import Callable

CUT = "…"
LEAST_END = 4  # letters that are kept of the end


def cut_path(path: str, fits: Callable[[str], bool]) -> str:
    """`layer1.0…sample.0` of `layer1.0.downsample.0`: the block and as much of the end as fits.

    What neither fits so is cut at its front, which says least.
    """
    if fits(path):
        return path
    start = _start_of(path)
    for kept in range(len(path) - len(start) - 1, LEAST_END - 1, -1):
        if fits(shorter := f"{start}{CUT}{path[-kept:]}"):
            return shorter
    ends = (f"{CUT}{path[-kept:]}" for kept in range(len(path) - 1, 0, -1))
    return next(filter(fits, ends), CUT)


def least_cut(path: str) -> str:
    """The shortest form that differs from those of the same layer in other blocks.

    `layers.0…1.attn.qkv` of `layers.0.blocks.1.attn.qkv`: from the last number on.
    """
    start = _start_of(path)
    parts = path[len(start) :].split(".")
    last = max((place for place, part in enumerate(parts) if part.isdigit()), default=-1)
    end = ".".join(parts[last:]) if last >= 0 else path[-LEAST_END:]
    return min(f"{start}{CUT}{end}", path, key=len)


def _start_of(path: str) -> str:
    """The path as far as the number of its block; all but the last name where no number is."""
    parts = path.split(".")[:-1]
    numbers = [place for place, part in enumerate(parts) if part.isdigit()]
    return ".".join(parts[: numbers[0] + 1] if numbers else parts[:1])
