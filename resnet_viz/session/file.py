"""A document as the JSON of a `.resnetviz` file, and back; nothing in a file is believed unread."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.regular_file import regular_bytes
from resnet_viz.core.leaves import integer_from, list_from, object_from, text_from
from resnet_viz.core.plain import read_as
from resnet_viz.session.arrangement import Arrangement
from resnet_viz.session.document import MOST_MEMBERS, MOST_SHOWN, Document, ShownRun
from resnet_viz.session.json_text import json_bytes, json_from
from resnet_viz.session.member import Member, Unknown, canonical
from resnet_viz.session.paths import absolute, arch_absolute, arch_moved, arch_written, written
from resnet_viz.session.results.in_file import results_from, results_written, with_folder
from resnet_viz.session.unknown import KEPT_IN, put_back, set_apart

FORMAT, VERSION, SUFFIX = "resnet-viz session", 1, ".resnetviz"
MOST_BYTES, MOST_LEVELS = 16_000_000, 100
APART = ("format", "version", "networks", "current", "base", "runs", "members", "results")

Entry = TypeVar("Entry", Member, ShownRun)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a file has, and the fingerprint of what was read."""

    document: Document
    fingerprint: str


def read_session(path: Path) -> OpenedFile:
    """The document of a session file; UserError names the file, what is wrong, and where.

    Nothing that the file names is read, and no code is run.
    """
    try:
        data = regular_bytes(path, MOST_BYTES)
        document = document_from(json_from(data, MOST_LEVELS), path.absolute().parent)
    except OSError as error:
        raise UserError(f"{path} can't be opened: {error.strerror}", "path") from None
    except UserError as error:
        raise UserError(f"{path} can't be opened: {error.message}", "path") from None
    return OpenedFile(document, fingerprint_of(data))


def bytes_of(document: Document, folder: Path | None) -> bytes:
    """The document as a session file of a folder holds it; UserError where it is too large."""
    return json_bytes(values_of(document, folder), MOST_BYTES)


def values_of(document: Document, folder: Path | None) -> dict[str, Any]:
    """The document as plain values; without a folder its paths are in full."""

    def on_path(path: str) -> str:
        return written(path, folder)

    shown = replace(document, arrangement=_arranged(document.arrangement, on_path))
    rest = asdict(replace(shown, results=(), unknown=()))
    networks = document.networks
    values = {
        "format": FORMAT,
        "version": VERSION,
        **rest,
        "networks": [arch_written(member.arch, folder) for member in networks],
        "runs": [_entry_values(run, run.unknown) for run in document.runs],
        "members": [_member_values(member, folder) for member in networks],
        "results": results_written(document.results, document.unknown, on_path),
    }
    del values[KEPT_IN]
    return put_back(values, document.unknown)


def document_from(values: object, folder: Path | None) -> Document:
    """The document of plain values; UserError names the entry that is wrong.

    Paths are those of a folder, without one they are in full.
    """
    values = _checked_head(values)
    rest = {name: value for name, value in values.items() if name not in APART}
    known, unknown = set_apart(Document, rest)
    runs = enumerate(list_from(values.get("runs", []), "runs"))

    def on_path(path: str) -> str:
        return absolute(path, folder)

    results, later = results_from(values.get("results", []), on_path)
    document = read_as(Document, known)
    return replace(
        document,
        arrangement=_arranged(document.arrangement, on_path),
        networks=_networks_from(values, folder),
        current=integer_from(values.get("current", 0), "current"),
        base=integer_from(values.get("base", 0), "base"),
        runs=tuple(_entry_from(ShownRun, run, f"runs[{place}]") for place, run in runs),
        results=results,
        unknown=(*unknown, *later),
    )


def fingerprint_of(data: bytes) -> str:
    """What tells the contents of a file from any other."""
    from hashlib import sha256  # loads a library of its own

    return sha256(data).hexdigest()


def _arranged(arrangement: Arrangement, on_path: Callable[[str], str]) -> Arrangement:
    """The same with the files of the Learn workspace by other paths, and those in its networks."""
    learn = arrangement.learn
    image, weights = (on_path(path) if path else "" for path in (learn.image, learn.weights))
    setting = with_folder(learn.setting, on_path)
    archs = tuple(arch_moved(arch, on_path) for arch in learn.archs)
    moved = replace(learn, archs=archs, image=image, weights=weights, setting=setting)
    return arrangement if moved == learn else replace(arrangement, learn=moved)


def _checked_head(values: object) -> dict[str, Any]:
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise UserError("it isn't a ResNet Viz session file")
    version = integer_from(values.get("version"), "version")
    if version > VERSION:
        raise UserError(
            f"it has version {version}, and this program reads up to version {VERSION}. Open it "
            "with a newer ResNet Viz"
        )
    if version < 1:
        raise UserError(f"it has version {version}, and versions begin with 1")
    return values


def _networks_from(values: dict[str, Any], folder: Path | None) -> tuple[Member, ...]:
    archs = list_from(values.get("networks"), "networks")
    if len(archs) > MOST_MEMBERS:
        raise UserError(f"networks has {len(archs)} entries, and a session has 1 to {MOST_MEMBERS}")
    members = list_from(values.get("members", [{}] * len(archs)), "members")
    if len(members) != len(archs):
        words = f"networks has {len(archs)} entries and members {len(members)}"
        raise UserError(f"{words}. Each network needs one member")
    entries = enumerate(zip(archs, members, strict=True))
    return tuple(_member_from(place, arch, each, folder) for place, (arch, each) in entries)


def _member_from(place: int, arch: object, values: object, folder: Path | None) -> Member:
    """One network with what is known of it; shown, if nothing is said, where six at most are."""
    here = f"members[{place}]"
    arch = arch_absolute(_canonical(arch, f"networks[{place}]"), folder)
    usual = {"is_shown": place < MOST_SHOWN}
    member = _entry_from(Member, {**usual, **object_from(values, here), "arch": arch}, here)
    twin = _canonical(member.twin, f"{here}.twin") if member.twin else ""
    near = _canonical(member.matched_to, f"{here}.matched_to") if member.matched_to else ""
    weights, against = (
        each and replace(each, path=absolute(each.path, folder))
        for each in (member.weights, member.against)
    )
    return replace(member, weights=weights, against=against, twin=twin, matched_to=near)


def _entry_from(kind: type[Entry], values: object, place: str) -> Entry:
    known, unknown = set_apart(kind, object_from(values, place))
    return replace(read_as(kind, known, place), unknown=unknown)


def _canonical(value: object, place: str) -> str:
    text = text_from(value, place)
    try:
        return canonical(text)
    except UserError as error:
        raise UserError(f"{place}: {error.message}") from None


def _member_values(member: Member, folder: Path | None) -> dict[str, Any]:
    weights, against = (
        each and replace(each, path=written(each.path, folder))
        for each in (member.weights, member.against)
    )
    values = _entry_values(replace(member, weights=weights, against=against), member.unknown)
    return {name: value for name, value in values.items() if name != "arch"}


def _entry_values(entry: Member | ShownRun, unknown: Unknown) -> dict[str, Any]:
    values = asdict(entry)
    del values[KEPT_IN]
    return put_back(values, unknown)
