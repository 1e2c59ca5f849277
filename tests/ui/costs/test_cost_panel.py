"""The card of costs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.verification import Verification
from resnet_viz.ui.costs.cost_panel import CostPanel, _three_digits

SMALL, LARGE = (report_of(network_named(name)) for name in ("resnet20", "resnet50"))


@pytest.fixture
def card(qtbot: QtBot) -> CostPanel:
    made = CostPanel()
    qtbot.addWidget(made)
    made.resize(272, 260)
    made.show()
    return made


def notes(card: CostPanel) -> dict[str, str]:
    return {key: line.note.words for key, line in card._lines.items()}


def test_nothing_that_it_shows_changes_its_height(card: CostPanel) -> None:
    heights = [card.sizeHint().height()]
    card.show_costs(LARGE, None)
    heights.append(card.sizeHint().height())
    card.show_checking()
    heights.append(card.sizeHint().height())
    card.show_verification(Verification("resnet50", 175, 1, 1, "2"))
    heights.append(card.sizeHint().height())
    card.show_costs(SMALL, LARGE)
    card.show_unchecked()
    card.show_convention(Convention.ALL)
    heights.append(card.sizeHint().height())
    assert len(set(heights)) == 1
    assert heights[0] <= 300


def test_next_to_the_counts_are_their_bytes_and_how_memory_was_found(card: CostPanel) -> None:
    card.show_costs(LARGE, None)
    assert notes(card) | {"latency": ""} == {
        "params": "97.5 MiB",
        "work": "",
        "activations": "42.4 MiB",
        "peak_inference_bytes": "predicted",
        "latency": "",
    }


def test_next_to_a_pinned_network_each_figure_has_its_change(card: CostPanel) -> None:
    card.show_costs(LARGE, LARGE)
    changed = {key: words for key, words in notes(card).items() if key != "latency"}
    assert set(changed.values()) == {"= vs base"}


def test_work_is_counted_as_its_name_says(card: CostPanel) -> None:
    card.show_costs(LARGE, None)
    texts = []
    for convention in Convention:
        card.show_convention(convention)
        texts.append((card.convention.choice.currentText(), card._lines["work"].figure.text()))
    assert texts[:2] == [("MACs (paper)", "4.09 G"), ("2 × MACs", "8.18 G")]
    assert texts[2][0] == "All operations"


def test_in_a_narrow_card_a_change_is_said_shorter_instead_of_being_cut(card: CostPanel) -> None:
    card.show_costs(SMALL, LARGE)
    label = card._lines["params"].note
    label.setFixedWidth(label.fontMetrics().horizontalAdvance("−99 % vs base") + 1)  # rounded
    assert label.text() == "−99 % vs base"
    label.setFixedWidth(label.fontMetrics().horizontalAdvance("−99 % vs"))
    assert label.text() == "−99 %"
    assert label.toolTip() == "−99 % vs base"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4, "0.40"),
        (8.064, "8.06"),
        (9.996, "10.0"),
        (99.94, "99.9"),
        (99.96, "100"),
        (1234.4, "1\u202f234"),
    ],
)
def test_times_and_rates_have_three_digits_where_they_are_small(value: float, text: str) -> None:
    assert _three_digits(value) == text


def test_a_batch_out_of_range_is_refused_with_its_limits_and_typed_digits_stay(
    card: CostPanel,
) -> None:
    card.show_costs(LARGE, None)
    asked: list[int] = []
    card.batch_edited.connect(asked.append)
    field = card.findChild(QSpinBox)
    assert isinstance(field, QSpinBox)
    field.lineEdit().selectAll()
    QTest.keyClicks(field.lineEdit(), "70000")
    said = [label.text() for label in card.findChildren(QLabel)]
    assert (field.text(), asked) == ("70000", [7, 70, 700, 7000])
    assert "Batch: 1 to 65\u202f536" in said
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    said = [label.text() for label in card.findChildren(QLabel)]
    assert "Batch: 1 to 65\u202f536" not in said
    assert field.value() == LARGE.batch
