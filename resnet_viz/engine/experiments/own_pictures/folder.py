"""A folder of a person's own pictures as a data set: each folder in it is a class."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

import torch

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.experiments.found.folder import FolderFacts
from resnet_viz.core.text.letters import shown_text
from resnet_viz.engine.experiments.own_pictures.files import (
    COLOUR,
    FORMATS_TEXT,
    SUFFIXES,
    read_picture,
)
from resnet_viz.engine.experiments.pictures import Pictures

SIDE = 16  # pixels: a step of training then takes four times that of the digits
MOST_PICTURES = 600
MOST_CLASSES = 20
LEAST_CLASSES = 2
LEAST_OF_CLASS = 5  # one to test on, the rest to train on
MOST_ENTRIES = 20_000  # of one folder that are looked at
MOST_KEPT = 2  # folders; one has 2 MB


FolderState = tuple[int, ...]
"""When folders were changed last: other numbers where a file has come or gone."""


def folder_state(folder: str) -> FolderState:
    """That of a folder and the folders in it; () where it can't be looked at."""
    try:
        with os.scandir(folder) as found:
            own = os.stat(folder).st_mtime_ns
            entries = (each for each in islice(found, MOST_ENTRIES) if each.is_dir())
            return own, *sorted(each.stat().st_mtime_ns for each in entries)
    except (OSError, ValueError):
        return ()


@lru_cache(maxsize=MOST_KEPT)
def folder_pictures(folder: str, state: FolderState) -> tuple[Pictures, FolderFacts]:
    """The pictures of a folder in 16 × 16 pixels of three channels, and how many there are.

    Read again when `state` is another one.

    Of many pictures those of each class are taken evenly by name. Those that can't be read are
    left out and counted. UserError for a folder without two classes of five pictures.
    """
    root = Path(folder)
    files = _files_by_class(root)
    most = MOST_PICTURES // len(files)
    images, labels, unreadable = [], [], 0
    for label, paths in enumerate(files.values()):
        for path in _evenly(paths, most):
            try:
                images.append(read_picture(path, (COLOUR, SIDE, SIDE)))
            except UserError:
                unreadable += 1
                continue
            labels.append(label)
    _check_counts(list(files), labels, unreadable)
    found = sum(map(len, files.values()))
    facts = FolderFacts(root.name, len(labels), len(files), unreadable, found, SIDE)
    names = tuple(map(shown_text, files))
    return Pictures(facts.name, torch.stack(images), torch.tensor(labels), names), facts


def _files_by_class(root: Path) -> dict[str, list[Path]]:
    """Files that are called pictures, by the names of their folders; both in order."""
    if not root.is_dir():
        raise UserError(f"the folder {shortened(root.name or root)} doesn't exist", "folder")
    folders = [each for each in _entries(root) if each.is_dir() and not _is_hidden(each)]
    files = {each.name: _pictures_in(each) for each in folders}
    files = {name: paths for name, paths in files.items() if paths}
    if not files:
        raise UserError(
            f"{shortened(root.name)} has no folders with pictures. Put the pictures of each class "
            f"in a folder of its own, as {FORMATS_TEXT}",
            "folder",
        )
    if len(files) < LEAST_CLASSES:
        raise UserError(
            f"{shortened(root.name)} has pictures in one folder only, "
            f"{shortened(next(iter(files)))}. Put those of another class in a second folder",
            "folder",
        )
    if len(files) > MOST_CLASSES:
        raise UserError(
            f"{shortened(root.name)} has {len(files)} folders with pictures, and at most "
            f"{MOST_CLASSES} classes are allowed",
            "folder",
        )
    return files


def _pictures_in(folder: Path) -> list[Path]:
    return [
        path
        for path in _entries(folder)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not _is_hidden(path)
    ]


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, by name; UserError where it can't be looked at, or is too much."""
    try:
        with os.scandir(folder) as found:
            names = [each.name for each in islice(found, MOST_ENTRIES + 1)]
    except OSError as error:
        words = error.strerror or "input error"
        raise UserError(f"{shortened(folder.name)} can't be read ({words})", "folder") from error
    if len(names) > MOST_ENTRIES:
        raise UserError(
            f"{shortened(folder.name)} has more than {MOST_ENTRIES} files. Choose a smaller folder",
            "folder",
        )
    return [folder / name for name in sorted(names)]


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _evenly(paths: Sequence[Path], most: int) -> Iterator[Path]:
    """At most so many of them, in equal steps from the first on."""
    if len(paths) <= most:
        return iter(paths)
    return (paths[place * len(paths) // most] for place in range(most))


def _check_counts(names: Sequence[str], labels: Sequence[int], unreadable: int) -> None:
    """UserError where a class has too few pictures that could be read."""
    for label, name in enumerate(names):
        count = labels.count(label)
        if count < LEAST_OF_CLASS:
            lost = f" ({unreadable} of the folder could not be read)" if unreadable else ""
            raise UserError(
                f"{shortened(name)} has {count} pictures{lost}, and each class needs "
                f"{LEAST_OF_CLASS} or more",
                "folder",
            )
