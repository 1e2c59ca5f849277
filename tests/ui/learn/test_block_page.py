"""The lesson on residual blocks: it is made of the network on screen, and its links change that."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import know
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.session import edits
from resnet_viz.ui.learn.block_page import BlockPage
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from tests.samples.recorded import recorded_network
from tests.samples.recordings import transformer


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(new_document("resnet50"))


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> BlockPage:
    made = BlockPage(session)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_it_shows_the_first_identity_block_and_the_first_projection(page: BlockPage) -> None:
    spoken = [figure.accessibleName() for figure in page.figures]
    assert "Block layer1.1" in spoken[0]
    assert "Block layer1.0" in spoken[1]
    assert "Shown on ResNet-50" in page.text()
    assert "W<sub>s</sub>x" in page.text()


def test_it_follows_the_network(page: BlockPage, session: Session) -> None:
    session.open(new_document("resnet20"))
    assert "zero-padded shortcut" in page.text()
    assert "projection shortcut" not in page.text()


def test_a_link_takes_the_shortcuts_away_and_puts_them_back(
    page: BlockPage, session: Session
) -> None:
    page.plain.click()
    assert session.document.member.arch == "resnet50,shortcut=none"
    assert "is <b>plain</b>" in page.text()
    assert page.figures[1].isHidden()
    page.plain.click()
    assert session.document.member.arch == "resnet50"


def test_a_link_switches_the_block(page: BlockPage, session: Session) -> None:
    assert page.block.text() == "Switch to basic"
    page.block.click()
    assert session.document.member.arch == "resnet34"
    assert page.block.text() == "Switch to bottleneck"


def test_a_block_can_be_shown_in_the_diagram(
    qtbot: QtBot, page: BlockPage, session: Session
) -> None:
    with qtbot.waitSignal(page.block_asked) as asked:
        page.shows[0].click()
    assert asked.args == ["layer1.1"]
    assert session.document.arrangement.selection == "layer1.1"


def test_with_projections_everywhere_it_says_so(page: BlockPage, session: Session) -> None:
    session.open(new_document("resnet18,shortcut=C"))
    assert "every shortcut is a <b>projection</b> (option C)" in page.text()
    assert "Here layer2.0 goes from 64 × 56 × 56 to 128 × 28 × 28." in page.text()


def test_of_a_network_of_others_it_says_only_what_is_true_of_it(
    page: BlockPage, session: Session
) -> None:
    graph = graph_of(transformer(2))
    network = replace(recorded_network("transformer.py:make"), graph=graph)
    know(network)
    session.edit(edits.open_network, network.name)
    assert f"Shown on {network.title}" in page.text()
    for absent in ("When the shape changes", "Basic and bottleneck", "table 1 of", "Parameters"):
        assert absent not in page.text()
    assert [each.isVisible() for each in page.figures] == [False, False]
    assert [each.isVisible() for each in page.shows] == [True, False]
