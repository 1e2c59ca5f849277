"""All measures of the networks next to each other."""

from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.difference import Form
from resnet_viz.core.lab.measure_rows import measure_rows
from resnet_viz.core.networks import network_named
from resnet_viz.ui.lab.cards.measures_model import MeasuredName
from resnet_viz.ui.lab.cards.measures_page import MeasuresPage
from tests.samples.graphs import network_with_uncounted

NAMES = MeasuredName("A", "ResNet-18"), MeasuredName("B", "partly")


def test_of_work_that_is_not_counted_it_shows_no_difference(qtbot: QtBot) -> None:
    page = MeasuresPage()
    qtbot.addWidget(page)
    partly = report_of(network_with_uncounted("resnet18", "conv1"))
    comparison = compare((report_of(network_named("resnet18")), partly))
    page.show_measures(measure_rows(comparison, Form.PERCENT, only_differing=False), NAMES, 0)
    rows = {row[0]: row[1:] for row in page.texts()}
    assert rows["Parameters"] == ["11\u202f689\u202f512", "11\u202f689\u202f512", "="]
    assert rows["MACs (paper)"] == [
        "1\u202f814\u202f073\u202f344",
        "at least 1\u202f696\u202f059\u202f392",
        "",
    ]
