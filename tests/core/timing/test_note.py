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
        "not steady: after 60 passes the median is not known to 2 %",
        "not steady: after 30 pairs the ratio is not known to 2 %",
        "busy machine: passes took 1.38 times their CPU time",
        "busy machine: passes took 1.38 times their CPU time; figures are CPU time",
        "layers are estimated in isolation: this device can't time them in a pass",
        "untrusted: timing the layers slowed the pass by 6.2%",
        "layers are not scaled to the plain pass: the two differ by over 5 %",
        "Some words",
    )  # fmt: skip


def test_a_note_without_its_figure_is_refused() -> None:
    with pytest.raises(UserError, match="a note of kind busy has no ratio"):
        check_note(Note(NoteKind.BUSY, {"share": 0.5}))
