"""What a timed run has to say against itself: kinds of notes with their figures, and their words.

A note is a value wherever it is decided upon, sent or stored; it becomes words where it is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import list_from, text_from
from resnet_viz.core.message import Message, translate


class NoteKind(StrEnum):
    """What a note is about; `TEXT` is one of an earlier version, which stored only the words."""

    UNSTEADY = "unsteady"
    UNSTEADY_RATIO = "unsteady-ratio"
    BUSY = "busy"
    BUSY_ON_CPU_TIME = "busy-on-cpu-time"
    ISOLATED = "isolated"
    OVERHEAD = "overhead"
    UNSCALED = "unscaled"
    SHARED = "shared"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Note:
    """One note: `values` has the figures that its template names, `text` the words in it."""

    kind: NoteKind
    values: Mapping[str, float] = field(default_factory=dict)
    text: str = ""


TEMPLATES: Mapping[NoteKind, str] = {
    NoteKind.UNSTEADY: "unstable: {passes:.0f} passes aren't enough to pin the median down to 2 %",
    NoteKind.UNSTEADY_RATIO: (
        "unstable: {pairs:.0f} pairs aren't enough to pin the ratio down to 2 %"
    ),
    NoteKind.BUSY: "the machine is busy: passes took {ratio:.1f} × their CPU time",
    NoteKind.BUSY_ON_CPU_TIME: (
        "the machine is busy: passes took {ratio:.1f} × their CPU time, which the figures show"
    ),
    NoteKind.ISOLATED: ("layers are estimated in isolation: this device can't time them in a pass"),
    NoteKind.OVERHEAD: "unreliable: per-layer timing slowed the pass by {share:.1%}",
    NoteKind.UNSCALED: "layers are not scaled to the plain pass: the two differ by over 5 %",
    NoteKind.SHARED: "timed in one process with {text}, whose code may have changed PyTorch",
    NoteKind.TEXT: "{text}",
}


def message_of(note: Note) -> Message:
    """What a note says."""
    return Message(TEMPLATES[note.kind], {**note.values, "text": note.text})


def note_texts(notes: Iterable[Note]) -> tuple[str, ...]:
    """The words of notes, as window and commands show them."""
    return tuple(translate(message_of(note)) for note in notes)


def english_texts(notes: Iterable[Note]) -> tuple[str, ...]:
    """The words of notes as the promised JSON has them, in English whoever reads it."""
    return tuple(str(message_of(note)) for note in notes)


def check_note(note: Note) -> None:
    """UserError for a note without the figures that its words need; files may hold any."""
    try:
        str(message_of(note))
    except KeyError as error:
        raise UserError(f"a note of kind {note.kind} has no {error.args[0]}") from None


def with_doubts(values: dict[str, Any], place: str) -> dict[str, Any]:
    """JSON with `doubts`; made of the words in `notes` where an earlier version wrote no others.

    UserError for notes that are no list of texts.
    """
    notes = list_from(values.get("notes", ()), f"{place}.notes")
    texts = [text_from(text, f"{place}.notes[{number}]") for number, text in enumerate(notes)]
    return {"doubts": [{"kind": NoteKind.TEXT, "text": text} for text in texts]} | values
