"""What an einsum multiplies: its operands two by two from the left, as PyTorch does."""

from math import prod

from resnet_viz.core.graph.shape import Shapes

Sizes = dict[str, int]


def einsum_macs(equation: str, shapes: Shapes) -> int | None:
    """The product of all sizes where something is summed, for each pair; None if it has no sense.

    What only one operand has and nothing later needs is summed before, which multiplies nothing.
    """
    inputs, arrow, output = equation.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if len(terms) != len(shapes):
        return None
    named = [_sizes(term, shape) for term, shape in zip(terms, shapes, strict=True)]
    if any(each is None for each in named):
        return None
    operands = [each for each in named if each is not None]
    wanted = _wanted(output, operands) if arrow else _once(inputs, operands)
    left, macs = operands[0], 0
    for place, right in enumerate(operands[1:], start=1):
        later = wanted.union(*operands[place + 1 :])
        both = _broadcast(left, right)
        summed = {name for name in both if name not in later}
        alone = {name for name in summed if name not in left or name not in right}
        if summed > alone:
            macs += prod(size for name, size in both.items() if name not in alone)
        left = {name: size for name, size in both.items() if name not in summed}
    return macs


def _sizes(term: str, shape: tuple[int, ...]) -> Sizes | None:
    """Each letter's size; dimensions of an ellipsis are numbered from the right."""
    before, dots, after = term.partition("...")
    count = len(shape) - len(before) - len(after)
    if count < 0 or (count and not dots):
        return None
    names = [*before, *(f".{place}" for place in range(count, 0, -1)), *after]
    return dict(zip(names, shape, strict=True))


def _wanted(output: str, operands: list[Sizes]) -> set[str]:
    dots = {name for each in operands for name in each if name[0] == "." and len(name) > 1}
    return set(output.replace("...", "")) | (dots if "..." in output else set())


def _once(inputs: str, operands: list[Sizes]) -> set[str]:
    """Without an arrow the output has what is named once, and the ellipsis."""
    letters = inputs.replace("...", "").replace(",", "")
    return {name for each in operands for name in each if letters.count(name) < 2}


def _broadcast(left: Sizes, right: Sizes) -> Sizes:
    """The sizes of both; 1 goes with any."""
    return {name: max(left.get(name, 1), right.get(name, 1)) for name in {**left, **right}}
