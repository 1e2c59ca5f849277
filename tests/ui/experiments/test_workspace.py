"""The Learn workspace in a window: pages, switches, runs, results. Nothing is really run."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.longer import longer_of
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import PredictExperiment, RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.experiments.telling import caption_of
from resnet_viz.core.progress import Step
from resnet_viz.session import edits
from resnet_viz.ui.experiments.experiment_list import QUESTION, TITLE
from resnet_viz.ui.experiments.page import STALE, ExperimentPage
from resnet_viz.ui.experiments.shown import asked_of
from resnet_viz.ui.experiments.switch import SWITCHES, Switch
from resnet_viz.ui.window.window import MainWindow
from tests.samples.results import FLOWED, TRAINED
from tests.ui.conftest import Asked, asked_for


@pytest.fixture
def page(window: MainWindow) -> ExperimentPage:
    window.arranging.learn()
    window.experiments.show_page(Experiment.GRADIENTS)
    return window.panels.learn.pages.experiment


def archs(window: MainWindow) -> tuple[str, ...]:
    """The networks that are chosen now."""
    return window.experiments.choice.archs


def runs(asked: Asked) -> list[RunExperiment]:
    return asked_for(asked, RunExperiment)


def found_by(asked: RunExperiment, found: Found, *, is_whole: bool = True) -> Outcome:
    """What a run would bring."""
    names, setting = asked.archs, asked.setting
    return Outcome(asked.experiment, names, setting, found, 0.2, "2.13.0", is_whole=is_whole)


def end_run(window: MainWindow, found: Found) -> Outcome:
    """Lets the run that goes on end with a result."""
    experiments = window._ground.experiments
    assert experiments.asked
    outcome = found_by(experiments.asked, found)
    experiments._end(outcome)
    return outcome


def test_the_list_has_the_first_page_and_the_ten_experiments_with_their_questions(
    window: MainWindow,
) -> None:
    entries = window.panels.learn.experiments
    texts = [(entries.item(row).data(TITLE), entries.item(row).data(QUESTION)) for row in range(11)]
    assert entries.count() == 11
    assert texts[0][0] == "What a residual block is"
    rows = enumerate(EXPERIMENTS.values(), start=1)
    assert texts[1:] == [(f"{number}  {row.title}", row.question) for number, row in rows]


def test_the_keyboard_goes_through_the_pages(window: MainWindow) -> None:
    window.arranging.learn()
    entries, pages = window.panels.learn.experiments, window.panels.learn.pages
    assert pages.currentWidget() is window.panels.learn.lesson
    entries.setFocus()
    QTest.keyClick(entries, Qt.Key.Key_Down)
    assert pages.currentWidget() is pages.experiment
    assert pages.experiment.question.words == EXPERIMENTS[Experiment.GRADIENTS].question
    assert window.actions_by_name["show_gradients"].isChecked()
    window.actions_by_name["show_next_page"].trigger()
    assert window.experiments.choice.experiment == Experiment.DEGRADATION
    assert entries.currentRow() == 2


def test_no_action_leads_beyond_the_first_and_the_last_page(window: MainWindow) -> None:
    onwards, back = (window.actions_by_name[f"show_{way}_page"] for way in ("next", "previous"))
    window.arranging.learn()
    assert (onwards.isEnabled(), back.isEnabled()) == (True, False)
    onwards.trigger()
    assert (onwards.isEnabled(), back.isEnabled()) == (True, True)
    window.experiments.show_page(Experiment.PICTURE)
    assert (onwards.isEnabled(), back.isEnabled()) == (False, True)


def test_a_link_of_the_lesson_opens_its_experiment(window: MainWindow) -> None:
    window.arranging.learn()
    window.panels.learn.lesson.plan.links[Experiment.LESION].click()
    assert window.experiments.choice.experiment == Experiment.LESION
    assert window.panels.learn.pages.experiment.isVisible()


def test_an_experiment_has_only_its_own_switches(window: MainWindow, page: ExperimentPage) -> None:
    setting = page.setting
    shown = {
        Switch.DATA: setting.data,
        Switch.INIT: setting.init,
        Switch.BATCH_NORM: setting.batch_norm,
        Switch.STEPS: setting.steps,
        Switch.SEEDS: setting.seeds,
        Switch.PLANE: setting.plane,
        Switch.IMAGE: page.files.buttons["image"],
        Switch.WEIGHTS: page.files.buttons["weights"],
    }
    for experiment, switches in SWITCHES.items():
        window.experiments.show_page(experiment)
        visible = {switch for switch, each in shown.items() if each.isVisible()}
        assert visible == switches - {Switch.DEPTHS}, experiment
        assert setting.seed.isVisible()


def test_run_asks_for_the_networks_and_setting_on_screen_and_longer_for_more(
    window: MainWindow, page: ExperimentPage, asked: Asked
) -> None:
    window.experiments.show_page(Experiment.DEGRADATION)
    page.setting.seed.setValue(7)
    page.setting.batch_norm.setChecked(False)
    page.run_bar.run.click()
    [run] = runs(asked)
    assert run.archs == EXPERIMENTS[Experiment.DEGRADATION].archs
    assert (run.setting.seed, run.setting.has_batch_norm, run.setting.steps) == (7, False, 60)
    assert not page.run_bar.run.isEnabled()
    end_run(window, TRAINED.found)
    page.run_bar.longer.click()
    assert runs(asked)[-1] == longer_of(run)


def test_depths_and_kinds_are_chosen_by_slider_and_buttons(
    window: MainWindow, page: ExperimentPage
) -> None:
    networks = page.networks
    networks.slider.setValue(0)
    assert archs(window) == ("plain8", "resnet8")
    networks.presets.button("110").click()
    networks.kinds.button("plain").click()
    networks.kinds.button("pre").click()
    assert archs(window) == ("resnet110", "resnet110,order=pre")
    for kind in ("residual", "pre"):
        networks.kinds.button(kind).click()
    assert archs(window) == ("resnet110,order=pre",)  # one is always there
    assert networks.kinds.button("pre").isChecked()


def test_degradation_compares_several_depths(window: MainWindow, page: ExperimentPage) -> None:
    window.experiments.show_page(Experiment.DEGRADATION)
    page.networks.presets.button("56").click()
    assert archs(window) == ("plain20", "resnet20")
    page.networks.presets.button("32").click()
    page.networks.slider.setValue(0)  # the deepest is another one
    assert archs(window) == ("plain8", "resnet8", "plain20", "resnet20")


def test_the_network_on_screen_is_a_choice_that_follows_it(
    window: MainWindow, page: ExperimentPage
) -> None:
    page.networks.on_screen.click()
    assert archs(window)[-1] == "resnet50"
    window.session.edit(edits.open_network, "resnet18")
    assert archs(window)[-1] == "resnet18"
    assert page.networks.on_screen.text() == "On screen: ResNet-18"
    page.networks.on_screen.click()
    assert archs(window) == ("plain56", "resnet56")


def test_a_text_that_names_no_network_is_marked_and_says_what_is_allowed(
    window: MainWindow, page: ExperimentPage
) -> None:
    bar = page.run_bar
    places = [each.geometry() for each in (bar, bar.run, page.sides, page.networks.further)]
    QTest.keyClicks(page.networks.further, "resnet51")
    assert page.networks.further.property("state") == "bad"
    assert "51" in bar.words.words
    assert not bar.run.isEnabled()
    assert not window.actions_by_name["run_experiment"].isEnabled()
    assert [each.geometry() for each in (bar, bar.run, page.sides, page.networks.further)] == places
    page.networks.further.clear()
    QTest.keyClicks(page.networks.further, "resnet20,shortcut=B")
    assert archs(window) == ("plain56", "resnet56")  # it may be half typed
    QTest.keyClick(page.networks.further, Qt.Key.Key_Return)
    assert archs(window)[-1] == "resnet20,shortcut=B"
    assert bar.run.isEnabled()


def test_a_result_is_kept_in_the_session_said_and_marked_in_the_list(
    window: MainWindow, page: ExperimentPage
) -> None:
    page.run_bar.run.click()
    outcome = end_run(window, FLOWED.found)
    assert window.session.document.results == (outcome,)
    said = f"{page.caption.text()} {page.further.text()} {page.how.text()}"
    assert said == " ".join(str(each) for each in caption_of(outcome))
    assert page.stale.words == ""
    page.setting.seed.setValue(9)
    assert page.stale.words == STALE
    page.setting.seed.setValue(0)
    assert page.stale.words == ""
    entries = window.panels.learn.experiments
    spoken = entries.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Has a result")


def test_a_result_is_shown_again_with_its_switches(
    window: MainWindow, page: ExperimentPage
) -> None:
    page.networks.slider.setValue(0)
    page.run_bar.run.click()
    end_run(window, FLOWED.found)
    said = page.caption.text()
    window.experiments.show_page(Experiment.PATHS)
    assert page.caption.text() != said
    window.experiments.show_page(Experiment.GRADIENTS)
    assert (page.caption.text(), page.stale.words) == (said, "")
    assert archs(window) == ("plain8", "resnet8")


def test_results_of_a_session_are_there_when_it_is_opened(
    window: MainWindow, page: ExperimentPage
) -> None:
    page.run_bar.run.click()
    end_run(window, FLOWED.found)
    document, said = window.session.document, page.caption.text()
    window.session.open(replace(document, results=()))
    assert page.caption.text() == ""
    window.session.open(document)
    assert page.caption.text() == said


def test_how_far_a_run_is_is_said_where_it_was_started(
    window: MainWindow, page: ExperimentPage
) -> None:
    page.run_bar.run.click()
    experiments = window._ground.experiments
    assert experiments.asked
    so_far = found_by(experiments.asked, FLOWED.found, is_whole=False)
    experiments.progressed.emit(so_far, Step("training", 30, 60, rest_s=4.2))
    assert page.run_bar.words.words == "Training 30 of at most 60, at most 5 s left"
    assert (page.run_bar.bar.value(), page.run_bar.bar.maximum()) == (30, 60)
    assert "not reached its end" in page.how.text()
    assert window.session.document.results == ()


def test_esc_stops_an_experiment(window: MainWindow, page: ExperimentPage) -> None:
    assert not window.actions_by_name["cancel"].isEnabled()
    page.run_bar.run.click()
    assert window.actions_by_name["cancel"].isEnabled()
    window.actions_by_name["cancel"].trigger()
    assert not window.experiments.is_running
    assert page.run_bar.run.isEnabled()


def test_another_page_says_what_runs(window: MainWindow, page: ExperimentPage) -> None:
    page.run_bar.run.click()
    window.experiments.show_page(Experiment.PATHS)
    assert page.run_bar.words.words.startswith("Running now: Gradient flow")
    assert page.run_bar.stop.isEnabled()
    assert page.run_bar.run.isEnabled()


def test_what_run_and_longer_take_is_said_before(
    window: MainWindow, page: ExperimentPage, asked: Asked, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(asked_for(asked, PredictExperiment)))
    [first] = asked_for(asked, PredictExperiment)
    assert first.asked == asked_of(window.session.document)
    window._ground.experiments.predicted.emit(0.31)
    assert page.run_bar.words.words == "Run: 0.3 s of processor time"
    assert asked_for(asked, PredictExperiment)[-1].asked == longer_of(first.asked)
    window._ground.experiments.predicted.emit(250.0)
    assert page.run_bar.words.words == "Run: 0.3 s of processor time. Longer: 4 min"


def test_gradient_flow_is_drawn_again_while_its_switches_are_moved(
    window: MainWindow, page: ExperimentPage, asked: Asked, qtbot: QtBot
) -> None:
    page.networks.slider.setValue(0)
    assert runs(asked) == []  # nothing begins before a person ran it once
    page.run_bar.run.click()
    end_run(window, FLOWED.found)
    for place in (3, 4, 5):
        page.networks.slider.setValue(place)
    qtbot.waitUntil(lambda: len(runs(asked)) == 2)
    assert runs(asked)[-1].archs == ("plain20,depth=38", "resnet20,depth=38")


def test_a_run_that_broke_off_says_why_and_keeps_what_was_measured(
    window: MainWindow, page: ExperimentPage
) -> None:
    window.experiments.show_page(Experiment.DEGRADATION)
    page.run_bar.run.click()
    experiments = window._ground.experiments
    assert experiments.asked
    so_far = found_by(experiments.asked, TRAINED.found, is_whole=False)
    experiments.latest = so_far
    experiments._fail("Not enough memory.")
    assert "Not enough memory." in page.run_bar.words.words
    assert "Not enough memory." in window.panels.notice.text()
    assert window.session.document.results == (so_far,)
    window.experiments.show_page(Experiment.PATHS)
    assert "memory" not in page.run_bar.words.words


def test_the_slider_of_steps_shows_one_of_them(window: MainWindow, page: ExperimentPage) -> None:
    window.experiments.show_page(Experiment.TRAINING)
    assert not page.view.slider.isEnabled()
    page.run_bar.run.click()
    [training] = TRAINED.found.training
    later = replace(training.records[0], step=5)
    records = (*training.records, later)
    end_run(window, replace(TRAINED.found, training=(replace(training, records=records),)))
    page.view.slider.setValue(1)
    assert page.view.number.text() == "step 5"
    assert window.experiments.choice.plot == "step"
    assert any("step 5" in plot.title for plot in page.chart.plots)
    page.view.rows[Experiment.TRAINING].button("").click()
    assert not any("step 5" in plot.title for plot in page.chart.plots)


def test_a_curve_is_chosen_by_its_button(window: MainWindow, page: ExperimentPage) -> None:
    page.run_bar.run.click()
    end_run(window, FLOWED.found)
    assert [plot.key for plot in page.chart.plots] == ["signal"]
    page.view.rows[Experiment.GRADIENTS].button("weights").click()
    assert [plot.key for plot in page.chart.plots] == ["weights"]
    page.view.rows[Experiment.GRADIENTS].button("").click()
    assert [plot.key for plot in page.chart.plots] == ["signal", "weights", "activations"]


def test_after_a_longer_run_the_switches_are_those_that_it_came_from(
    window: MainWindow, page: ExperimentPage
) -> None:
    window.experiments.show_page(Experiment.DEGRADATION)
    asked_before = asked_of(window.session.document)
    page.run_bar.longer.click()
    end_run(window, TRAINED.found)
    assert page.stale.words == ""
    window.experiments.show_page(Experiment.PATHS)
    window.experiments.show_page(Experiment.DEGRADATION)
    assert asked_of(window.session.document) == asked_before
    assert page.stale.words == ""


def test_a_run_that_waits_for_a_timed_one_says_so(window: MainWindow, page: ExperimentPage) -> None:
    experiments = window._ground.experiments
    experiments.hold(lambda: None)
    page.run_bar.run.click()
    assert page.run_bar.words.words == "Starts when the timing is over."
    assert page.run_bar.stop.isEnabled()
    experiments.release()
    assert "timing" not in page.run_bar.words.words


def test_pause_and_go_on_are_one_button(window: MainWindow, page: ExperimentPage) -> None:
    assert not page.run_bar.pause.isEnabled()
    page.run_bar.run.click()
    page.run_bar.pause.click()
    assert page.run_bar.pause.text() == "Go on"
    assert page.run_bar.words.words.startswith("Paused")
    assert window.actions_by_name["pause_experiment"].text() == "Go on"
    page.run_bar.pause.click()
    assert page.run_bar.pause.text() == "Pause"


def test_a_file_that_an_opened_session_names_elsewhere_is_not_read_before_it_is_allowed(
    window: MainWindow, asked: Asked, tmp_path: Path
) -> None:
    image = str(tmp_path / "else" / "cat.png")
    document = window.session.document
    learn = replace(
        document.arrangement.learn,
        experiment=Experiment.PICTURE,
        setting=Setting(steps=60),
        image=image,
    )
    arrangement = replace(document.arrangement, learn=learn)
    window.session.open(replace(document, arrangement=arrangement), tmp_path / "here")
    window.arranging.learn()
    window.experiments._following._predict()
    window.experiments.run_experiment()
    assert (runs(asked), asked_for(asked, PredictExperiment)) == ([], [])
    (notice,) = window.panels.notice.notices()
    assert image in notice.text
    assert notice.act
    notice.act.do()
    assert [each.image for each in runs(asked)] == [image]


def test_a_file_that_a_person_chose_is_read_at_once(
    window: MainWindow, page: ExperimentPage, asked: Asked, tmp_path: Path
) -> None:
    window.experiments.show_page(Experiment.PICTURE)
    page.changed.emit({"image": str(tmp_path / "cat.png")})
    window.experiments.run_experiment()
    assert [each.image for each in runs(asked)] == [str(tmp_path / "cat.png")]


def test_another_seed_does_not_allow_the_folder_that_a_session_names(
    window: MainWindow, page: ExperimentPage, asked: Asked
) -> None:
    setting = Setting(data=DataSet.FOLDER, folder="/else/pictures")
    window.session.show_learn(setting=setting)
    page.changed.emit({"setting": replace(setting, seed=7)})
    window.experiments.run_experiment()
    assert runs(asked) == []


def test_a_folder_and_files_are_chosen_by_dialogs(
    window: MainWindow, page: ExperimentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = iter(("", "/pictures"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: next(chosen))
    window.actions_by_name["choose_data_folder"].trigger()
    assert page.setting.data.value() == DataSet.DIGITS  # the dialog was closed
    window.actions_by_name["choose_data_folder"].trigger()
    setting = window.experiments.choice.setting
    assert (setting.data, setting.folder) == (DataSet.FOLDER, "/pictures")
    assert not window.actions_by_name["choose_picture"].isEnabled()
    window.experiments.show_page(Experiment.PICTURE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/a/cat.png", ""))
    window.actions_by_name["choose_picture"].trigger()
    assert page.files.buttons["image"].text() == "cat.png"
    assert asked_of(window.session.document).image == "/a/cat.png"


def test_a_run_of_minutes_is_a_warning_and_may_still_be_run(
    window: MainWindow, page: ExperimentPage, asked: Asked, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(asked_for(asked, PredictExperiment)))
    window._ground.experiments.predicted.emit(400.0)
    assert page.run_bar.words.words == "Run: 7 min of processor time"
    assert page.run_bar.words.property("state") == "warn"
    assert page.run_bar.run.isEnabled()
