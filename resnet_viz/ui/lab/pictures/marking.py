"""Puts the marks of what differs on canvases; each is made once for a scene."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.places import Place
from resnet_viz.diagram.scene.marks import marks_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.paint.marks import PaintedMarks

MOST_AT_ONCE = 1000  # boxes; the marks of more are made in steps, between which the window answers


class Marking(NamedTuple):
    """A scene with the places of what differs in it, the letters of both networks, the colours."""

    scene: Scene
    places: Mapping[str, Place]
    letters: tuple[str, str]
    theme: Theme


class MarkedCanvas(QObject):
    """Remembers what a canvas has marks of."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._shown: Marking | None = None
        self._steps: Iterator[None] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._take_step)

    def show(self, marking: Marking | None) -> None:
        """Marks what differs in the scene on screen, None for nothing."""
        shown, self._shown = self._shown, marking
        if marking is None:
            self._next.stop()
            self.canvas.show_marks(None)
        elif shown is None or not _is_same(shown, marking):
            self._steps = self._made(marking)
            self.canvas.show_marks(None)
            if len(marking.scene.items) > MOST_AT_ONCE:
                self._next.start()
            else:
                for _ in self._steps:
                    pass

    def _take_step(self) -> None:
        if next(self._steps, self) is self:
            self._next.stop()

    def _made(self, marking: Marking) -> Iterator[None]:
        ours, theirs = marking.letters
        signs = {Kind.ONLY_A: ours or "A", Kind.ONLY_B: theirs or "B"}
        marks = marks_of(marking.scene, marking.places)
        yield
        painted = PaintedMarks(marks, marking.theme, signs)
        painted.prepare()
        yield
        self.canvas.show_marks(painted)


def _is_same(one: Marking, other: Marking) -> bool:
    """Whether both are about the same objects: comparing large ones would take too long."""
    is_same = one.scene is other.scene and one.places is other.places
    return is_same and one.theme is other.theme and one.letters == other.letters
