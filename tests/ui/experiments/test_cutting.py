"""Blocks and shortcuts taken away by the keyboard and the menu, undone, and measured at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.progress import Step
from resnet_viz.ui.experiments.page import STALE
from resnet_viz.ui.experiments.shown import asked_of
from resnet_viz.ui.window.window import MainWindow
from tests.samples.looked_into import BAD, GOOD, lesion_outcome
from tests.ui.conftest import Asked, asked_for

PAIR = ("plain20", "resnet20")
CUTS = (("layer1.0",), ("layer1.0", "layer1.0.add"))
STEP = Step("training", 3, 10)


@pytest.fixture
def lesions(window: MainWindow) -> MainWindow:
    """The page of lesions, whose diagram is of the residual network."""
    window.resize(1400, 900)
    window.arranging.learn()
    window.experiments.show_page(Experiment.LESION)
    return window


def runs(asked: Asked) -> list[RunExperiment]:
    return asked_for(asked, RunExperiment)


def result(window: MainWindow) -> Outcome:
    """A result of the run that the page would ask for."""
    outcome = replace(lesion_outcome(BAD, GOOD), archs=PAIR)
    outcome = replace(outcome, setting=asked_of(window.session.document).setting)
    window.session.keep_outcome(outcome)
    return outcome


def away(window: MainWindow) -> list[str]:
    return list(window.session.document.cut)


def select(window: MainWindow, path: str) -> None:
    window.panels.learn.pages.experiment.picture.canvas.choose(path)


def test_a_block_that_is_selected_goes_by_enter_and_comes_back_by_enter(
    lesions: MainWindow,
) -> None:
    canvas = lesions.panels.learn.pages.experiment.picture.canvas
    select(lesions, "layer2.1")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert away(lesions) == ["layer2.1"]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert away(lesions) == []


def test_the_menu_takes_the_selected_block_and_its_shortcut_away_and_puts_all_back(
    lesions: MainWindow,
) -> None:
    block, shortcut, everything = (
        lesions.actions_by_name[name] for name in ("cut_block", "cut_shortcut", "uncut_everything")
    )
    assert not any(each.isEnabled() for each in (block, shortcut, everything))
    select(lesions, "layer1.0")
    assert block.isEnabled()
    assert shortcut.isEnabled()
    block.trigger()
    shortcut.trigger()
    assert away(lesions) == ["layer1.0", "layer1.0.add"]
    assert [block.text(), shortcut.text()] == ["Put block back", "Put shortcut back"]
    everything.trigger()
    assert away(lesions) == []
    assert not everything.isEnabled()


def test_the_residual_network_is_drawn_first_and_the_chosen_one_again_after_fewer(
    lesions: MainWindow,
) -> None:
    window = lesions
    picture = window.panels.learn.pages.experiment.picture
    networks, canvas = picture.networks, picture.canvas
    assert networks.currentIndex() == 1
    networks.setCurrentIndex(0)
    networks.activated.emit(0)
    window.session.show_learn(archs=("resnet20",))
    assert networks.currentIndex() == 0
    window.session.show_learn(archs=PAIR)
    assert networks.currentIndex() == 0
    assert canvas.painter
    assert not canvas.painter.scene.shortcuts


def test_a_plain_network_has_no_shortcut_to_take_away(lesions: MainWindow) -> None:
    lesions.panels.learn.pages.experiment.picture.network_chosen.emit("0")
    select(lesions, "layer1.0")
    assert lesions.actions_by_name["cut_block"].isEnabled()
    assert not lesions.actions_by_name["cut_shortcut"].isEnabled()


def test_a_block_and_its_shortcut_that_are_away_are_both_marked(lesions: MainWindow) -> None:
    select(lesions, "layer1.0")
    for name in ("cut_block", "cut_shortcut"):
        lesions.actions_by_name[name].trigger()
    painted = lesions.panels.learn.pages.experiment.picture.canvas.marks
    assert painted is not None
    assert [len(painted.marks.rings), len(painted.marks.halos)] == [1, 1]


def test_undo_takes_the_last_lesion_back_and_redo_makes_it_again(lesions: MainWindow) -> None:
    for path in ("layer1.0", "layer1.1"):
        select(lesions, path)
        lesions.actions_by_name["cut_block"].trigger()
    lesions.actions_by_name["undo"].trigger()
    assert away(lesions) == ["layer1.0"]
    lesions.actions_by_name["redo"].trigger()
    assert away(lesions) == ["layer1.0", "layer1.1"]


def test_before_a_result_nothing_is_run(lesions: MainWindow, asked: Asked) -> None:
    select(lesions, "layer1.0")
    lesions.actions_by_name["cut_block"].trigger()
    assert runs(asked) == []


def test_with_a_result_the_same_run_is_asked_for_at_once_without_the_block(
    lesions: MainWindow, asked: Asked
) -> None:
    outcome = result(lesions)
    select(lesions, "layer1.0")
    lesions.actions_by_name["cut_block"].trigger()
    lesions.actions_by_name["cut_shortcut"].trigger()
    own = [RunExperiment(Experiment.LESION, PAIR, outcome.setting, cut) for cut in CUTS]
    assert runs(asked) == own
    lesions.actions_by_name["undo"].trigger()
    assert runs(asked)[2:] == own[:1]


def test_another_experiment_that_runs_is_not_stopped_for_it(
    lesions: MainWindow, asked: Asked
) -> None:
    result(lesions)
    lesions.experiments.show_page(Experiment.DEGRADATION)
    lesions.actions_by_name["run_experiment"].trigger()
    lesions.experiments.show_page(Experiment.LESION)
    select(lesions, "layer1.0")
    lesions.actions_by_name["cut_block"].trigger()
    assert [each.experiment for each in runs(asked)] == [Experiment.DEGRADATION]
    assert lesions.panels.learn.pages.experiment.stale.words == STALE


def test_what_is_away_in_another_network_is_not_asked_for(lesions: MainWindow) -> None:
    select(lesions, "layer1.2")
    lesions.actions_by_name["cut_block"].trigger()
    lesions.session.show_learn(archs=("resnet8",))
    assert away(lesions) == ["layer1.2"]
    assert asked_of(lesions.session.document).cut == ()
    lesions.session.show_learn(archs=PAIR)
    assert asked_of(lesions.session.document).cut == ("layer1.2",)


def test_until_the_next_accuracy_is_there_the_last_result_is_drawn(lesions: MainWindow) -> None:
    page = lesions.panels.learn.pages.experiment
    result(lesions)
    before = f"{page.caption.text()} {page.further.text()}"
    assert "residual-20 is right for 98.0%" in before
    select(lesions, "layer1.0")
    lesions.actions_by_name["cut_block"].trigger()
    experiments = lesions._ground.experiments
    assert experiments.asked
    empty = replace(lesion_outcome(), setting=experiments.asked.setting, is_whole=False)
    experiments.latest = empty
    experiments.progressed.emit(empty, STEP)
    assert f"{page.caption.text()} {page.further.text()}" == before
    experiments._end(empty)
    assert f"{page.caption.text()} {page.further.text()}" == before
