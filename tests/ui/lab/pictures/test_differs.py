"""What differs, next to the pictures of both networks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.table import DiffRow
from resnet_viz.core.networks import know
from resnet_viz.session import card_edits, edits
from resnet_viz.ui.lab.pictures.differs import DiffersPanel
from resnet_viz.ui.window.window import MainWindow
from tests.samples.recorded import recorded_network


@pytest.fixture
def compared(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.resize(1500, 950)
    window.session.edit(edits.open_network, "resnet34")
    window.compare.compare_blocks()
    qtbot.waitUntil(lambda: window.lab.pictures.scene is not None)
    return window


def panel(window: MainWindow) -> DiffersPanel:
    return window.panels.lab.differs


def click_row(window: MainWindow, title: str) -> None:
    own = panel(window)
    place = next(at for at, row in enumerate(own.model.rows) if row.title.strip() == title)
    rect = own.table.visualRect(own.model.index(place, 1))
    QTest.mouseClick(own.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_it_shows_the_stages_of_the_base_and_the_network_on_screen(compared: MainWindow) -> None:
    rows = {row[0]: row[1:] for row in panel(compared).model.texts()}
    assert rows["conv3_x"] == ["873.4 M", "1.03 G", "+18 %"]
    assert "B has one more projection, in conv2_x." in panel(compared).lines.text()
    compared.session.edit(edits.set_choice, "stages", (3, 4, 23, 3))
    rows = {row[0]: row[1:] for row in panel(compared).model.texts()}
    assert rows["All layers"][1] == "7.80 G"
    compared.steps.undo()
    rows = {row[0]: row[1:] for row in panel(compared).model.texts()}
    assert rows["All layers"][1] == "4.09 G"


def test_layers_figure_and_only_what_differs_are_in_the_session(compared: MainWindow) -> None:
    own = panel(compared)
    own.levels.button("layers").click()
    own.figure.setCurrentIndex(own.figure.findData(Figure.PARAMS))
    own.figure.activated.emit(own.figure.currentIndex())
    own.only.click()
    arrangement = compared.session.document.arrangement
    assert arrangement.differing_layers
    assert arrangement.differing_figure is Figure.PARAMS
    assert arrangement.only_differing
    assert Kind.SAME not in {row.kind for row in own.model.rows}
    assert "conv4_x · 1–5" in {row.title for row in own.model.rows}


def test_a_row_that_is_selected_is_selected_in_the_pictures_and_back(compared: MainWindow) -> None:
    click_row(compared, "conv4_x")
    assert compared.session.document.arrangement.selection == "layer3"
    base, current = compared.panels.lab.pictures.canvas, compared.panels.canvas
    assert (base.selected(), current.selected()) == ("layer3", "layer3")
    current.choose("layer2.1")
    chosen = panel(compared).table.selectionModel().selectedRows()
    assert [panel(compared).model.rows[each.row()].title for each in chosen] == ["conv3_x"]


def test_what_only_the_base_has_is_selected_in_its_picture(compared: MainWindow) -> None:
    compared.compare.swap()
    panel(compared).levels.button("layers").click()
    compared.diagram.show_layers()
    panel(compared).paths_chosen.emit(("layer1.1.conv3", "layer1.2.conv3"), ())
    assert compared.panels.lab.pictures.canvas.selected() == "layer1.1.conv3"
    assert compared.session.document.arrangement.selection == "layer1.1"


def test_what_is_shown_is_copied_in_four_forms(compared: MainWindow) -> None:
    clipboard = QApplication.clipboard()
    compared.lab.differs.copy("csv")
    assert clipboard.text().splitlines()[0].startswith("path,stage,kind")
    compared.lab.differs.copy("markdown")
    assert "| conv3_x |" in clipboard.text()
    compared.lab.differs.copy("latex")
    assert r"\toprule" in clipboard.text()
    panel(compared).levels.button("layers").click()
    compared.lab.differs.copy("text")
    assert "kernel 3×3 → 1×1" in clipboard.text()


def test_marks_are_on_both_pictures_until_they_are_switched_off(compared: MainWindow) -> None:
    canvases = compared.panels.lab.pictures.canvas, compared.panels.canvas
    assert all(each.marks is not None for each in canvases)
    compared.actions_by_name["mark_differences"].trigger()
    assert all(each.marks is None for each in canvases)
    assert not panel(compared).marks.isChecked()
    compared.actions_by_name["mark_differences"].trigger()
    compared.arranging.explore()
    assert compared.panels.canvas.marks is None


def test_a_further_network_has_a_picture_when_a_person_wants_one(
    compared: MainWindow, qtbot: QtBot
) -> None:
    compared.session.edit(card_edits.add_card, "resnet18")
    compared.session.edit(card_edits.set_current, 1)
    pictures = compared.panels.lab.pictures
    assert [card.isVisible() for card in pictures.cards] == [True]
    pictures.picture_chosen.emit(2, True)
    qtbot.waitUntil(lambda: compared.lab.pictures.pictures[-1].scene is not None)
    assert [card.title.words for card in pictures.cards] == ["ResNet-34", "ResNet-18"]
    assert [card.letter.text() for card in pictures.cards] == ["A", "C"]
    assert pictures.letter.text() == "B"
    pictures.cards[1].canvas.choose("layer2.0")
    assert pictures.canvas.selected() == compared.panels.canvas.selected() == "layer2.0"
    scales = {card.canvas.placement.scale for card in pictures.cards}
    assert scales == {compared.panels.canvas.placement.scale}
    compared.steps.undo()
    assert [card.isVisible() for card in pictures.cards] == [True, False]


def test_without_a_second_network_it_says_how_to_get_one(window: MainWindow) -> None:
    window.arranging.compare()
    words = [each.text() for each in panel(window).findChildren(QLabel) if each.isVisible()]
    assert words == ["Compare this network with another to see here what differs."]


def test_networks_that_are_unlike_have_one_sentence_and_the_list_is_a_click_away(
    compared: MainWindow, qtbot: QtBot
) -> None:
    know(recorded_network("timm:hand"))
    compared.session.edit(card_edits.add_card, "timm:hand")
    own = panel(compared)
    qtbot.waitUntil(lambda: "Hardly any layer of A" in own.lines.text())
    assert own.lines.isVisible()
    assert "Choose Layers to list all layers of both." in own.lines.text()
    titles = [row.title for row in own.model.rows]
    assert titles == ["All layers", "Parameters", "Activations", "Projections"]
    assert compared.panels.canvas.marks is None
    assert not own.marks.isEnabled()
    own.levels.button("layers").click()
    assert len(own.model.rows) > 100
    assert "Choose Layers" not in own.lines.text()


@pytest.mark.parametrize("height", [200, 259, 260, 300])
def test_the_sentence_is_whole_or_cut_in_one_line_at_any_height(qtbot: QtBot, height: int) -> None:
    own = DiffersPanel()
    qtbot.addWidget(own)
    row = DiffRow("All layers", None, "", "1", "2", "")
    own.show_rows([row] * 4, ("A", "B"), ["A sentence that needs more than a line or two."] * 3)
    own.resize(360, height)
    own.show()
    assert own.lines.isVisible() is not own.about.isVisible()
    if own.lines.isVisible():
        assert own.lines.heightForWidth(own.lines.width()) <= own.lines.height()
    assert own.lines.isVisible() is (height >= 260)
