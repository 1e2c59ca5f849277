"""What torchvision documents for the `state_dict`s of its residual networks, written out."""

from collections.abc import Iterator

Entry = tuple[str, tuple[int, ...]]


def torchvision_state(
    stages: tuple[int, ...], groups: int = 1, group_width: int = 64
) -> Iterator[Entry]:
    """Names and shapes in its order; with `groups` 0 the blocks are basic ones."""
    expansion = 4 if groups else 1
    yield "conv1.weight", (64, 3, 7, 7)
    yield from _norm_state("bn1", 64)
    channels = 64
    for stage, blocks in enumerate(stages):
        planes = 64 * 2**stage
        for index in range(blocks):
            block = f"layer{stage + 1}.{index}"
            before = channels
            for place, (width, kernel, each) in enumerate(
                _convs(planes, groups, group_width), start=1
            ):
                yield f"{block}.conv{place}.weight", (width, before // each, kernel, kernel)
                yield from _norm_state(f"{block}.bn{place}", width)
                before = width
            if index == 0 and (stage > 0 or channels != planes * expansion):
                yield f"{block}.downsample.0.weight", (planes * expansion, channels, 1, 1)
                yield from _norm_state(f"{block}.downsample.1", planes * expansion)
            channels = planes * expansion
    yield "fc.weight", (1000, channels)
    yield "fc.bias", (1000,)


def _convs(planes: int, groups: int, group_width: int) -> tuple[tuple[int, int, int], ...]:
    """Output channels, kernel and groups of each convolution of a block."""
    if not groups:
        return (planes, 3, 1), (planes, 3, 1)
    width = planes * group_width // 64 * groups
    return (width, 1, 1), (width, 3, groups), (4 * planes, 1, 1)


def _norm_state(name: str, width: int) -> Iterator[Entry]:
    for part in ("weight", "bias", "running_mean", "running_var"):
        yield f"{name}.{part}", (width,)
    yield f"{name}.num_batches_tracked", ()
