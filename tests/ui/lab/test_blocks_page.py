"""The page of blocks: what it shows of the session, what is chosen there, what leaves it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from resnet_viz.core.lab.block_pair import pair_of
from resnet_viz.core.lab.choices import BlockPlace, PairSetup, Same
from resnet_viz.core.resnet.arch import parse
from resnet_viz.export.requests import SaveBlocks
from resnet_viz.session import edits
from resnet_viz.ui.lab.blocks.page import BlocksPage
from resnet_viz.ui.lab.blocks.pair_view import LEAST_SCALE
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for


@pytest.fixture
def page(window: MainWindow) -> BlocksPage:
    """In front, on ResNet-50."""
    window.lab.blocks.compare_two_blocks()
    return window.panels.lab.blocks


def test_it_shows_the_pair_with_its_sentence_and_totals(page: BlocksPage) -> None:
    texts = page.texts()
    assert "One block of conv4_x, 14 × 14" in texts
    assert "The bottleneck carries 4 × the channels for 0.94 × the MACs." in texts
    assert "231\N{NARROW NO-BREAK SPACE}211\N{NARROW NO-BREAK SPACE}008" in texts
    assert "Widths, input and options are those of ResNet-50." in texts
    assert "115.6 M MACs" in page.figure.accessibleName()


def test_what_is_chosen_is_in_the_session_and_no_step_to_undo(
    page: BlocksPage, window: MainWindow
) -> None:
    assert not window.actions_by_name["undo"].isEnabled()
    page.same.button(Same.WIDTH).click()
    page.place.button(BlockPlace.FIRST).click()
    page.stage.setCurrentIndex(1)
    page.stage.activated.emit(1)
    setup = PairSetup(2, Same.WIDTH, BlockPlace.FIRST)
    assert window.session.document.arrangement.pair == setup
    assert page.pair == pair_of(parse("resnet50"), setup)
    assert page.title.text() == "The first block of conv3_x, 28 × 28"
    assert not window.actions_by_name["undo"].isEnabled()


def test_it_follows_the_base_of_the_comparison(page: BlocksPage, window: MainWindow) -> None:
    window.session.edit(edits.open_network, "resnet18,input=448")
    assert page.title.text() == "One block of conv4_x, 28 × 28"
    window.session.edit(edits.open_network, "resnet20")
    assert [page.stage.itemText(place) for place in range(page.stage.count())] == [
        "conv2_x", "conv3_x", "conv4_x"
    ]  # fmt: skip


def test_worked_numbers_are_folded_until_asked_for(page: BlocksPage) -> None:
    assert page.table.isHidden()
    page.worked.click()
    assert not page.table.isHidden()
    assert page.table.rowCount() == 7 + 10
    last = page.table.columnCount() - 1
    assert page.table.word(0, last) == "3·3·256·256 weights × 14·14 places"
    page.worked.click()
    assert page.table.isHidden()


def test_its_words_are_never_below_nine_pixels(page: BlocksPage) -> None:
    assert page.pair
    assert 8 * LEAST_SCALE >= 9
    assert page.figure.width() >= page.figure.minimumSizeHint().width()


@pytest.mark.parametrize(
    ("chosen", "name", "suffix", "is_table"),
    [
        ("SVG picture (*.svg)", "blocks", ".svg", False),
        ("TikZ picture for LaTeX (*.tex)", "blocks.tex", ".tex", False),
        ("LaTeX table (*.tex)", "blocks", ".tex", True),
        ("CSV table (*.csv)", "blocks.csv", ".csv", True),
    ],
)
def test_it_is_saved_as_a_picture_or_a_table(
    page: BlocksPage,
    window: MainWindow,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    chosen: str,
    name: str,
    suffix: str,
    is_table: bool,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), chosen))
    page.save.click()
    (request,) = asked_for(asked, SaveBlocks)
    assert (request.suffix, request.is_table) == (suffix, is_table)
    assert Path(request.path) == tmp_path / f"blocks{suffix}"
    assert (request.arch, request.setup) == ("resnet50", PairSetup())


def test_a_dialog_that_is_left_writes_nothing(
    page: BlocksPage, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.save.click()
    assert asked_for(asked, SaveBlocks) == []


def test_the_table_is_copied_for_a_spreadsheet(page: BlocksPage, window: MainWindow) -> None:
    page.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Block\tLayer\tType")
    assert lines[1].split("\t")[5] == "115605504"
    assert len(lines) == 1 + 17
