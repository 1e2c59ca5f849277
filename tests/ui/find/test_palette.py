"""The command palette in the window: what it offers, what a key does, how fast it answers."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_viz.core.timing.stored_run import StoredRun
from resnet_viz.ui.find.offer import MOST, Offer, Section
from resnet_viz.ui.find.palette import Palette
from resnet_viz.ui.window.window import MainWindow

FRAME_MS = 16.0


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> Palette:
    window.actions_by_name["find_anything"].trigger()
    made = window.finders.palette.palette
    assert made is not None
    qtbot.waitUntil(made.field.hasFocus)
    return made


def offers(palette: Palette, section: Section) -> list[Offer]:
    return [row for row in palette.model.rows if isinstance(row, Offer) and row.section is section]


def test_it_is_made_when_it_is_first_opened(window: MainWindow) -> None:
    assert window.finders.palette.palette is None


def test_every_action_is_offered_with_its_keys(window: MainWindow, palette: Palette) -> None:
    by_key = {each.key: each for each in offers(palette, Section.ACTIONS)}
    for name, made in window.actions_by_name.items():
        if name != "find_anything" and made.menu() is None:
            assert by_key[f"action:{name}"].text == made.text()
            assert made.shortcut().toString() in by_key[f"action:{name}"].detail
            assert bool(by_key[f"action:{name}"].reason) is not made.isEnabled()


def test_enter_does_the_best_answer_and_the_keyboard_goes_back(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    QTest.keyClicks(palette.field, "resnet 34")
    best = palette.offer()
    assert best is not None
    assert best.text == "ResNet-34"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.document.member.arch == "resnet34")
    assert not palette.isVisible()
    assert window.panels.canvas.hasFocus()


def test_escape_closes_and_changes_nothing(window: MainWindow, palette: Palette) -> None:
    before = window.session.document
    QTest.keyClicks(palette.field, "plain")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.session.document == before


def test_a_typed_network_is_opened_or_says_what_is_wrong(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    palette.field.setText("resnet50,width=banana")
    first = offers(palette, Section.NETWORKS)[0]
    assert "banana" in first.reason
    palette.field.setText("resnet50,width=32")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.document.member.arch == "resnet50,width=32")


def test_a_network_by_anothers_name_is_opened_and_ours_is_shown(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    ours = "resnet50,stem=deep,downsample=avg"
    palette.field.setText("ResNet-50-D")
    assert offers(palette, Section.NETWORKS)[0].detail == ours
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.document.member.arch == ours)
    palette.field.setText("ecaresnet50d")
    assert "efficient channel attention" in offers(palette, Section.NETWORKS)[0].reason


def test_a_layer_is_selected(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    palette.field.setText("layer3.2.conv2")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.document.arrangement.selection == "layer3.2.conv2")


def test_what_cant_be_done_now_is_passed_by(palette: Palette) -> None:
    palette.field.setText("redo")
    chosen = palette.offer()
    assert [each.text for each in offers(palette, Section.ACTIONS) if each.reason] == ["Redo"]
    assert chosen is None or chosen.text != "Redo"


def test_the_arrows_go_round_through_what_can_be_done(palette: Palette) -> None:
    palette.field.setText("collapse")
    seen = []
    for _ in range(20):
        offer = palette.offer()
        assert offer is not None
        assert not offer.reason
        seen.append(offer.text)
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert seen.count(seen[0]) > 1


def test_what_was_used_last_comes_first(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    palette.field.setText("plain-34")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.document.member.arch == "plain34")
    window.finders.palette.find_anything()
    assert palette.model.rows[0] == Section.RECENT
    assert isinstance(palette.model.rows[1], Offer)
    assert palette.model.rows[1].text == "Plain-34"


def test_runs_appear_when_they_are_read(
    window: MainWindow, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = StoredRun(
        id=7,
        uuid="u-7",
        name="Tuesday",
        arch="resnet18",
        device="CPU",
        precision="fp32",
        batch=1,
        threads=1,
        options="",
        median_ms=12.0,
        images_per_s=83.0,
        is_trusted=True,
        started_at="2026-01-01T00:00:00Z",
        torch="2.9",
        system="Linux",
    )
    opened: list[int] = []
    monkeypatch.setattr(window.history, "find_runs", lambda hear: hear((run,)))
    monkeypatch.setattr(window.history, "open_run", opened.append)
    window.finders.palette.find_anything()
    palette.field.setText("tuesday")
    offer = palette.offer()
    assert offer is not None
    offer.do()
    assert opened == [7]


def test_among_the_most_layers_a_key_is_answered_within_a_frame(
    window: MainWindow, palette: Palette
) -> None:
    """The middle of several tries: what another program takes of the machine is not ours."""
    window.networks.open_text("resnet1202")
    window.finders.palette.find_anything()
    tries = []
    for typed in ("l", "la", "lay", "layer1", "layer1.1", "conv", "c2", "1") * 3:
        start = time.thread_time()
        palette.field.setText(typed)
        tries.append((time.thread_time() - start) * 1e3)
    assert sorted(tries)[len(tries) // 2] < FRAME_MS
    assert len(offers(palette, Section.LAYERS)) <= MOST[Section.LAYERS]
