"""Undo and redo in the whole window: any edits by any control go back to the first document."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox

from resnet_viz.core.errors import UserError
from resnet_viz.session.document import work_of
from resnet_viz.ui.window.window import MainWindow

ARCHS = ("resnet18", "resnet50", "resnet56", "preact110", "resnext50_32x4d,se=16", "plain34")
Act = Callable[[MainWindow], object]


def press(window: MainWindow, text: str) -> None:
    """Presses the button of this text; `Plain twin` is `With shortcuts` on a plain network."""
    texts = (text, "With shortcuts") if text == "Plain twin" else (text,)
    buttons = window.findChildren(QPushButton)
    next(each for each in buttons if each.text() in texts and not each.isHidden()).click()


def spin(name: str, value: int) -> Act:
    def turn(window: MainWindow) -> None:
        spins = window.panels.architecture.findChildren(QSpinBox)
        next(each for each in spins if each.accessibleName() == name).setValue(value)

    return turn


def choose_color(key: str) -> Act:
    def choose(window: MainWindow) -> None:
        box = window.panels.view.coloring
        box.show_value(key)
        box.activated.emit(box.currentIndex())

    return choose


def choose_convention(place: int) -> Act:
    def choose(window: MainWindow) -> None:
        box = window.panels.convention_switch.choice
        box.setCurrentIndex(place)
        box.activated.emit(place)

    return choose


def trigger(name: str) -> Act:
    return lambda window: window.actions_by_name[name].trigger()


def open_text(arch: str) -> Act:
    return lambda window: window.networks.open_text(arch)


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.sampled_from(ARCHS).map(open_text),
    st.integers(8, 160).map(lambda depth: spin("Depth", depth)),
    st.integers(1, 128).map(lambda width: spin("Width", width)),
    st.integers(0, 20).map(lambda classes: spin("Classes", classes)),
    st.integers(0, 20).map(lambda least: spin("SE minimum", least)),
    st.integers(1, 64).map(
        lambda batch: lambda window: window.panels.costs.batch_edited.emit(batch)
    ),
    st.sampled_from(("op", "stage", "macs", "memory")).map(choose_color),
    st.integers(0, 2).map(choose_convention),
    st.sampled_from(("18", "34", "101", "Basic", "Bottleneck", "Plain twin")).map(
        lambda text: lambda window: press(window, text)
    ),
    st.sampled_from(
        (
            "pin",
            "switch_block",
            "switch_plain",
            "match_macs",
            "show_network",
            "show_stages",
            "show_layers",
            "toggle_fold",
            "fold_all",
            "unfold_all",
            "flow_to_the_right",
            "draw_to_scale",
            "fold_outwards",
            "go_back",
            "go_forward",
        )
    ).map(trigger),
    st.sampled_from(("layer1", "layer1.0", "layer2.0", "layer3")).map(
        lambda path: lambda window: window.diagram.toggle_item(path)
    ),
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=30, max_size=30))
def test_thirty_edits_go_back_by_thirty_undos_and_come_again_by_thirty_redos(
    window: MainWindow, acts: list[Act]
) -> None:
    session, steps = window.session, window.steps
    session.settle()
    first = work_of(session.document)
    for act in acts:
        act(window)
    last = work_of(session.document)
    for _ in acts:
        steps.undo()
    assert work_of(session.document) == first
    for _ in acts:
        steps.redo()
    assert work_of(session.document) == last
    assert window.session.shown.report.arch == session.document.member.arch
    for _ in acts:
        steps.undo()


def test_the_menu_names_the_step_that_would_be_taken_back(window: MainWindow) -> None:
    undo, redo = (window.actions_by_name[name] for name in ("undo", "redo"))
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    press(window, "Basic")
    assert undo.text() == "Undo: Set block to basic"
    undo.trigger()
    assert redo.text() == "Redo: Set block to basic"
    assert not undo.isEnabled()
    assert window.session.shown.report.arch == "resnet50"


def test_every_control_shows_what_undo_brings_back(window: MainWindow) -> None:
    press(window, "Basic")
    choose_color("macs")(window)
    window.actions_by_name["draw_to_scale"].trigger()
    window.diagram.show_layers()
    for _ in range(4):
        window.steps.undo()
    assert window.panels.view.levels.button("block").isChecked()
    assert window.panels.view.coloring.value() == "op"
    assert not window.actions_by_name["draw_to_scale"].isChecked()
    assert window.diagram.scene is not None
    assert window.diagram.scene.title == "ResNet-50"
    block = next(each for each in window.findChildren(QPushButton) if each.text() == "Bottleneck")
    assert block.isChecked()


def test_the_keys_undo_the_document_while_a_number_field_has_the_keyboard(
    window: MainWindow,
) -> None:
    control = window.panels.architecture.findChildren(QSpinBox)[0]
    control.setFocus()
    control.stepBy(1)
    changed = window.session.document.member.arch
    assert changed != "resnet50"
    QTest.keyClick(control, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.member.arch == "resnet50"
    assert control.value() == 50
    QTest.keyClick(control, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.member.arch == changed


def test_a_held_arrow_key_is_one_step(window: MainWindow) -> None:
    depth = window.panels.architecture.findChildren(QSpinBox)[0]
    for _ in range(5):
        depth.stepBy(1)
    window.steps.undo()
    assert window.session.document.member.arch == "resnet50"


def test_opening_weights_is_one_step_and_so_is_a_counterpart(window: MainWindow) -> None:
    before = work_of(window.session.document)
    window.compare.match_macs()
    assert window.session.document.compared_with is not None
    window.steps.undo()
    assert work_of(window.session.document) == before


def test_a_refused_number_is_no_step(window: MainWindow) -> None:
    spin("Depth", 51)(window)
    assert window.session.timeline.undo_text is None


def test_back_and_forward_have_their_keys(window: MainWindow) -> None:
    for arch in ("resnet18", "resnet34"):
        window.networks.open_text(arch)
    alt = Qt.KeyboardModifier.AltModifier
    archs = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(window, key, alt)
        archs.append(window.session.document.member.arch)
    assert archs == ["resnet18", "resnet50", "resnet18"]
    assert window.actions_by_name["go_forward"].isEnabled()


def test_no_step_is_lost_between_two_neighbours(window: MainWindow) -> None:
    seen = [window.session.document]
    for arch in ("resnet18", "resnet34", "resnet101"):
        window.networks.open_text(arch)
        seen.append(window.session.document)
    for later, earlier in pairwise(reversed(seen)):
        assert work_of(window.session.document) == work_of(later)
        window.steps.undo()
        assert work_of(window.session.document) == work_of(earlier)


def test_a_change_that_is_refused_by_menu_says_why(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("width=1 has no half")

    monkeypatch.setattr(window.session, "edit", refuse)
    window.compare.switch_block()
    assert window.panels.notice.text() == "Width=1 has no half."
