"""The lesson that a teacher can give: its length, its links, and nothing said before it is seen."""

import re

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.experiments.experiment import EXPERIMENTS
from resnet_viz.core.networks import network_named
from resnet_viz.ui.learn.block_page import BlockPage
from resnet_viz.ui.learn.lesson_plan import LessonPlan
from resnet_viz.ui.learn.lesson_words import INTRO, MORE, STEPS
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session

OUTCOMES = r"\d+(\.\d+)? (times|%)|explode|vanish|fails?\b|degrades|better than|worse than"


def test_it_takes_15_minutes_and_has_a_link_to_every_experiment(qtbot: QtBot) -> None:
    plan = LessonPlan()
    qtbot.addWidget(plan)
    assert sum(step.minutes for step in STEPS) == 15
    assert set(plan.links) == set(EXPERIMENTS)
    for experiment, link in plan.links.items():
        with qtbot.waitSignal(plan.experiment_asked) as asked:
            link.click()
        assert asked.args == [experiment]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_no_step_says_how_it_ends(step: object) -> None:
    assert re.findall(OUTCOMES, str(step)) == []


def test_neither_do_the_words_around_the_steps() -> None:
    assert re.findall(OUTCOMES, " ".join((INTRO, *(words for _, words in MORE)))) == []


def test_a_column_of_table_1_opens_its_network(qtbot: QtBot) -> None:
    session = Session(new_document("resnet50"))
    page = BlockPage(session)
    qtbot.addWidget(page)
    page.table.network_chosen.emit(network_named("resnet34"))
    assert session.document.member.arch == "resnet34"
