"""What a file is that has no weights of PyTorch's, where its first bytes or entries say it."""

from collections.abc import Iterable
from typing import BinaryIO

from resnet_viz.core.weights.opening import size_of

START_BYTES = 512
TAR_MARK, TAR_MARK_PLACE = b"ustar", 257
TAR_BLOCK = 512
TABLE_END = bytes.fromhex("57fb808b247547db")  # of the tables in which TensorFlow's index is kept

UNPACK = "Unpack it first"
EXPORT = "Save its state_dict() with torch.save, or as .safetensors"
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (
        b"version https://git-lfs",
        "it is only the pointer of a file that Git LFS stores. Fetch it with git lfs pull",
    ),
    (b"\x89HDF\r\n\x1a\n", "it is an HDF5 file, as Keras saves weights. PyTorch can't load those"),
    (b"\x93NUMPY", "it is a NumPy array (.npy), not weights by their names"),
    (b"GGUF", "it is a GGUF file of a language model"),
    (b"\x1f\x8b", f"it is compressed with gzip. {UNPACK}"),
    (b"BZh", f"it is compressed with bzip2. {UNPACK}"),
    (b"\xfd7zXZ\0", f"it is compressed with xz. {UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"it is compressed with zstd. {UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"it is a 7z archive. {UNPACK}"),
    (b"Rar!", f"it is a RAR archive. {UNPACK}"),
    (b"\x08\x01\x12", "it is a TensorFlow model (SavedModel). PyTorch can't load those"),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<!--", b"<head")
_PAGE = "it is a web page, saved in place of the file. Download it again"
_TORCHSCRIPT = f"it is a TorchScript program. {EXPORT}"


def foreign_file(file: BinaryIO) -> str:
    """The reason against a file that is another program's, '' where nothing says so."""
    file.seek(0)
    start = file.read(START_BYTES)
    reason = next((reason for mark, reason in _BEGINNINGS if start.startswith(mark)), "")
    if reason:
        return reason
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        return _PAGE
    if start[4:8] == b"TFL3":
        return "it is a TensorFlow Lite model. PyTorch can't load those"
    if start[:1] == b"\x08" and 3 <= start[1] <= 20 and start[2:3] == b"\x12":
        return f"it is an ONNX model. {EXPORT}"
    if start[TAR_MARK_PLACE:].startswith(TAR_MARK):
        return _tar_reason(file)
    file.seek(max(size_of(file) - len(TABLE_END), 0))
    if file.read() == TABLE_END:
        return "it is the index of a TensorFlow checkpoint. PyTorch can't load those"
    return ""


def foreign_archive(names: Iterable[str]) -> str:
    """The reason against a zip archive that is not torch.save's, '' where its entries say none."""
    found = {name.rpartition("/")[2] for name in names}
    folders = {part for name in names for part in name.split("/")[:-1]}
    if "constants.pkl" in found:
        return _TORCHSCRIPT
    if ".data" in folders and "extern_modules" in found:
        return f"it is a package of torch.package. {EXPORT}"
    if "archive_format" in found or "serialized_exported_program.json" in found:
        return f"it is a program of torch.export. {EXPORT}"
    if "model.weights.h5" in found:
        return "it is a Keras model. PyTorch can't load those"
    if found and all(name.endswith(".npy") for name in found):
        return "it has NumPy arrays (.npz). Save them as .safetensors"
    return ""


def _tar_reason(file: BinaryIO) -> str:
    """The members of PyTorch 0.1's own archives are called storages, tensors and pickle."""
    names, place = [], 0
    for _ in range(4):
        file.seek(place)
        header = file.read(TAR_BLOCK)
        if len(header) < TAR_BLOCK or not header[124:136].strip(b"\0 ").isdigit():
            break
        names.append(header[:100].rstrip(b"\0"))
        length = int(header[124:136].strip(b"\0 "), 8)
        place += TAR_BLOCK + -(-length // TAR_BLOCK) * TAR_BLOCK
    if {b"storages", b"tensors"} & set(names):
        return "it was saved by PyTorch 0.1. Load it with torch.load and save it with torch.save"
    return f"it is a tar archive. {UNPACK}"
