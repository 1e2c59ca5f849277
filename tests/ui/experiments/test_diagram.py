"""The diagram that takes part in an experiment: which network, its colours, what is clicked."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.lesion import BlockLesion, Lesions
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.request import Worker
from resnet_viz.ui.experiments.diagram import NetworkDiagram
from resnet_viz.ui.experiments.drawn import HOW_TO_CUT
from resnet_viz.ui.experiments.picture import NetworkPicture
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from tests.ui.conftest import Asked

RESIDUAL = Net("resnet20,input=1x8x8", NetKind.RESIDUAL, 20)
PLAIN = Net("plain20,input=1x8x8", NetKind.PLAIN, 20)
SIGNAL = (40.0, *(20.0 / 2**place for place in range(9)))
BLOCKS = [f"layer{stage}.{block}" for stage in (1, 2, 3) for block in range(3)]


def flow_outcome() -> Outcome:
    flows = tuple(Flow(net, 0, 2.3, SIGNAL, (1.0,), SIGNAL) for net in (PLAIN, RESIDUAL))
    found = Found(flow=flows)
    return Outcome(Experiment.GRADIENTS, ("plain20", "resnet20"), Setting(), found, 0.3, "2.13")


def lesion_outcome() -> Outcome:
    blocks = tuple(
        BlockLesion(path, f"{path}.add", path.endswith("2.0"), 0.95 - place / 20, 0.2, None)
        for place, path in enumerate(BLOCKS)
    )
    found = Found(lesions=(Lesions(RESIDUAL, 0, 0.95, 0.1, 360, blocks),))
    return Outcome(Experiment.LESION, ("resnet20",), Setting(steps=60), found, 0.3, "2.13")


class Shown:
    """A picture on screen with its session."""

    def __init__(self, appearance: Appearance) -> None:
        self.session = Session(new_document("resnet50"))
        self.picture = NetworkPicture()
        drawing = Drawing(Child(Worker.DRAW, self.session), self.session, lane="experiment")
        self.diagram = NetworkDiagram(self.session, self.picture, drawing, appearance)

    def choose(self, experiment: Experiment, *archs: str) -> None:
        self.session.show_learn(experiment=experiment, archs=archs)

    def cut(self) -> tuple[str, ...]:
        return self.session.document.cut

    def click(self, scene_point: QPointF) -> None:
        """A click at a point of the scene."""
        canvas = self.picture.canvas
        place = canvas.placement.to_widget(scene_point)
        QTest.mouseClick(
            canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y()))
        )

    def middle_of(self, path: str) -> QPointF:
        assert self.diagram.scene
        rect = next(item.rect for item in self.diagram.scene.items if item.id == path)
        return QRectF(*rect).center()

    def on_shortcut_of(self, block: str) -> QPointF:
        """A point of the longest piece of a shortcut's line, away from boxes."""
        assert self.diagram.scene
        shortcut = next(each for each in self.diagram.scene.shortcuts if each.id.startswith(block))
        points = [point for stroke in shortcut.strokes for point in stroke.points]
        one, other = max(pairwise(points), key=lambda pair: abs(pair[0].y - pair[1].y))
        return QPointF((one.x + other.x) / 2, (one.y + other.y) / 2)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, asked: Asked) -> Iterator[Shown]:
    appearance = Appearance(qapp)
    made = Shown(appearance)
    qtbot.addWidget(made.picture)
    made.picture.resize(420, 900)
    made.picture.show()
    yield made
    appearance.choose("light")
    qapp.setStyleSheet("")


def test_before_a_run_the_networks_of_the_choice_are_drawn_without_values(shown: Shown) -> None:
    shown.choose(Experiment.GRADIENTS, "plain20", "resnet20")
    picture = shown.picture
    assert [picture.networks.itemText(place) for place in range(2)] == ["Plain-20", "ResNet-20"]
    assert shown.diagram.scene is not None
    assert not shown.diagram.scene.shortcuts
    assert picture.canvas.heat is None
    assert picture.legend.isHidden()
    assert picture.cut.isHidden()


