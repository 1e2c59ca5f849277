"""Dotted paths of modules, and the names that are made of them: cut and glued only here."""

from collections.abc import Collection

INPUT = "input"  # of the images, in front of every layer
STEM = "stem"  # of the layers before the first stage, which are in no module of their own
HEAD = "head"  # of the layers after the last stage, likewise
ADD = "add"  # of a block's residual sum, within the block
SHORTCUT_END = ".shortcut"
RUN_END = ".run"
TOP_MARK = "@"  # before the path of a group of layers that are in no module
CALL_MARK = "#"  # before the number of a module's second and later calls


def parent_of(path: str) -> str:
    """The module that one is directly in; '' for the network itself."""
    return path.rpartition(".")[0]


def first_of(path: str) -> str:
    """The outermost module of a path."""
    return path.partition(".")[0]


def is_inside(path: str, whole: str) -> bool:
    """Whether a path is in another, and is another one."""
    return path.startswith(f"{whole}.")


def is_within(path: str, whole: str) -> bool:
    """Whether a path is in another or is the same."""
    return path == whole or is_inside(path, whole)


def is_within_any(path: str, wholes: Collection[str]) -> bool:
    """Whether a path, or a module that it is in, is one of several."""
    while path and path not in wholes:
        path = parent_of(path)
    return bool(path)


def numbered(path: str, call: int) -> str:
    """The path of a module's call: with `#2` for its second."""
    return path if call == 1 else f"{path}{CALL_MARK}{call}"


def call_number(path: str) -> int:
    """Which call of a module this is the path of."""
    _, mark, number = path.rpartition(CALL_MARK)
    return int(number) if mark and number.isdecimal() else 1


def without_call(path: str) -> str:
    """The path of a module, from that of any of its calls."""
    front, mark, number = path.rpartition(CALL_MARK)
    return front if mark and number.isdecimal() else path


def sum_path(block: str) -> str:
    """The path of a block's residual sum."""
    return f"{block}.{ADD}"


def block_of_sum(path: str) -> str:
    """The path of the block whose residual sum this is; '' for any other path."""
    block, _, last = path.rpartition(".")
    return block if last == ADD else ""


def shortcut_id(block: str) -> str:
    """The id of a block's shortcut."""
    return block + SHORTCUT_END


def block_of_shortcut(shortcut: str) -> str:
    """The path of the block whose shortcut has this id."""
    return shortcut.removesuffix(SHORTCUT_END)


def run_key(first_block: str) -> str:
    """The name under which a view toggles the run of equal blocks that starts with this one."""
    return first_block + RUN_END


def without_run(key: str) -> str:
    """The path of a run's first block, and any other path or key as it is."""
    return key.removesuffix(RUN_END)
