"""From a graph to its scene in the window, the drawing process stood for by a function."""

import gc
import weakref
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QObject

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.drawing import Drawing
from tests.diagram.drawn import draw
from tests.diagram.whole import scene_of
from tests.samples.graphs import encoder_decoder

OnAnswer = Callable[[Layouts], None]


class StandIn:
    """Keeps what it was asked until it is told to answer."""

    def __init__(self) -> None:
        self.waiting: list[tuple[LayOut, OnAnswer]] = []

    def ask(self, request: LayOut, on_answer: OnAnswer, *_: object, **__: object) -> None:
        self.waiting.append((request, on_answer))

    def answer(self, place: int) -> None:
        request, on_answer = self.waiting[place]
        on_answer(Layouts(tuple(layouts_for(request.dots).values())))


@pytest.fixture
def child() -> StandIn:
    return StandIn()


@pytest.fixture
def drawing(child: StandIn, qapp: QObject) -> Drawing:
    return Drawing(cast(Child, child), qapp)


@pytest.mark.parametrize("direction", list(Direction))
def test_the_window_gets_the_scene_that_files_are_written_from(
    drawing: Drawing, child: StandIn, direction: Direction
) -> None:
    view, scenes = View(Level.LAYER, direction=direction), list[Scene]()
    drawing.request(expand(parse("resnet18")), view, scenes.append)
    child.answer(0)
    assert scenes == [draw("resnet18", view).scene]


def test_groups_of_a_large_cell_are_asked_for_before_the_cell(
    drawing: Drawing, child: StandIn
) -> None:
    view, scenes = View(Level.LAYER), list[Scene]()
    drawing.request(encoder_decoder(), view, scenes.append)
    child.answer(0)
    assert not scenes
    child.answer(1)
    assert scenes == [scene_of(view)]
    drawing.request(encoder_decoder(), view, scenes.append)
    assert len(child.waiting) == 2


def test_networks_that_were_laid_out_end_when_they_are_forgotten(
    drawing: Drawing, child: StandIn
) -> None:
    graph = expand(parse("resnet18"))
    ended = weakref.ref(graph)
    drawing.request(graph, View(), lambda _: None)
    child.answer(0)
    child.waiting.clear()
    del graph
    gc.collect()
    assert ended() is not None
    drawing.forget()
    gc.collect()
    assert ended() is None


def test_a_request_that_is_overtaken_is_never_answered(drawing: Drawing, child: StandIn) -> None:
    scenes: list[Scene] = []
    drawing.request(expand(parse("resnet18")), View(), scenes.append)
    drawing.request(expand(parse("resnet34")), View(Level.LAYER), scenes.append)
    child.answer(0)
    assert scenes == []
    child.answer(1)
    assert [scene.title for scene in scenes] == ["ResNet-34"]


def test_what_is_known_is_not_asked_for_again(drawing: Drawing, child: StandIn) -> None:
    scenes: list[Scene] = []
    for _ in range(2):
        drawing.request(expand(parse("resnet18")), View(), scenes.append)
        if not scenes:
            child.answer(0)
    assert len(child.waiting) == 1
    assert len(scenes) == 2
