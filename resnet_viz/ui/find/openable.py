"""What a text or a file's name means to the window, and what could be meant while one types."""

import os
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import is_network_name
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.core.suffixes import is_session, is_weights
from resnet_viz.core.typed_path import is_file, typed_path
from resnet_viz.ui.find.fuzzy import ranked
from resnet_viz.ui.find.offer import Found, Offer, Section

MOST_NAMES = 400  # of a folder, so that a huge one does not stop the typing
MOST_SHOWN = 8


class Openable(Enum):
    """What can be opened."""

    NETWORK = auto()
    SESSION = auto()
    WEIGHTS = auto()


def kind_of(text: str) -> Openable | None:
    """What a text names by its look, None where it is nothing that the window opens."""
    if is_session(text):
        return Openable.SESSION
    if is_weights(text):
        return Openable.WEIGHTS
    is_network = is_network_name(text.partition(",")[0]) and "\n" not in text.strip()
    return Openable.NETWORK if is_network else None


def checked(text: str) -> Openable:
    """What a text names, looked at as far as is quick; UserError for what can't be opened."""
    kind = kind_of(text)
    if kind is Openable.SESSION:
        from resnet_viz.session.file import read_session

        network_named(read_session(as_path(text)).document.member.arch)
        return kind
    if kind is Openable.WEIGHTS and not is_file(as_path(text)):
        raise UserError(f"{text} doesn't exist")
    if kind is None and text and is_file(as_path(text)):
        raise UserError(f"{as_path(text).name} is neither a session nor weights")
    if kind is not Openable.WEIGHTS:
        network_named(text)
    return kind or Openable.NETWORK


def as_path(text: str) -> Path:
    """The file that a text names, with ~ for the person's folder."""
    return typed_path(text.strip())


def suggestions(typed: str, recent: Sequence[Path]) -> tuple[Found, ...]:
    """What could be meant: files of a folder that is being typed, else sessions and networks."""
    if "/" in typed or os.sep in typed or typed.startswith("~"):
        return _found(Section.FILES, _files_like(typed))
    names = [preset.name for preset in PRESETS]
    titles = [f"{preset.title.lower()} {preset.name}" for preset in PRESETS]
    places = [place for _, place in ranked(typed, titles)] if typed else range(len(names))
    sessions = [path for path in recent if typed.lower() in path.name.lower()]
    rows = [Offer(Section.NETWORKS, names[at], names[at], str, PRESETS[at].title) for at in places]
    return (
        *_found(Section.SESSIONS, [_file_offer(Section.SESSIONS, path) for path in sessions[:4]]),
        *_found(Section.NETWORKS, rows),
    )


def _files_like(typed: str) -> list[Offer]:
    head, _, start = typed.rpartition("/")
    folder = as_path(head or "/")
    return [
        Offer(Section.FILES, name, f"{head}/{name}", str)
        for name in sorted(_names_in(folder))
        if name.lower().startswith(start.lower())
    ][:MOST_SHOWN]


def _names_in(folder: Path) -> Iterator[str]:
    """Folders and what the window opens; nothing where the folder can't be read."""
    try:
        with os.scandir(folder) as entries:
            for entry, _ in zip(entries, range(MOST_NAMES), strict=False):
                if not entry.name.startswith("."):
                    if entry.is_dir():
                        yield f"{entry.name}/"
                    elif is_session(entry.name) or is_weights(entry.name):
                        yield entry.name
    except OSError:
        return


def _file_offer(section: Section, path: Path) -> Offer:
    return Offer(section, str(path), str(path), str)


def _found(section: Section, offers: Sequence[Offer]) -> tuple[Found, ...]:
    return (Found(section, tuple(offers)),) if offers else ()
