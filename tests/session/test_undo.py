"""Undo and redo: every edit back and forth, one step for a gesture, places kept where one looks."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.message import Message
from resnet_viz.core.resnet.spec import Block
from resnet_viz.diagram.scene.color_choice import Coloring
from resnet_viz.session import card_edits, edits
from resnet_viz.session.arrangement import Arrangement, Camera, Workspace
from resnet_viz.session.document import Document, ShownRun, with_times, work_of
from resnet_viz.session.edits import Edit
from resnet_viz.session.member import WeightsChoice
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.session.undo import MOST_STEPS, Timeline
from tests.samples.documents import ARRANGEMENTS, CHANGES, DOCUMENTS, SETUPS, Change

FIRST = Timeline()


def after(timeline: Timeline, *changes: Change) -> Timeline:
    for change in changes:
        try:
            edit = change(timeline.document)
        except UserError:  # a comparison that is full
            continue
        timeline = timeline.edited(*edit)
    return timeline


def held(timeline: Timeline, *batches: int) -> Timeline:
    """The batch while its field is held."""
    for batch in batches:
        timeline = timeline.edited(*edits.set_batch(timeline.document, batch))
    return timeline


def batches_back(timeline: Timeline) -> list[int]:
    batches = [timeline.document.batch]
    while timeline.done:
        timeline = timeline.undo()
        batches.append(timeline.document.batch)
    return batches


@given(DOCUMENTS, st.lists(CHANGES, min_size=30, max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_edits_undone_are_the_first_document_and_redone_the_last(
    document: Document, changes: list[Change]
) -> None:
    start = Timeline(document)
    last = after(start, *changes).settled()
    timeline = last
    for _ in changes:
        timeline = timeline.undo()
    assert work_of(timeline.document) == work_of(document)
    assert timeline.undo_text is None
    for _ in changes:
        timeline = timeline.redo()
    assert timeline.document == last.document
    assert [step.text for step in timeline.done] == [step.text for step in last.done]


@given(st.lists(CHANGES, min_size=1, max_size=5), ARRANGEMENTS, SETUPS)
@settings(max_examples=40, deadline=None)
def test_undo_leaves_where_one_looks_and_what_a_run_takes(
    changes: list[Change], arrangement: Arrangement, setup: RunSetup
) -> None:
    edited = after(FIRST, *changes)
    moved = edited.moved(replace(edited.document, arrangement=arrangement, run_setup=setup))
    for step in (moved.undo(), moved.undo().redo()):
        assert step.document.arrangement == arrangement
        assert step.document.run_setup == setup


def test_a_step_says_what_it_did() -> None:
    timeline = FIRST.edited(*edits.set_choice(FIRST.document, "block", Block.BASIC))
    assert str(timeline.undo_text) == "Set block to basic"
    assert timeline.redo_text is None
    assert str(timeline.undo().redo_text) == "Set block to basic"


def test_a_field_that_is_held_is_one_step() -> None:
    timeline = held(FIRST, 2, 3, 4)
    assert batches_back(timeline) == [4, 1]
    assert str(timeline.undo_text) == "Set batch to 4"


def test_the_same_field_held_again_is_another_step() -> None:
    assert batches_back(held(held(FIRST, 2, 3).settled(), 4, 5)) == [5, 3, 1]


def test_another_field_ends_the_gesture() -> None:
    timeline = held(FIRST, 2, 3)
    timeline = timeline.edited(*edits.set_choice(timeline.document, "width", 32))
    assert batches_back(held(timeline, 4)) == [4, 3, 3, 1]


def test_a_camera_that_moves_within_a_gesture_does_not_end_it() -> None:
    timeline = held(FIRST, 2)
    camera = Arrangement(camera=Camera(1.0, 2.0, 3.0))
    timeline = timeline.moved(replace(timeline.document, arrangement=camera))
    assert batches_back(held(timeline, 3)) == [3, 1]


def test_a_gesture_that_ends_where_it_began_is_no_step() -> None:
    timeline = held(FIRST, 2, 3, 1)
    assert timeline == FIRST
    assert batches_back(held(timeline, 5)) == [5, 1]


def test_undo_ends_a_gesture() -> None:
    assert batches_back(held(held(FIRST, 2).undo(), 3, 4)) == [4, 1]


def test_an_edit_that_changes_nothing_is_no_step_and_keeps_what_can_be_redone() -> None:
    timeline = held(FIRST, 2).undo()
    again = timeline.edited(*edits.set_batch(timeline.document, 1))
    assert not again.done
    assert str(again.redo_text) == "Set batch to 2"


def test_an_edit_after_undo_takes_away_what_could_be_redone() -> None:
    timeline = held(FIRST, 2).undo()
    assert held(timeline, 3).redo() == held(timeline, 3)


def test_undo_at_the_start_and_redo_at_the_end_change_nothing() -> None:
    assert FIRST.undo() == FIRST.redo() == FIRST


def test_the_list_holds_the_last_500_steps_and_more_than_the_200_promised() -> None:
    timeline = FIRST
    for batch in range(2, MOST_STEPS + 12):
        timeline = held(timeline, batch).settled()
    assert len(timeline.done) == MOST_STEPS >= 200
    assert batches_back(timeline)[-1] == 11


def test_a_change_that_undo_would_lose_can_not_be_made_without_a_step() -> None:
    with pytest.raises(ValueError, match="step"):
        FIRST.moved(replace(FIRST.document, batch=2))


def test_times_that_arrive_are_no_step_and_stay_through_undo() -> None:
    timeline = held(FIRST, 2)
    timeline = timeline.moved(with_times(timeline.document, ShownRun("resnet50", 2, "a uuid")))
    assert timeline.undo().document.run == ""
    assert timeline.undo().redo().document.run == "a uuid"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: edits.open_run(d, "resnet18", 8, "a uuid"), "Open run of ResNet-18"),
        (
            lambda d: edits.open_weights(d, "resnet18", WeightsChoice("/models/my18.pth")),
            "Open weights my18.pth",
        ),
        (lambda d: card_edits.add_counterpart(d, "resnet34", "macs"), "Add counterpart ResNet-34"),
        (edits.switch_plain, "Take shortcuts away"),
        (edits.switch_block, "Set block to basic"),
        (card_edits.pin, "Compare with ResNet-50"),
        (lambda d: edits.toggle(d, "layer2", "conv3_x"), "Expand or collapse conv3_x"),
    ],
)
def test_what_changes_several_things_is_one_step(change: Change, said: str) -> None:
    timeline = after(FIRST, change)
    assert [str(step.text) for step in timeline.done] == [said]
    assert timeline.document != FIRST.document
    assert work_of(timeline.undo().document) == FIRST.document


def test_every_edit_of_a_document_has_words_of_its_own() -> None:
    changed = after(FIRST, card_edits.pin, edits.switch_plain).document
    made: list[Edit] = [
        edits.switch_plain(changed),
        edits.set_folded(changed, is_folded=True),
        edits.set_folded(changed, is_folded=False),
        edits.fold_all(changed),
        edits.unfold_all(changed),
        edits.set_to_scale(changed, is_to_scale=True),
        edits.set_values(changed, "macs"),
        card_edits.remove_card(changed, 1),
        card_edits.hide_card(changed, 0),
        card_edits.unpin(changed),
        edits.set_choice(changed, "stages", (1, 2)),
    ]
    texts = [str(edit.text) for edit in made]
    assert len(set(texts)) == len(texts)
    assert "Remove ResNet-50, option none" not in texts
    assert texts[-1] == "Set stages to 1-2"


def test_a_colour_that_is_not_known_changes_nothing() -> None:
    with pytest.raises(UserError, match="color_by=beauty"):
        edits.set_coloring(FIRST.document, Coloring("beauty"))


def test_the_workspace_is_saved_and_is_no_step() -> None:
    learn = replace(FIRST.document, arrangement=Arrangement(workspace=Workspace.LEARN))
    assert FIRST.moved(learn).done == ()
    assert FIRST.edited(learn, Message("Learn")).done == ()
