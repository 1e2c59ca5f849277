"""Networks of others in the Learn workspace: they look at a picture, and nothing is trained."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.longer import longer_of
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import LookWithModel, PredictLook, RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.models import known
from resnet_viz.core.networks import know
from resnet_viz.core.progress import Step
from resnet_viz.session import edits
from resnet_viz.ui.experiments.on_screen import MOST_TRIED
from resnet_viz.ui.experiments.page import STALE, ExperimentPage
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.window import MainWindow
from tests.samples.looked_at import LOOKING, looking_network
from tests.samples.paths_and_landscapes import SEEN
from tests.ui.conftest import Asked, asked_for

OTHER, BLIND, HEAVY = "timm:vit", "timm:words", "timm:vit_giant"


@pytest.fixture(autouse=True)
def known_networks() -> Iterator[None]:
    know(looking_network())
    know(looking_network(OTHER))
    know(looking_network(BLIND, "int64"))
    yield
    known._known.clear()


@pytest.fixture
def page(window: MainWindow) -> ExperimentPage:
    """The page of the picture, for a network of others."""
    window.arranging.learn()
    window.session.edit(edits.open_network, LOOKING)
    window.experiments.show_page(Experiment.PICTURE)
    return window.panels.learn.pages.experiment


def found_of(arch: str = LOOKING, **changes: Any) -> Outcome:
    net = replace(SEEN.net, arch=arch, title=arch)
    seen = replace(SEEN, net=net, origin=Origin.RANDOM, name="cat.png", is_own=True)
    found = Found(responses=(seen,))
    usual = Outcome(Experiment.PICTURE, (arch,), Setting(), found, 0.2, "2.13.0")
    return replace(usual, **changes)


def chosen(window: MainWindow) -> list[str]:
    """The networks of the next run, none for those of the experiment."""
    return list(window.experiments.choice.archs)


def run_picture(window: MainWindow, page: ExperimentPage) -> None:
    page.changed.emit({"image": "/a/cat.png"})
    page.run_bar.run.click()


def test_the_page_is_about_the_network_on_screen_and_asks_for_a_picture(
    window: MainWindow, page: ExperimentPage
) -> None:
    assert chosen(window) == [LOOKING]
    assert page.networks.on_screen.isChecked()
    assert page.run_bar.words.words == f"Choose a picture for {LOOKING}"
    assert not page.run_bar.run.isEnabled()
    assert not window.actions_by_name["run_experiment"].isEnabled()
    shown = (page.files.buttons["image"], page.setting.seed)
    hidden = (
        page.files.buttons["weights"],
        page.setting.steps,
        page.setting.init,
        page.setting.data,
        page.networks.presets,
        page.networks.further,
    )
    assert all(each.isVisible() for each in shown)
    assert not any(each.isVisible() for each in hidden)
    assert not window.actions_by_name["choose_picture_weights"].isEnabled()
    assert page.why_not.isHidden()


def test_run_and_longer_are_asked_of_the_process_of_models_with_the_seed_only(
    window: MainWindow, page: ExperimentPage, asked: Asked
) -> None:
    page.setting.seed.setValue(7)
    run_picture(window, page)
    [look] = asked_for(asked, LookWithModel)
    own = RunExperiment(Experiment.PICTURE, (LOOKING,), Setting(seed=7), image="/a/cat.png")
    assert look == LookWithModel(LOOKING, own)
    assert asked_for(asked, RunExperiment) == []
    window._ground.experiments._end(found_of(setting=Setting(seed=7)))
    assert page.stale.words == ""
    assert LOOKING in page.caption.text()
    window._ground.models._running = None  # it was answered
    page.run_bar.longer.click()
    assert asked_for(asked, LookWithModel)[-1].asked == longer_of(own)


def test_what_a_look_takes_is_asked_once_a_picture_is_chosen(
    window: MainWindow, page: ExperimentPage, asked: Asked
) -> None:
    window.experiments._following._predict()
    assert asked_for(asked, PredictLook) == []
    page.changed.emit({"image": "/a/cat.png"})
    window.experiments._following._predict()
    assert [each.source for each in asked_for(asked, PredictLook)] == [LOOKING]


def test_a_very_large_network_is_not_built_only_to_say_what_a_look_takes(
    window: MainWindow, page: ExperimentPage, asked: Asked
) -> None:
    network = looking_network(HEAVY)
    assert network.traced is not None
    know(replace(network, traced=replace(network.traced, params=MOST_TRIED + 1)))
    window.session.edit(edits.open_network, HEAVY)
    page.changed.emit({"image": "/a/cat.png"})
    window.experiments._following._predict()
    assert asked_for(asked, PredictLook) == []
    assert page.run_bar.run.isEnabled()


@pytest.mark.parametrize("experiment", [each for each in Experiment if each != Experiment.PICTURE])
def test_every_other_experiment_says_in_a_sentence_that_it_takes_no_part(
    window: MainWindow, page: ExperimentPage, experiment: Experiment
) -> None:
    window.experiments.show_page(experiment)
    assert page.why_not.text() == (
        f"This experiment makes ResNets of its own. {LOOKING} can only take part in “Your picture”."
    )
    assert page.why_not.isVisible()
    assert not page.networks.on_screen.isEnabled()
    assert LOOKING not in window.experiments.choice.archs
    assert page.run_bar.run.isEnabled()


def test_one_that_takes_no_picture_says_what_it_takes_and_the_page_runs_a_resnet(
    window: MainWindow, page: ExperimentPage
) -> None:
    window.session.edit(edits.open_network, BLIND)
    assert "takes 1 × 3 × 32 × 32 of int64" in page.why_not.text()
    assert chosen(window) == []
    assert page.run_bar.run.isEnabled()
    assert page.networks.presets.isVisible()
    window.experiments.show_page(Experiment.LESION)
    assert page.why_not.text() == (
        f"This experiment makes ResNets of its own, and {BLIND} can't take part."
    )
    window.session.edit(edits.open_network, "resnet18")
    assert page.why_not.isHidden()


def test_the_choice_follows_the_network_on_screen_and_a_result_of_another_is_stale(
    window: MainWindow, page: ExperimentPage
) -> None:
    run_picture(window, page)
    window._ground.experiments._end(found_of())
    window.session.edit(edits.open_network, OTHER)
    assert chosen(window) == [OTHER]
    assert page.stale.words == STALE
    window.session.edit(edits.open_network, "resnet18")
    assert chosen(window) == ["resnet18"]
    window.session.edit(edits.open_network, LOOKING)
    assert chosen(window) == []
    page.networks.on_screen.click()
    assert chosen(window) == [LOOKING]
    assert page.stale.words == ""
    page.networks.on_screen.click()
    assert page.setting.steps.value() == 60


def test_a_result_of_another_picture_is_stale(window: MainWindow, page: ExperimentPage) -> None:
    run_picture(window, page)
    window._ground.experiments._end(found_of())
    assert page.stale.words == ""
    page.changed.emit({"image": "/a/dog.png"})
    assert page.stale.words == STALE
    page.changed.emit({"image": "/b/cat.png"})
    assert page.stale.words == ""


def test_a_run_goes_on_while_another_network_is_opened_and_its_result_names_its_own(
    window: MainWindow, page: ExperimentPage
) -> None:
    run_picture(window, page)
    window.session.edit(edits.open_network, OTHER)
    assert window._ground.experiments.is_running
    assert window.experiments.obstacle
    window._ground.experiments._end(found_of())
    assert window.session.document.results == (found_of(),)
    assert LOOKING in page.caption.text()
    assert page.stale.words == STALE


def test_steps_without_a_result_say_how_far_it_is(window: MainWindow, page: ExperimentPage) -> None:
    run_picture(window, page)
    window._ground.experiments.progressed.emit(None, Step(f"building {LOOKING}"))
    assert page.run_bar.words.words == f"Building {LOOKING}"


def test_a_process_that_dies_says_so_on_the_page_and_run_begins_again(
    window: MainWindow, page: ExperimentPage, asked: Asked
) -> None:
    run_picture(window, page)
    window._ground.models._child.died.emit("The model process was killed.")
    assert page.run_bar.words.words == "The model process was killed."
    assert "The model process was killed." in window.panels.notice.text()
    page.run_bar.run.click()
    assert len(asked_for(asked, LookWithModel)) == 2


def test_esc_stops_a_look_and_not_a_recording(window: MainWindow, page: ExperimentPage) -> None:
    run_picture(window, page)
    assert not window.models.is_working
    window.actions_by_name["cancel"].trigger()
    assert page.run_bar.words.words == "Stopping after this step"
    window._ground.experiments._end(None)
    assert not window.stopping.has_work


def test_the_window_closes_in_the_middle_of_a_look(
    window: MainWindow, page: ExperimentPage
) -> None:
    run_picture(window, page)
    window.leave()
    assert not window.isVisible()
    assert not window._ground.experiments.is_running


def test_another_document_has_its_own_choice(window: MainWindow, page: ExperimentPage) -> None:
    arrangement = window.session.document.arrangement
    learn = replace(arrangement.learn, experiment=Experiment.LESION, archs=("resnet44",))
    window.session.open(
        replace(new_document("resnet18"), arrangement=replace(arrangement, learn=learn))
    )
    assert chosen(window) == ["resnet44"]
