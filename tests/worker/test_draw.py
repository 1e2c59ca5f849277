"""The drawing process as its parent sees it: layouts of DOT texts, refusals in words."""

import json
from collections.abc import Iterator

import pytest

from resnet_viz.core.request import Worker
from resnet_viz.jobs.requests import LayOut
from tests.worker.parent import Parent, parent_of


@pytest.fixture(scope="module")
def draw() -> Iterator[Parent]:
    with parent_of(Worker.DRAW) as parent:
        yield parent


def test_it_lays_out_each_text_in_its_order(draw: Parent) -> None:
    found = draw.answer(LayOut(("digraph { b }", "digraph { a -> c }")))
    layouts = [json.loads(text) for text in found.texts]
    names = [[node["name"] for node in layout["objects"]] for layout in layouts]
    assert names == [["b"], ["a", "c"]]
    assert all("pos" in node for layout in layouts for node in layout["objects"])


def test_the_same_text_gets_the_same_bytes(draw: Parent) -> None:
    request = LayOut(("digraph { a -> b; a -> c; b -> d; c -> d }",))
    assert draw.answer(request) == draw.answer(request)


def test_a_text_that_is_no_dot_fails_and_the_next_request_works(draw: Parent) -> None:
    failure = draw.failure(LayOut(("digraph { a -> ",)))
    assert "DotError" in failure.message
    assert not failure.is_mistake
    assert draw.answer(LayOut(("digraph { a }",))).texts
