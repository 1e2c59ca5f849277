"""Shapes of tensors, and of windows that slide over images."""

Shape = tuple[int, ...]
Shapes = tuple[Shape, ...]
Sides = tuple[int, int]  # along the height and along the width


def slid(side: int, kernel: int, stride: int, padding: int) -> int:
    """The places of a window along a side that is padded at both ends; PyTorch's own rounding."""
    return (side + 2 * padding - kernel) // stride + 1


def image_of(shape: Shape) -> Shape:
    """A shape without its batch."""
    return shape[1:]


def shown(shape: Shape, stage: int | None) -> Shape:
    """A shape as people read it: of one image in a network with stages, else whole.

    In networks of others the first size need not be the batch.
    """
    return shape if stage is None else shape[1:]


def batched(shape: Shape, batch: int) -> Shape:
    """The shape for so many images in place of one; a single number stays one."""
    return (shape[0] * batch, *shape[1:]) if shape else shape


def sides_text(sides: Sides) -> str:
    """One number where both sides are equal, else both: `2`, `1×2`."""
    height, width = sides
    return str(height) if height == width else f"{height}×{width}"


def stride_text(stride: Sides) -> str:
    """`/2` for a stride of two, '' for none."""
    return "" if stride == (1, 1) else f"/{sides_text(stride)}"
