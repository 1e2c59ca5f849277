"""Undo and redo as a value: the document now, and the steps to either side of it."""

from typing import NamedTuple

from resnet_viz.core.message import Message
from resnet_viz.session.document import Document, taking_along, work_of

MOST_STEPS = 500
FIRST_DOCUMENT = Document()


class Step(NamedTuple):
    """What a step did, in words, and the document at its other end."""

    text: Message
    document: Document


class Timeline(NamedTuple):
    """The document on screen between what can be undone and what can be redone.

    `done` holds the documents as they were before each step, the latest step last; `undone` as
    they were after it, the next to redo last. `gesture` is the key of the gesture that goes on,
    such as a spin box that is held: edits with the same key are one step until it is `settled`.
    """

    document: Document = FIRST_DOCUMENT
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    gesture: str = ""

    @property
    def undo_text(self) -> Message | None:
        """What the next undo takes back, None for nothing."""
        return self.done[-1].text if self.done else None

    @property
    def redo_text(self) -> Message | None:
        """What the next redo does again, None for nothing."""
        return self.undone[-1].text if self.undone else None

    def edited(self, document: Document, text: Message, merge: str = "") -> "Timeline":
        """One more step; with the key of the gesture that goes on, the same step goes on.

        What could be redone is gone. A document whose work is as it was adds no step.
        """
        is_one_step = bool(merge) and merge == self.gesture and bool(self.done)
        if not is_one_step and _is_same(document, self.document):
            return self.moved(document)
        before = self.done[-1].document if is_one_step else self.document
        steps = self.done[:-1] if is_one_step else self.done
        if is_one_step and _is_same(document, before):
            return Timeline(document, steps)
        return Timeline(document, (*steps, Step(text, before))[-MOST_STEPS:], (), merge)

    def moved(self, document: Document) -> "Timeline":
        """The same steps with what is saved without being a step: camera, tab and the like.

        ValueError for a document that differs in more, which would be lost to undo.
        """
        if not _is_same(document, self.document):
            raise ValueError("what has to be undone is changed by a step")
        return self._replace(document=document)

    def settled(self) -> "Timeline":
        """The gesture is over: the next edit is a step of its own."""
        return self._replace(gesture="")

    def undo(self) -> "Timeline":
        """One step back, with camera, selection and the like as they are now."""
        if not self.done:
            return self
        step = self.done[-1]
        document = taking_along(step.document, self.document)
        undone = (*self.undone, Step(step.text, self.document))
        return Timeline(document, self.done[:-1], undone)

    def redo(self) -> "Timeline":
        """One step that was undone again, with camera, selection and the like as they are now."""
        if not self.undone:
            return self
        step = self.undone[-1]
        document = taking_along(step.document, self.document)
        done = (*self.done, Step(step.text, self.document))
        return Timeline(document, done, self.undone[:-1])


def _is_same(one: Document, other: Document) -> bool:
    return work_of(one) == work_of(other)
