"""The pickles of torch.save: a tree whose storages are outside of it, named by persistent ids."""

from collections.abc import Callable

from resnet_viz.core.weights.depth import check_depth
from resnet_viz.core.weights.dtypes import ITEM_BYTES
from resnet_viz.core.weights.machine import Look, Machine
from resnet_viz.core.weights.operations import Region
from resnet_viz.core.weights.pickled import unpickled
from resnet_viz.core.weights.rebuilt import (
    FROM_BYTES,
    TypedStorage,
    Unfold,
    built,
    called,
    dtype_of_storage,
)
from resnet_viz.core.weights.stored import Storage, Stub

Place = Callable[[str, int, int], Storage]
"""Where a storage is, by its key, the bytes that it has at least, and how many elements."""


def tree_of(region: Region, look: Look, unfold: Unfold | None = None) -> object:
    """The tree of one pickle. `unfold` reads a storage that was pickled by itself."""
    unfolded = unfold or (lambda storage: Stub(FROM_BYTES, (storage,)))
    machine = Machine(lambda name, rest: called(name, rest, unfolded), built, look)
    tree = unpickled(region, machine)
    check_depth(tree)
    return tree


def without_storages(_: object) -> object:
    """The look-up of a pickle that has no storages outside of it; ValueError."""
    raise ValueError("a storage that is nowhere")


def stored_in(asked: object, place: Place) -> object:
    """What a persistent id is of: a storage, or the class of a module with its source.

    ValueError, TypeError or LookupError for an id that torch.save doesn't write.
    """
    if not isinstance(asked, tuple):
        raise TypeError("a persistent id that is not a tuple")
    if asked[0] == "module":
        return asked[1]
    word, kind, key, _, count, *views = asked
    if word != "storage" or not isinstance(count, int) or count < 0:
        raise ValueError("a persistent id of no storage")
    dtype = dtype_of_storage(kind)
    item = ITEM_BYTES[dtype]
    storage = place(_key(key), count * item, count)
    view = views[0] if views else None
    return TypedStorage(dtype, storage if view is None else _part(storage, view, item))


def _key(key: object) -> str:
    if not isinstance(key, str | int):
        raise TypeError("a key of a storage that is not a text")
    return str(key)


def _part(storage: Storage, view: object, item: int) -> Storage:
    """A storage that is a view of another: its key, its first element and how many it has."""
    if not isinstance(view, tuple) or len(view) != 3:
        raise TypeError("a view that is not a tuple")
    _, first, count = view
    if not (isinstance(first, int) and isinstance(count, int) and first >= 0 and count >= 0):
        raise ValueError("a view that has no place")
    if (first + count) * item > storage.length:
        raise ValueError("a view reaches beyond its storage")
    return Storage(storage.file, storage.start + first * item, count * item)
