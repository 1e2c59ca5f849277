"""The most that a file of weights may have: a foreign one can't fill memory or never end."""

MAX_PICKLE_BYTES = 64 * 2**20
"""Of a pickle without the bytes of its tensors and arrays; that of ResNet-50 has 40 KB."""

MAX_OPERATIONS = 2_000_000
"""Instructions of a pickle, each of which makes at most one value; ResNet-50 has 11 241."""

MAX_ENTRIES = 1_000_000
"""Members of all dicts, lists and sets of a pickle together."""

MAX_MEMO = 1_000_000
"""Values that a pickle may refer to again."""

MAX_DEPTH = 500
"""Levels of dicts, lists and objects within each other; Python's own pickler ends before 1000."""

MAX_TEXT_BYTES = 2**20
"""One text or line of a pickle."""

MAX_NUMBER_BYTES = 1024
"""One whole number of a pickle."""

MAX_DIMENSIONS = 64
"""Of a tensor; PyTorch's own limit."""

MAX_SIDE = 2**63 - 1
"""A side, a stride or an offset of a tensor; PyTorch's own limit."""

MAX_HEADER_BYTES = 16 * 2**20
"""The header of a .safetensors file, or an index of several."""

MAX_DIRECTORY_BYTES = 8 * 2**20
"""The list of a zip archive's entries, about 70 bytes for each."""

MAX_SHARDS = 1000
"""Files that one index names."""

FREE_UNPACKED_BYTES = 64 * 2**20
MAX_UNPACKED_RATIO = 100
"""Compressed entries may unpack to so many times the file's size, and to the bytes above anyway."""
