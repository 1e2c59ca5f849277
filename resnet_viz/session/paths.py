"""Paths as a session file writes them: with slashes, from its own folder."""

import os
from collections.abc import Callable
from pathlib import Path, PurePath

from resnet_viz.core.models.source import source_in


def written(path: str, folder: Path | None) -> str:
    """A path from a folder; as it is without one, or on another drive. No file is touched."""
    try:
        seen = os.path.relpath(path, folder) if folder else path
    except ValueError:  # another drive of Windows
        seen = path
    return PurePath(seen).as_posix()


def absolute(path: str, folder: Path | None) -> str:
    """The path that was written for a folder, in full. No file is touched."""
    return os.path.normpath(folder / path) if folder else path


def arch_written(arch: str, folder: Path | None) -> str:
    """The text of a network as a file has it: the path in one that is not of the family."""
    return arch_moved(arch, lambda path: written(path, folder))


def arch_absolute(arch: str, folder: Path | None) -> str:
    """The text of a network of a file, with its path in full."""
    return arch_moved(arch, lambda path: absolute(path, folder))


def arch_moved(arch: str, on_path: Callable[[str], str]) -> str:
    """The text of a network with the path in it as another text, where it has one."""
    path = _path_in(arch)
    return on_path(path) + arch[len(path) :] if path else arch


def is_within(path: str, folder: Path) -> bool:
    """Whether a file is in a folder by itself: no link on the way leads elsewhere.

    A path out of the folder is known by its text, and nothing there is touched.
    """
    try:
        parts = Path(os.path.normpath(path)).relative_to(os.path.normpath(folder)).parts
    except ValueError:
        return False
    ways = (folder.joinpath(*parts[: end + 1]) for end in range(len(parts)))
    return not any(way.is_symlink() for way in ways)


def _path_in(arch: str) -> str:
    foreign = source_in(arch)
    return foreign.path if foreign else ""
