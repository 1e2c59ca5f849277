"""Pickles without an archive around them: torch.save's form before PyTorch 1.6, and pickle.dump's.

The older form is five pickles (a magic number, a protocol, the machine, the tree, the keys of its
storages), then each storage as its number of elements in 8 bytes and the elements.
"""

from typing import BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_ENTRIES
from resnet_viz.core.weights.opening import size_of
from resnet_viz.core.weights.operations import Region
from resnet_viz.core.weights.stored import Storage
from resnet_viz.core.weights.torch_pickle import stored_in, tree_of, without_storages

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
COUNT_BYTES = 8


def read_pickle(file: BinaryIO, name: str) -> object:
    """The tree of a file that begins with a pickle.

    UserError with the bare reason, EOFError for a file that is cut off.
    """
    file.seek(0)
    region = Region(file, size_of(file), name)
    first = _bare_tree(region)
    return _read_after_magic(region) if first == MAGIC_NUMBER else first


def _bare_tree(region: Region) -> object:
    """What pickle.dump wrote; a tensor's storage is there a whole small file of the older form."""

    def unfold(storage: Storage) -> object:
        back = region.stream.tell()
        region.stream.seek(storage.start)
        inner = Region(region.stream, storage.start + storage.length, region.file)
        if tree_of(inner, without_storages) != MAGIC_NUMBER:
            raise ValueError("a storage in another form")
        found = _read_after_magic(inner)
        region.stream.seek(back)
        return found

    return tree_of(region, without_storages, unfold)


def _read_after_magic(region: Region) -> object:
    """The tree, read once to know its storages and once more with their places."""
    for _ in ("protocol", "machine"):
        machine = tree_of(region, without_storages)
    if isinstance(machine, dict) and machine.get("little_endian") is False:
        raise UserError(
            "its numbers are big-endian, as on another kind of machine. Save it again on this one"
        )
    begin = region.stream.tell()
    lengths: dict[str, tuple[int, int]] = {}

    def note(key: str, length: int, count: int) -> Storage:
        lengths[key] = length, count
        return Storage("", 0, length)

    tree_of(region, lambda asked: stored_in(asked, note))
    places = _places(region, lengths)
    after = region.stream.tell()
    region.stream.seek(begin)
    tree = tree_of(region, lambda asked: stored_in(asked, lambda key, *_: places[key]))
    region.stream.seek(after)
    return tree


def _places(region: Region, lengths: dict[str, tuple[int, int]]) -> dict[str, Storage]:
    """Where each storage is, in the order in which the file lists them."""
    keys = tree_of(region, without_storages)
    if not isinstance(keys, list) or len(keys) > MAX_ENTRIES:
        raise ValueError("no list of storages")
    places = {}
    for key in keys:
        length, count = lengths[str(key)]
        stated = region.stream.read(COUNT_BYTES)
        start = region.stream.tell()
        if len(stated) < COUNT_BYTES or start + length > region.end:
            raise EOFError
        if int.from_bytes(stated, "little") != count:
            raise ValueError("a storage of another size than its tensors need")
        places[str(key)] = Storage(region.file, start, length)
        region.stream.seek(start + length)
    if missing := lengths.keys() - places.keys():
        raise EOFError(f"{len(missing)} storages are missing")
    return places
