"""Other counters, in the window."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.publications.peers import peers_of
from resnet_viz.core.wording import digits_grouped
from resnet_viz.engine.trace.network import network_of
from resnet_viz.ui.costs.counters_panel import CountersPanel
from resnet_viz.ui.costs.peers_panel import PeersPanel
from resnet_viz.ui.costs.summary_panel import SummaryPanel
from tests.samples.modules import sample


def test_each_source_stands_with_its_figure_and_its_terms(qtbot: QtBot) -> None:
    panel = PeersPanel()
    qtbot.addWidget(panel)
    panel.show_network(network_named("resnet50"), 1)
    assert panel.rowCount() == 0  # nothing before it is looked at
    panel.show()
    names = [panel.word(row) for row in range(panel.rowCount())]
    peers = peers_of(network_named("resnet50"))
    assert [name for name in names if name] == [peer.name for peer in peers]
    assert len(names) == sum(max(1, len(peer.terms)) for peer in peers)
    row = names.index("FlopCounterMode")
    assert panel.word(row, 1) == digits_grouped(8_178_368_512)
    panel.show_network(network_named("resnet18"), 1)
    row = [panel.word(each) for each in range(panel.rowCount())].index("FlopCounterMode")
    assert panel.word(row, 1) == digits_grouped(2 * 1_814_073_344)


def test_a_recorded_network_has_other_counters_too(qtbot: QtBot) -> None:
    model, args, kwargs = sample("VisionTransformer")
    network = network_of(model, (args, kwargs), "net", "net")
    panel = PeersPanel()
    qtbot.addWidget(panel)
    panel.show_network(network, 1)
    panel.show()
    names = [panel.word(row) for row in range(panel.rowCount())]
    assert [name for name in names if name] == [peer.name for peer in peers_of(network)]
    assert panel.word(names.index("torchinfo"), 1) == digits_grouped(8_133)


def test_each_of_both_tables_has_the_whole_width(qtbot: QtBot) -> None:
    peers, summary = PeersPanel(), SummaryPanel()
    panel = CountersPanel(peers, summary)
    qtbot.addWidget(panel)
    panel.resize(560, 200)
    peers.show_network(network_named("resnet50"), 1)
    panel.show()
    assert peers.isVisible()
    assert peers.width() == 560
    with qtbot.waitSignal(summary.looked_at):
        panel.choice.button("summary").click()
    assert (peers.isVisible(), summary.isVisible(), summary.width()) == (False, True, 560)


def test_words_that_have_no_room_are_in_a_tip(qtbot: QtBot) -> None:
    panel = PeersPanel()
    qtbot.addWidget(panel)
    panel.resize(430, 200)
    panel.show_network(network_named("resnet50"), 1)
    panel.show()
    cells = [panel.item(row, 3) for row in range(panel.rowCount())]
    cut = next(each for each in cells if each and len(each.text()) > 20)
    whole = panel.item(cut.row(), 1)
    assert whole
    for item, tip in ((cut, cut.text()), (whole, "")):
        at = panel.visualItemRect(item).topLeft() + QPoint(4, 4)
        event = QHelpEvent(QEvent.Type.ToolTip, at, panel.viewport().mapToGlobal(at))
        QApplication.sendEvent(panel.viewport(), event)
        assert item.toolTip().replace("\n", " ") == tip
    QToolTip.hideText()
