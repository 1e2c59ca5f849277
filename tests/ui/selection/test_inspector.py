"""The card of the selection."""

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.cost.worked import layer_formulas
from resnet_viz.core.lab.layer_row import rows_of
from resnet_viz.core.networks import network_named
from resnet_viz.ui.selection.inspector import Inspector
from resnet_viz.ui.selection.subject import Subject, network_subject, subject_of

REPORT = report_of(network_named("resnet50"))
GRAPH = REPORT.network.graph
ROWS = rows_of(REPORT, ())


def subject(path: str) -> Subject:
    inside = [row for row in ROWS if row.cost.path == path or row.cost.path.startswith(f"{path}.")]
    return subject_of(GRAPH, path, 1, inside, lambda each: layer_formulas(GRAPH, REPORT, each))


@pytest.fixture
def card(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(272, 500)
    made.show()
    return made


def test_a_block_has_its_name_its_formula_and_its_share_of_the_network() -> None:
    found = subject("layer3.2")
    assert (found.title, found.path) == ("conv4_x · block 2", "layer3.2 · 10 layers")
    assert found.formula == "y = ReLU(F(x) + x)<br>identity shortcut"
    figures = {figure.name: (figure.text, figure.share) for figure in found.figures}
    assert figures["Parameters"] == ("1\u202f117\u202f184", f"{1117184 / 25557032:.1%}")


def test_a_row_shows_its_layer_and_no_block() -> None:
    found = subject("layer3.2.conv2")
    assert found.title == "conv4_x · block 2 · conv2"
    assert found.path == "layer3.2.conv2 · Conv2d 3×3"
    assert found.block is None


def test_worked_numbers_are_folded_away_until_asked_for(card: Inspector) -> None:
    card.show_subject(subject("layer3.2.conv2"), GRAPH)
    assert "weights" not in card.texts()
    card.unfold.click()
    assert "256·256 weights" in card.texts().replace("3·3·", "")


def test_with_nothing_selected_the_network_is_there_as_a_whole(card: Inspector) -> None:
    card.show_subject(network_subject(REPORT.network, REPORT.layers, Convention.MACS), GRAPH)
    for words in ("50 = 2 + 3·16", "bottleneck 3-4-6-3", "conv4_x", "14 × 14  × 6"):
        assert words in card.texts()
    assert card.sketch.isHidden()


@pytest.mark.parametrize("path", ["", "layer3.2", "layer3.0.downsample.0", "layer4", "fc"])
def test_it_needs_no_more_than_its_narrow_column(card: Inspector, path: str) -> None:
    whole = network_subject(REPORT.network, REPORT.layers, Convention.MACS)
    card.show_subject(subject(path) if path else whole, GRAPH)
    assert card.minimumSizeHint().width() <= 272
