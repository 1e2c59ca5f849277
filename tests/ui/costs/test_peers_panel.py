"""Other counters, in the window."""

from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.publications.peers import peers_of
from resnet_viz.core.wording import digits_grouped
from resnet_viz.engine.trace.network import network_of
from resnet_viz.ui.costs.peers_panel import PeersPanel
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
