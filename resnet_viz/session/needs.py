"""What a session refers to and may not be used unasked: code, files elsewhere, files not there."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.files.typed_path import is_file
from resnet_viz.core.models.source import source_in
from resnet_viz.session.document import Document
from resnet_viz.session.member import Member
from resnet_viz.session.paths import is_within


class Why(StrEnum):
    """Why an entry is not used: it needs code, its file is elsewhere, or it is not there."""

    CODE = "code"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


class Need(NamedTuple):
    """An entry of `networks` that waits, and the path or the network that it waits for.

    CODE and ELSEWHERE need a person's permission, MISSING a file.
    """

    place: int
    why: Why
    what: str

    @property
    def asks(self) -> bool:
        """Whether a permission lets it go on."""
        return self.why is not Why.MISSING


def needs_of(
    document: Document, folder: Path | None, permitted: frozenset[str] = frozenset()
) -> tuple[Need, ...]:
    """What waits in a document of a folder, without one every file; nothing of it is read.

    `permitted` has what a person allowed on this machine: it is kept apart from the session.
    """
    return tuple(
        Need(place, why, what)
        for place, member in enumerate(document.networks)
        for why, what in _needs_of(member, folder, permitted)
    )


def files_waiting(
    paths: Iterable[str], folder: Path | None, permitted: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Those of some files and folders that are outside the session's and that nobody allowed."""
    needs = (_need_of(path, folder, permitted) for path in paths if path)
    return tuple(what for need in needs for why, what in need if why is Why.ELSEWHERE)


def _needs_of(
    member: Member, folder: Path | None, permitted: frozenset[str]
) -> Iterator[tuple[Why, str]]:
    foreign = source_in(member.arch)
    if foreign and foreign.needs_code and (what := foreign.path or member.arch) not in permitted:
        yield Why.CODE, what
    elif foreign and foreign.path:
        yield from _need_of(foreign.path, folder, permitted)
    for choice in (member.weights, member.against):
        if choice:
            yield from _need_of(choice.path, folder, permitted)


def _need_of(
    path: str, folder: Path | None, permitted: frozenset[str]
) -> Iterator[tuple[Why, str]]:
    if path not in permitted and (folder is None or not is_within(path, folder)):
        yield Why.ELSEWHERE, path
    elif not is_file(Path(path)):
        yield Why.MISSING, path
