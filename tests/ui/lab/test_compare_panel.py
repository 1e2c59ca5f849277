"""The comparison in the window."""

from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.ui.lab.compare_panel import ComparePanel
from tests.samples.graphs import network_with_uncounted


def test_of_work_that_is_not_counted_it_shows_no_difference(qtbot: QtBot) -> None:
    panel = ComparePanel()
    qtbot.addWidget(panel)
    partly = report_of(network_with_uncounted("resnet18", "conv1"))
    panel.show_reports(report_of(network_named("resnet18")), partly)
    rows = {row[0]: row[1:] for row in panel.texts()}
    assert rows["Parameters"] == ["11\u202f689\u202f512", "11\u202f689\u202f512", "=", "0"]
    whole, least, *differences = rows["MACs (paper)"]
    assert (whole, least) == (
        "1\u202f814\u202f073\u202f344",
        "at least 1\u202f696\u202f059\u202f392",
    )
    assert differences == ["", ""]