def test_the_network_that_is_chosen_is_drawn(shown: Shown) -> None:
    shown.session.keep_outcome(flow_outcome())
    shown.choose(Experiment.GRADIENTS, "plain20", "resnet20")
    shown.picture.network_chosen.emit("1")
    assert shown.session.document.arrangement.learn.drawn == 1
    assert shown.diagram.scene is not None
    assert len(shown.diagram.scene.shortcuts) == 9
    assert {item.id for item in shown.diagram.scene.items} >= set(BLOCKS)


def test_blocks_are_coloured_by_their_signal_and_the_legend_has_its_range(shown: Shown) -> None:
    shown.choose(Experiment.GRADIENTS, "plain20", "resnet20")
    shown.session.keep_outcome(flow_outcome())
    heat = shown.picture.canvas.heat
    assert heat is not None
    assert "signal |dL/dx|" in heat.title
    assert "log scale" in heat.title
    fills = [heat.fills[path] for path in ("conv1", *BLOCKS) if path in heat.fills]
    assert len(set(fills)) == len(fills) >= len(BLOCKS)
    legend = shown.picture.legend
    assert legend.title.words == "signal |dL/dx|, log scale"
    assert (legend.least.text(), legend.most.text()) == ("0.01", "100")
    assert "From 0.0781 to 40 in this network" in legend.title.toolTip()


def test_a_block_that_is_pointed_at_says_its_value(shown: Shown) -> None:
    shown.session.keep_outcome(lesion_outcome())
    shown.choose(Experiment.LESION, "resnet20")
    canvas, scene = shown.picture.canvas, shown.diagram.scene
    assert scene is not None
    assert canvas.describe(scene, "layer3.2") == (
        "conv4_x · block 2: accuracy lost when dropped 40%"
    )
    assert canvas.describe(scene, "conv1") == ""


def test_a_run_that_goes_on_is_shown_before_it_is_over(shown: Shown) -> None:
    shown.choose(Experiment.GRADIENTS, "plain20", "resnet20")
    shown.diagram.show_running(flow_outcome())
    assert shown.picture.canvas.heat is not None
    shown.diagram.show_running(None)
    assert shown.picture.canvas.heat is None


def test_a_click_on_a_block_takes_it_away_and_another_puts_it_back(shown: Shown) -> None:
    shown.session.keep_outcome(lesion_outcome())
    shown.choose(Experiment.LESION, "resnet20")
    assert shown.picture.cut.words == HOW_TO_CUT
    shown.click(shown.middle_of("layer2.1"))
    assert shown.cut() == ("layer2.1",)
    marks = shown.picture.canvas.marks
    assert marks is not None
    assert len(marks.marks.rings) == 1
    heat = shown.picture.canvas.heat
    assert heat is not None
    assert heat.fills["layer2.1"] == shown.picture.canvas.theme.page
    assert shown.picture.cut.words == "✕ taken away: conv3_x · block 1"
    shown.click(shown.middle_of("layer2.1"))
    assert not shown.cut()
    assert shown.picture.canvas.marks is None


def test_a_click_on_a_shortcut_takes_that_away_and_undo_puts_it_back(shown: Shown) -> None:
    shown.session.keep_outcome(lesion_outcome())
    shown.choose(Experiment.LESION, "resnet20")
    shown.click(shown.on_shortcut_of("layer1.1"))
    assert shown.cut() == ("layer1.1.add",)
    marks = shown.picture.canvas.marks
    assert marks is not None
    assert len(marks.marks.halos) == 1
    assert shown.picture.cut.words == "✕ taken away: shortcut of conv2_x · block 1"
    shown.session.undo()
    assert shown.cut() == ()


