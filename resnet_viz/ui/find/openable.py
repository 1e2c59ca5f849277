"""What a text or a file's name means to the window, and what could be meant while one types."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.files.suffixes import is_session, is_weights
from resnet_viz.core.files.typed_path import is_there
from resnet_viz.core.resnet.arch import ours_of
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.session.member import shown_network
from resnet_viz.session.openable import Openable, kind_of, path_in
from resnet_viz.ui.find.fuzzy import ranked
from resnet_viz.ui.find.offer import Found, Offer, Section

MOST_NAMES = 400  # of a folder, so that a huge one does not stop the typing
MOST_SHOWN = 8


def checked(text: str) -> Openable:
    """What a text names, looked at as far as is quick; UserError for what can't be opened."""
    kind = kind_of(text)
    if kind is Openable.SESSION:
        from resnet_viz.session.file import read_session

        shown_network(read_session(path_in(text)).document.member.arch)
        return kind
    if kind is Openable.WEIGHTS and not is_there(path_in(text)):
        raise UserError(f"{shortened(text)} doesn't exist")
    if kind is None and text and is_there(path_in(text)):
        raise UserError(f"{shortened(path_in(text).name)} is a folder. Choose a file")
    if kind not in (Openable.WEIGHTS, Openable.MODEL):
        shown_network(text)
    return kind or Openable.NETWORK


def suggestions(typed: str, recent: Sequence[Path]) -> tuple[Found, ...]:
    """What could be meant: files of a folder that is being typed, else sessions and networks."""
    if "/" in typed or os.sep in typed or typed.startswith("~"):
        return _found(Section.FILES, _files_like(typed))
    names = [preset.name for preset in PRESETS]
    titles = [f"{preset.title.lower()} {preset.name}" for preset in PRESETS]
    places = [place for _, place in ranked(typed, titles)] if typed else range(len(names))
    sessions = [path for path in recent if typed.lower() in path.name.lower()]
    rows = [Offer(Section.NETWORKS, names[at], names[at], str, PRESETS[at].title) for at in places]
    if (ours := ours_of(typed)) and ours not in names:
        rows.insert(0, Offer(Section.NETWORKS, typed, typed, str, ours))
    return (
        *_found(Section.SESSIONS, [_file_offer(Section.SESSIONS, path) for path in sessions[:4]]),
        *_found(Section.NETWORKS, rows),
    )


def _files_like(typed: str) -> list[Offer]:
    head, _, start = typed.rpartition("/")
    folder = path_in(head or "/")
    return [
        Offer(Section.FILES, name, f"{head}/{name}", str)
        for name in sorted(_names_in(folder), key=_is_other)
        if name.lower().startswith(start.lower())
    ][:MOST_SHOWN]


def _is_other(name: str) -> tuple[bool, str]:
    """Sorts by name, and to the end what doesn't look like something that the window opens."""
    is_known = name.endswith("/") or is_session(name) or is_weights(name)
    return not is_known, name


def _names_in(folder: Path) -> Iterator[str]:
    """Folders and files, any of which may have weights; nothing where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            for entry, _ in zip(entries, range(MOST_NAMES), strict=False):
                if not entry.name.startswith("."):
                    yield f"{entry.name}/" if entry.is_dir() else entry.name
    except OSError:
        return


def _file_offer(section: Section, path: Path) -> Offer:
    return Offer(section, str(path), str(path), str)


def _found(section: Section, offers: Sequence[Offer]) -> tuple[Found, ...]:
    return (Found(section, tuple(offers)),) if offers else ()
