"""The instructions of a pickle, one by one, decoded by Python's own table and never carried out."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pickletools import (
    TAKEN_FROM_ARGUMENT1,
    TAKEN_FROM_ARGUMENT4,
    TAKEN_FROM_ARGUMENT4U,
    TAKEN_FROM_ARGUMENT8U,
    UP_TO_NEWLINE,
    OpcodeInfo,
    opcodes,
)
from typing import BinaryIO
from warnings import catch_warnings, simplefilter

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import (
    MAX_NUMBER_BYTES,
    MAX_OPERATIONS,
    MAX_PICKLE_BYTES,
    MAX_TEXT_BYTES,
)
from resnet_viz.core.weights.stored import Storage

NEWEST_PROTOCOL = 5
Operation = tuple[str, object]
"""An instruction's name in `pickletools` and its argument, None for none."""

_BY_CODE = {row.code.encode("latin-1"): row for row in opcodes}
_LENGTH_BYTES = {
    TAKEN_FROM_ARGUMENT1: 1,
    TAKEN_FROM_ARGUMENT4: 4,
    TAKEN_FROM_ARGUMENT4U: 4,
    TAKEN_FROM_ARGUMENT8U: 8,
}
_BYTES = {"SHORT_BINBYTES", "BINBYTES", "BINBYTES8", "BYTEARRAY8"}
_NUMBERS = {"LONG1", "LONG4"}
_IN_TWO_LINES = {"GLOBAL", "INST"}


@dataclass(frozen=True, slots=True)
class Region:
    """Where pickles are read: an open stream that is at their first byte.

    `end` is where in the stream they end; `file` is the file whose bytes these are, '' where they
    were unpacked in memory.
    """

    stream: BinaryIO
    end: int
    file: str = ""


def operations(region: Region) -> Iterator[Operation]:
    """The instructions of the pickle that begins here, up to its STOP, where the stream is then.

    Bytes of a file are passed over and given as `Storage`. EOFError where the pickle ends too
    early, UserError with the bare reason beyond the limits, ValueError for what isn't a pickle.
    """
    stream, passed_over, begin, name = region.stream, 0, region.stream.tell(), ""
    for count in range(MAX_OPERATIONS):
        row = _row(stream)
        name, decode = row.name, row.arg
        if decode is None:
            argument: object = None
        elif decode.n >= 0:
            argument = _of_fixed_length(row, stream)
        elif decode.n == UP_TO_NEWLINE:
            argument = _of_lines(row, stream)
        else:
            argument = _counted(row, region)
            passed_over += argument.length if isinstance(argument, Storage) else 0
        if count % 1024 == 0 and stream.tell() - begin - passed_over > MAX_PICKLE_BYTES:
            raise UserError("what it says of its tensors is larger than 64 MiB")
        yield name, argument
        if name == "STOP":
            if stream.tell() > region.end:
                raise EOFError
            return
    raise UserError("it has more than 2 million values apart from its tensors")


def _row(stream: BinaryIO) -> OpcodeInfo:
    code = stream.read(1)
    if not code:
        raise EOFError
    row = _BY_CODE.get(code)
    if row is None:
        raise ValueError(f"no instruction of a pickle: {code!r}")
    return row


def _of_fixed_length(row: OpcodeInfo, stream: BinaryIO) -> object:
    assert row.arg is not None
    try:
        argument = row.arg.reader(stream)
    except ValueError as error:  # numbers of a fixed length are only ever too short
        raise EOFError from error
    if row.name == "PROTO" and argument > NEWEST_PROTOCOL:
        raise ValueError(f"no protocol of pickles: {argument}")
    return argument


def _counted(row: OpcodeInfo, region: Region) -> object:
    """An argument that begins with its length."""
    assert row.arg is not None
    stream = region.stream
    start = stream.read(_LENGTH_BYTES[row.arg.n])
    length = int.from_bytes(start, "little")
    if len(start) < _LENGTH_BYTES[row.arg.n] or length > region.end:
        raise EOFError
    if row.name in _BYTES and region.file:
        place = stream.tell()
        stream.seek(length, 1)
        return Storage(region.file, place, length)
    if length > (MAX_NUMBER_BYTES if row.name in _NUMBERS else MAX_TEXT_BYTES):
        raise UserError("a text in it is longer than 1 MiB. Save the weights with torch.save")
    text = stream.read(length)
    if len(text) < length:
        raise EOFError
    return row.arg.reader(BytesIO(start + text))


def _of_lines(row: OpcodeInfo, stream: BinaryIO) -> object:
    """An argument in lines of text: a dotted name, a persistent id, or what `pickletools` reads."""
    assert row.arg is not None
    if row.name in _IN_TWO_LINES:
        return f"{_text(stream)}.{_text(stream)}"
    if row.name == "PERSID":
        return _text(stream)
    line = BytesIO(_line(stream))
    if row.name != "STRING":
        return row.arg.reader(line)
    with catch_warnings():
        simplefilter("ignore")  # of escapes that Python doesn't know
        return row.arg.reader(line)


def _text(stream: BinaryIO) -> str:
    return _line(stream)[:-1].decode()


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(MAX_TEXT_BYTES)
    if not line.endswith(b"\n"):
        raise EOFError if len(line) < MAX_TEXT_BYTES else ValueError("no line of a pickle")
    return line
