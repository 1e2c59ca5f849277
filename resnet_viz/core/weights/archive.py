"""The zip archive that torch.save writes: a pickle, and one entry for the bytes of each storage."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import crc32

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import (
    FREE_UNPACKED_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_PICKLE_BYTES,
    MAX_UNPACKED_RATIO,
)
from resnet_viz.core.weights.foreign import foreign_archive
from resnet_viz.core.weights.opening import size_of
from resnet_viz.core.weights.operations import Region
from resnet_viz.core.weights.stored import Storage
from resnet_viz.core.weights.torch_pickle import stored_in, tree_of

START = b"PK\x03\x04"
LOCAL_HEADER = struct.Struct("<4s22xHH")  # signature, lengths of name and of extra field
END_OF_DIRECTORY = b"PK\x05\x06"
END_BYTES = 22 + 2**16  # with the longest comment
ENCRYPTED = 0x1
PICKLE = "data.pkl"
BIG_ENDIAN = b"big"


def read_archive(file: BinaryIO, name: str) -> object:
    """The tree of a zip archive, its tensors by where in the file they are.

    UserError with the bare reason for another program's archive, EOFError for one that is cut off.
    """
    with opened_archive(file) as (archive, entries):
        root = _root(entries)
        _check_byte_order(file, entries.get(f"{root}byteorder"))
        region = _pickle(archive, file, name, entries[f"{root}{PICKLE}"])

        def place(key: str, length: int, _: int) -> Storage:
            return _storage(file, name, entries.get(f"{root}data/{key}"), length)

        return tree_of(region, lambda asked: stored_in(asked, place))


@contextmanager
def opened_archive(file: BinaryIO) -> Iterator[tuple[ZipFile, dict[str, ZipInfo]]]:
    """A zip archive and its entries by their names, within limits.

    UserError with the bare reason, EOFError for one that is cut off.
    """
    if END_OF_DIRECTORY not in _end_of(file):
        raise EOFError
    with ZipFile(_Bounded(file)) as archive:
        entries = _entries(archive)
        _check_unpacked(entries, size_of(file))
        yield archive, entries


class _Bounded:
    """A file that gives no more at once than an archive's directory may have."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._read = file.read

    def read(self, count: int = -1) -> bytes:
        if count > MAX_DIRECTORY_BYTES:
            raise UserError("the archive has too many entries")
        return self._read(count)


def _end_of(file: BinaryIO) -> bytes:
    file.seek(max(size_of(file) - END_BYTES, 0))
    return file.read(END_BYTES)


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    rows = archive.infolist()
    entries = {row.filename: row for row in rows}
    if len(entries) < len(rows):
        raise UserError("the archive has two entries of one name")
    if any(row.flag_bits & ENCRYPTED for row in rows):
        raise UserError("the archive is encrypted. Unpack it first")
    return entries


def _root(entries: dict[str, ZipInfo]) -> str:
    """The folder within the archive that everything is in, with its slash."""
    reason = foreign_archive(entries)
    if reason:
        raise UserError(reason)
    found = [name for name in entries if name == PICKLE or name.endswith(f"/{PICKLE}")]
    if not found:
        raise UserError("it is a zip archive without weights of PyTorch. Unpack it first")
    return min(found, key=len).removesuffix(PICKLE)


def _check_unpacked(entries: dict[str, ZipInfo], size: int) -> None:
    unpacked = sum(row.file_size for row in entries.values() if row.compress_type != ZIP_STORED)
    if unpacked > max(FREE_UNPACKED_BYTES, MAX_UNPACKED_RATIO * size):
        raise UserError("it would unpack to more than 100 times its size")


def _check_byte_order(file: BinaryIO, entry: ZipInfo | None) -> None:
    if entry is None or entry.compress_type != ZIP_STORED:
        return  # older, or not as PyTorch wrote it: then it is as almost everywhere
    file.seek(_data_start(file, entry))
    if file.read(min(entry.file_size, len(BIG_ENDIAN))) == BIG_ENDIAN:
        raise UserError(
            "its numbers are big-endian, as on another kind of machine. Save it again on this one"
        )


def _pickle(archive: ZipFile, file: BinaryIO, name: str, entry: ZipInfo) -> Region:
    """Where the tree is; UserError or BadZipFile where its bytes are not those of its checksum."""
    if entry.compress_type == ZIP_STORED:
        start = _data_start(file, entry)
        file.seek(start)
        is_small = entry.file_size <= MAX_PICKLE_BYTES
        if is_small and entry.CRC and crc32(file.read(entry.file_size)) != entry.CRC:
            raise BadZipFile
        file.seek(start)
        return Region(file, start + entry.file_size, name)
    if entry.file_size > MAX_PICKLE_BYTES:
        raise UserError("what it says of its tensors is larger than 64 MiB")
    data = archive.read(entry)
    return Region(BytesIO(data), len(data))


def _storage(file: BinaryIO, name: str, entry: ZipInfo | None, length: int) -> Storage:
    if entry is None or entry.file_size < length:
        raise EOFError
    if entry.compress_type != ZIP_STORED:
        return Storage(name, 0, entry.file_size, entry.filename, entry.CRC)
    return Storage(name, _data_start(file, entry), entry.file_size, crc=entry.CRC)


def _data_start(file: BinaryIO, entry: ZipInfo) -> int:
    """Where the bytes of an entry that is not compressed begin."""
    back = file.tell()
    file.seek(entry.header_offset)
    signature, name_length, extra_length = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    file.seek(back)
    start = entry.header_offset + LOCAL_HEADER.size + int(name_length) + int(extra_length)
    if signature != START:
        raise ValueError("an entry that is not where the archive says")
    if start + entry.file_size > size_of(file):
        raise EOFError
    return start
