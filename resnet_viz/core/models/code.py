"""The code of a factory's file as it is now: the file, what it imports from next to it, hashes.

Nothing is run. What only a run shows, such as a module whose name is put together, is not found
here; `core.models.agreed` remembers it from the last run.
"""

import ast
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.files.regular_file import regular_bytes

MOST_SOURCE_BYTES = 4_000_000  # of one file that people write; shown as text, parsed
MOST_FILES = 1000  # of one project: more are not looked into before the run
MOST_LOADED_BYTES = 2_000_000_000  # of a compiled module, which is only hashed
PIECE_BYTES = 2**20
START = "__init__.py"


class CodeFile(NamedTuple):
    """A file of code by its full path, and the SHA-256 of what is in it, '' for none."""

    path: str
    digest: str


class Code(NamedTuple):
    """A factory's file, first, and what it loads from outside of what is installed."""

    files: tuple[CodeFile, ...]

    @property
    def path(self) -> str:
        """The factory's file in full."""
        return self.files[0].path

    @property
    def hash(self) -> str:
        """One for all of it: it changes with any of the files, and with which they are."""
        lines = (f"{each.digest} {each.path}\n" for each in sorted(self.files[1:]))
        return sha256("".join((f"{self.files[0]}\n", *lines)).encode(errors="replace")).hexdigest()


def code_of(path: str | Path, also: Iterable[str] = ()) -> Code:
    """The code that a file would run, and other files that it is known to load.

    UserError where the file can't be read, or isn't one.
    """
    first = os.path.abspath(path)
    files = {first: sha256(source_bytes(first)).hexdigest()}
    for found in (*imported_by(first), *map(os.path.abspath, also)):
        if found not in files and os.path.exists(found):
            files[found] = _digest(found)
    return Code(tuple(CodeFile(*each) for each in files.items()))


def source_bytes(path: str | Path) -> bytes:
    """What is in a file of Python; UserError says why it can't be read."""
    name = shortened(Path(path).name)
    try:
        return regular_bytes(Path(path), MOST_SOURCE_BYTES)
    except UserError as error:
        raise UserError(f"{name} can't be read as Python: {error.message}", "arch") from error
    except (FileNotFoundError, NotADirectoryError):
        folder = shortened(os.path.dirname(os.path.abspath(path)))
        raise UserError(f"{name} isn't in {folder}. Check its path", "arch") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"{name} can't be read: {reason}", "arch") from error


def roots_of(path: str) -> tuple[str, ...]:
    """The folders from which a file's imports are looked up: its own, and above its package."""
    folder = Path(path).parent
    above = folder
    while (above / START).is_file() and above.parent != above:
        above = above.parent
    return tuple(dict.fromkeys((str(folder), str(above))))


def module_name_of(path: str) -> str:
    """The dotted name of a file within its package; its stem where it is in none."""
    top = Path(roots_of(path)[-1])
    return ".".join(Path(path).relative_to(top).with_suffix("").parts)


def imported_by(path: str) -> tuple[str, ...]:
    """The files next to a file, and in its package, that its imports name, and theirs."""
    roots, found, left = roots_of(path), dict[str, None](), [path]
    while left and len(found) < MOST_FILES:
        one = left.pop()
        for each in _files_named(one, roots):
            if each not in found and each != path:
                found[each] = None
                left.append(each)
    return tuple(found)


def _files_named(path: str, roots: Iterable[str]) -> Iterator[str]:
    for name, level in _imports_in(path):
        folder = Path(path).parent
        places = [folder.joinpath(*[os.pardir] * (level - 1))] if level else map(Path, roots)
        for place in places:
            yield from _files_of(os.path.normpath(place), name)


def _files_of(root: str, name: str) -> Iterator[str]:
    """The files that an import of a dotted name below a folder runs, where they are there."""
    at = root
    for part in name.split(".") if name else ():
        at = os.path.join(at, part)
        for file in (os.path.join(at, START), f"{at}.py"):
            if os.path.isfile(file):
                yield file


def _imports_in(path: str) -> Iterator[tuple[str, int]]:
    """The modules that a file names in its imports, with the dots before them."""
    try:
        tree = ast.parse(regular_bytes(Path(path), MOST_SOURCE_BYTES))
    except (OSError, UserError, SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield base, node.level
            names = (f"{base}.{alias.name}" if base else alias.name for alias in node.names)
            yield from ((name, node.level) for name in names)


def _digest(path: str) -> str:
    """Of a file that is read in pieces; '' where it can't be read."""
    found, size = sha256(), 0
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            while piece := file.read(PIECE_BYTES):
                found.update(piece)
                size += len(piece)
                if size > MOST_LOADED_BYTES:
                    return ""
    except (OSError, ValueError):
        return ""
    return found.hexdigest()
