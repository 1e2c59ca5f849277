"""Maps of the outermost parts of a recorded network: what each gives for a picture."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import torch
from torch import Tensor, nn

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.engine.experiments.responses.looked import Maps
from resnet_viz.engine.experiments.responses.response import Scorer
from resnet_viz.engine.trace.tensors import tensors_in

MAP_RANK = 4  # pictures × channels × height × width
LARGEST_SHARE = 0.5  # of all layers: what is larger is shown by its parts
MOST_MAPS = 24  # of more these are taken evenly, the last among them


@torch.no_grad()
def part_maps(module: nn.Module, network: Scorer, graph: Graph, picture: Tensor) -> Maps:
    """The mean over channels of what each outermost part gives, by its path, in their order.

    Left out are parts without one output of channels × height × width. Channels may come last, as
    those of Swin do: then height and width before them are in the picture's ratio.
    """
    most = LARGEST_SHARE * sum(map(_size, graph.groups))
    parts = _opened(graph.groups, most)
    paths = tuple(path for part in parts for path in _places_of(module, part))
    with _outputs_seen(module, paths) as outputs:
        network(picture)
    sides: tuple[int, int] = (picture.shape[-2], picture.shape[-1])
    maps = [(path, found) for path, each in outputs if (found := _map_of(each, sides)) is not None]
    every = -(-len(maps) // MOST_MAPS) or 1
    return tuple(maps[::-1][::every][::-1])


def _opened(groups: tuple[Group, ...], most: float) -> Iterator[Group]:
    """The outermost groups; one of more layers than that gives way to its own groups."""
    for group in groups:
        inner = tuple(each for each in group.children if isinstance(each, Group))
        if inner and group.kind is not GroupKind.RUN and _size(group) > most:
            yield from _opened(inner, most)
        else:
            yield group


def _size(part: Group | Node) -> int:
    """How many layers it has in all its repetitions."""
    return part.count * sum(map(_size, part.children)) if isinstance(part, Group) else 1


def _places_of(module: nn.Module, group: Group) -> Iterator[str]:
    """The path of a group; of one that isn't a module, those of its repetitions or last layer."""
    if group.kind is GroupKind.RUN:
        yield from group.paths
    elif not group.title:
        yield from _last_maps(group)
    elif _is_called(module, group.path):
        yield group.path
    else:
        for child in group.children:
            if isinstance(child, Group):
                yield from _places_of(module, child)


def _last_maps(group: Group) -> Iterator[str]:
    """Of layers that are in no module together the last one that gives a map."""
    nodes = [each for each in group.children if isinstance(each, Node) and not each.is_free]
    maps = [each.path for each in nodes if len(each.out_shape) == MAP_RANK]
    yield from maps[-1:]


def _is_called(module: nn.Module, path: str) -> bool:
    """A list of modules that nobody gave a forward pass has no call of its own."""
    with suppress(AttributeError):
        part = module.get_submodule(_split(path)[0])
        return type(part).forward is not nn.Module.forward
    return False


def _split(path: str) -> tuple[str, int]:
    """A module's path, and which of its calls is meant."""
    name, _, number = path.partition("#")
    return name, int(number) if number.isdigit() else 1


@contextmanager
def _outputs_seen(
    module: nn.Module, paths: tuple[str, ...]
) -> Iterator[list[tuple[str, tuple[Tensor, ...]]]]:
    """A list that a pass adds to: the paths in order of the calls, and what each call gives."""
    outputs: list[tuple[str, tuple[Tensor, ...]]] = []
    calls: Counter[str] = Counter()

    def add(name: str, _: nn.Module, __: object, output: object) -> None:
        calls[name] += 1
        path = name if calls[name] == 1 else f"{name}#{calls[name]}"
        if path in paths:
            kept = {id(each): each for each in tensors_in(output)}
            outputs.append((path, tuple(each.clone() for each in kept.values())))

    handles = []
    for name in dict.fromkeys(_split(path)[0] for path in paths):
        with suppress(AttributeError, RuntimeError):  # TorchScript takes no hooks
            part = module.get_submodule(name)
            handles.append(part.register_forward_hook(partial(add, name)))
    try:
        yield outputs
    finally:
        for handle in handles:
            handle.remove()


def _map_of(outputs: tuple[Tensor, ...], sides: tuple[int, int]) -> Tensor | None:
    """The mean over channels of the one output that has a height and a width of more than 1."""
    maps = [each for each in outputs if each.dim() == MAP_RANK and each.is_floating_point()]
    found = [each for each in map(partial(_mean_of, sides), maps) if each is not None]
    return found[0] if len(found) == 1 else None


def _mean_of(sides: tuple[int, int], output: Tensor) -> Tensor | None:
    own = output[0].float().cpu()
    for channels, (height, width) in ((0, own.shape[1:]), (2, own.shape[:2])):
        if height * width > 1 and _is_in_ratio((height, width), sides):
            return own.mean(channels)
    return None


def _is_in_ratio(own: tuple[int, int], sides: tuple[int, int]) -> bool:
    """Whether a map has the picture's shape; each side is off by less than one of its pixels."""
    return abs(own[0] * sides[1] - own[1] * sides[0]) <= sum(sides)
