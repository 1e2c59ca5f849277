"""Notes on a run: figures until they are shown, the same words as the promised JSON has."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.note import (
    TEMPLATES,
    Note,
    NoteKind,
    check_note,
    english_texts,
    note_texts,
)

FIGURES = {"passes": 60, "pairs": 30, "ratio": 1.38, "share": 0.062}


def test_every_kind_has_words() -> None:
    assert set(TEMPLATES) == set(NoteKind)
    notes = [Note(kind, FIGURES, "Some words") for kind in NoteKind]
    for note in notes:
        check_note(note)
    assert note_texts(notes) == english_texts(notes) == (
        "unstable: 60 passes aren't enough to pin the median down to 2 %",
        "unstable: 30 pairs aren't enough to pin the ratio down to 2 %",
        "the machine is busy: passes took 1.4 × their CPU time",
        "the machine is busy: passes took 1.4 × their CPU time, which the figures show",
        "layers are estimated in isolation: this device can't time them in a pass",
        "unreliable: per-layer timing slowed the pass by 6.2%",
        "layers are not scaled to the plain pass: the two differ by over 5 %",
        "timed in one process with Some words, whose code may have changed PyTorch",
        "Some words",
    )  # fmt: skip


def test_a_note_without_its_figure_is_refused() -> None:
    with pytest.raises(UserError, match="a note of kind busy has no ratio"):
        check_note(Note(NoteKind.BUSY, {"share": 0.5}))