def test_signs_that_expand_are_neither_painted_nor_clicked_and_a_double_click_cuts_once(
    shown: Shown,
) -> None:
    shown.choose(Experiment.LESION, "resnet20")
    canvas = shown.picture.canvas
    assert not canvas.has_controls
    place = canvas.placement.to_widget(shown.middle_of("layer1.2"))
    point = QPoint(round(place.x()), round(place.y()))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=point)
    assert shown.cut() == ("layer1.2",)


def test_enter_takes_the_selected_block_away(shown: Shown) -> None:
    shown.choose(Experiment.LESION, "resnet20")
    shown.picture.canvas.select("layer3.2")
    QTest.keyClick(shown.picture.canvas, Qt.Key.Key_Return)
    assert shown.cut() == ("layer3.2",)


def test_stem_and_head_can_not_be_taken_away_and_other_experiments_take_nothing(
    shown: Shown,
) -> None:
    shown.choose(Experiment.LESION, "resnet20")
    shown.picture.clicked.emit("conv1")
    shown.picture.clicked.emit("")
    assert shown.cut() == ()
    shown.choose(Experiment.GRADIENTS, "resnet20")
    shown.click(shown.middle_of("layer2.1"))
    assert shown.cut() == ()
    assert shown.picture.canvas.marks is None


def test_what_was_lost_colours_blocks_and_other_results_of_the_network_can_too(
    shown: Shown,
) -> None:
    shown.session.keep_outcome(flow_outcome())
    shown.session.keep_outcome(lesion_outcome())
    shown.choose(Experiment.LESION, "resnet20")
    assert shown.picture.legend.title.words == "accuracy lost when dropped"
    assert shown.picture.legend.most.text() == "40%"
    assert [shown.picture.colors.itemText(place) for place in range(2)] == [
        "Accuracy lost",
        "Signal",
    ]
    shown.picture.color_chosen.emit("signal")
    assert shown.picture.legend.title.words.startswith("signal")


def test_a_text_that_names_no_network_leaves_the_picture_as_it_is(shown: Shown) -> None:
    shown.choose(Experiment.GRADIENTS, "resnet20")
    before = shown.diagram.scene
    shown.choose(Experiment.GRADIENTS, "resnet21")
    assert shown.diagram.scene is before


@pytest.mark.parametrize("height", [150, 200, 223, 224, 300, 600])
def test_however_low_it_is_its_words_are_not_over_the_diagram(shown: Shown, height: int) -> None:
    shown.choose(Experiment.LESION, "resnet20")
    shown.session.keep_outcome(lesion_outcome())
    picture = shown.picture
    picture.resize(420, height)
    QApplication.processEvents()
    below = [each for each in (picture.legend, picture.cut) if each.isVisible()]
    assert bool(below) == (height >= 224)
    for part in below:
        top = part.mapTo(picture, part.rect().topLeft()).y()
        assert top >= picture.canvas.geometry().bottom()


def test_nothing_is_drawn_while_nobody_sees_it(shown: Shown) -> None:
    shown.picture.hide()
    shown.choose(Experiment.GRADIENTS, "resnet20")
    assert shown.diagram.scene is None
    shown.picture.show()
    assert shown.diagram.scene is not None


def test_while_training_the_slider_is_at_a_place_among_the_recorded_steps(shown: Shown) -> None:
    records = tuple(Record(step, tuple(x + step for x in SIGNAL), (), 1.0) for step in (0, 5, 20))
    found = Found(training=(Training(RESIDUAL, 0, (2.3,), None, records),))
    setting = Setting(steps=60)
    outcome = Outcome(Experiment.TRAINING, ("resnet20",), setting, found, 0.3, "2.13")
    shown.session.keep_outcome(outcome)
    shown.choose(Experiment.TRAINING, "resnet20")
    tips = []
    for place in (0, 1, 2):
        shown.session.show_learn(step=place)
        tips.append(shown.picture.legend.title.toolTip().split("to ")[-1])
    assert tips == ["40 in this network", "45 in this network", "60 in this network"]
