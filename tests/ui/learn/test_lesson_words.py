"""The lesson follows the network on screen: nothing is offered that it lacks."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.block_lesson import lesson_of
from resnet_viz.core.networks import know, network_named
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.session import edits
from resnet_viz.ui.learn.block_page import BlockPage
from resnet_viz.ui.learn.lesson_words import INTRO, SEEN_BY_SCREEN, STEPS, words_for
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from tests.samples.looked_at import looking_network
from tests.samples.recorded import recorded_network
from tests.samples.recordings import dense, residual, transformer

AWAY = "Take the shortcuts away"


def network_of(graph: Graph) -> Network:
    return replace(recorded_network("net.py:make"), graph=graph)


def test_a_resnet_has_the_lesson_as_it_is_written() -> None:
    words = words_for(network_named("resnet18"), lesson_of(network_named("resnet18")))
    assert (words.intro, words.first) == (INTRO, STEPS[0])
    assert AWAY in words.first.press


@pytest.mark.parametrize("graph", [graph_of(residual()), graph_of(transformer(2))])
def test_a_network_of_others_with_residual_blocks_has_no_shortcuts_to_take_away(
    graph: Graph,
) -> None:
    network = network_of(graph)
    words = words_for(network, lesson_of(network))
    assert AWAY not in " ".join(map(str, words))
    assert "Show this block in the diagram" in words.first.press
    assert "not the network on screen" in words.intro


def test_one_without_residual_blocks_asks_for_a_resnet() -> None:
    network = network_of(graph_of(dense()))
    words = words_for(network, lesson_of(network))
    assert "open a ResNet such as resnet18" in words.first.press
    assert "Show this block" not in words.first.press


def test_a_picture_is_offered_to_what_can_look_at_one() -> None:
    can, cannot = looking_network(), network_of(graph_of(transformer(2)))
    assert words_for(can, lesson_of(can)).picture == SEEN_BY_SCREEN
    assert words_for(cannot, lesson_of(cannot)).picture != SEEN_BY_SCREEN


def test_the_page_follows_the_network_and_comes_back(qtbot: QtBot) -> None:
    session = Session(new_document("resnet50"))
    page = BlockPage(session)
    qtbot.addWidget(page)
    page.show()
    assert AWAY in page.text()
    network = network_of(graph_of(dense()))
    know(network)
    session.edit(edits.open_network, network.name)
    assert AWAY not in page.text()
    assert "has no residual block" in page.text()
    session.edit(edits.open_network, "resnet18")
    assert AWAY in page.text()
