"""Every set of weights in a file: each mapping of names to tensors, such as a convolution's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.stored import StoredTensor, Stub

CONV_DIMS = 4  # of a convolution's weight: out, in, height, width
CONV_WORDS = ("weight", "conv")  # one of them is in its name; an optimizer's state has neither
MOST_ENTRIES = 200_000  # of a pickled module, whose parts may be shared without end
MODULE_STATE = ("_modules", "_parameters", "_buffers")  # of torch.nn.Module.__dict__

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A mapping of names to tensors, and the keys that lead to it in the file.

    `others` are the names of what isn't a tensor; `is_named` whether every tensor has text for a
    name. The names of a set with numbers for names are those numbers as text.
    """

    path: Path
    tensors: Mapping[str, StoredTensor]
    others: tuple[str, ...] = ()
    is_named: bool = True


def sets_in(tree: object, *, is_any: bool = False) -> Iterator[NamedSet]:
    """The sets of a file's tree in its order, however deep; a set met twice is one.

    They have a convolution's weights, or any tensors where `is_any`.
    A pickled module counts as the mapping that its state_dict would be. Trees that contain
    themselves come to an end. UserError for a module of more entries than any network has.
    """
    waiting: list[tuple[Path, object]] = [((), tree)]
    seen: set[int] = set()
    while waiting:
        path, value = waiting.pop()
        if id(value) in seen or not isinstance(value, dict | list | tuple | Stub):
            continue
        seen.add(id(value))
        if _is_module(value):
            yield from _set_of(path, dict(_module_entries(value)), is_any=is_any)
            continue
        if isinstance(value, dict):
            yield from _set_of(path, value, is_any=is_any)
        waiting += reversed([(path + key, child) for key, child in _children(value)])


def _set_of(path: Path, values: Mapping[object, object], *, is_any: bool) -> Iterator[NamedSet]:
    tensors = {key: value for key, value in values.items() if isinstance(value, StoredTensor)}
    is_wanted = any(is_any or _is_conv(key, tensor) for key, tensor in tensors.items())
    if is_wanted:
        yield NamedSet(
            path,
            {str(key): tensor for key, tensor in tensors.items()},
            tuple([str(key) for key in values if key not in tensors]),
            all(isinstance(key, str) for key in tensors),
        )


def _is_conv(key: object, tensor: StoredTensor) -> bool:
    is_spoken = not isinstance(key, str) or any(word in key for word in CONV_WORDS)
    return is_spoken and len(tensor.shape) == CONV_DIMS


def _children(value: object) -> Iterator[tuple[Path, object]]:
    """What is within a value, by the keys to it; what a class hides has no key of its own."""
    match value:
        case dict():
            yield from (((str(key),), child) for key, child in value.items())
        case list() | tuple():
            yield from (((str(place),), child) for place, child in enumerate(value))
        case Stub(arguments=arguments, state=state, entries=entries, members=members):
            yield from (((), part) for part in (entries, state))
            yield from (((str(place),), child) for place, child in enumerate(members))
            yield from (((str(place),), child) for place, child in enumerate(arguments))


def _is_module(value: object) -> bool:
    return isinstance(value, Stub) and _state_of(value).keys() >= set(MODULE_STATE[:2])


def _state_of(stub: Stub) -> Mapping[object, object]:
    return stub.state if isinstance(stub.state, dict) else {}


def _module_entries(module: object) -> Iterator[tuple[str, object]]:
    """The names and values that the state_dict of a pickled module has, its modules in order."""
    waiting: list[tuple[str, object, frozenset[int]]] = [("", module, frozenset())]
    met = 0
    while waiting:
        prefix, each, above = waiting.pop()
        if not isinstance(each, Stub) or id(each) in above:
            continue
        modules, *kept = (_entries_of(_state_of(each).get(part)) for part in MODULE_STATE)
        for name, value in (pair for entries in kept for pair in entries.items()):
            if value is not None:
                yield f"{prefix}{name}", value
        met += len(modules) + sum(map(len, kept))
        if met > MOST_ENTRIES:
            raise UserError(f"a module in it has more than {MOST_ENTRIES} entries", "weights")
        within = above | {id(each)}
        children = [(f"{prefix}{name}.", child, within) for name, child in modules.items()]
        waiting += reversed(children)


def _entries_of(value: object) -> Mapping[object, object]:
    if isinstance(value, Stub):
        return value.entries
    return value if isinstance(value, dict) else {}
