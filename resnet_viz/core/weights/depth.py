"""How deeply the values of a file are nested, without following any value twice."""

from collections.abc import Iterable, Iterator

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_DEPTH
from resnet_viz.core.weights.stored import Stub


def check_depth(tree: object) -> None:
    """UserError where something is only reached through too many levels; circles are none."""
    seen: set[int] = set()
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = list(_unseen((part for each in level for part in parts_of(each)), seen))
        if not level:
            return
    raise UserError("its parts are nested too deeply")


def parts_of(value: object) -> Iterable[object]:
    """What is directly in a value that holds others, keys left out; nothing for all else."""
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, Stub):
        return (value.arguments, value.state, value.entries, value.members)
    return ()


def _unseen(values: Iterable[object], seen: set[int]) -> Iterator[object]:
    for value in values:
        if isinstance(value, dict | list | tuple | Stub) and id(value) not in seen:
            seen.add(id(value))
            yield value
