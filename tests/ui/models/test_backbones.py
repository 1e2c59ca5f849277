"""The models of timm: listed at once, searched, their costs worked out for who looks at them."""

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.models.listed import ListedCost, keep_costs, kept_costs
from resnet_viz.core.models.requests import TraceModel
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.models.backbone_dialog import BackboneDialog
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for
from tests.ui.models.conftest import Process


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> BackboneDialog:
    """The list with its names."""
    window.models.choose_backbone()
    found = next(each for each in window.findChildren(BackboneDialog) if each.isVisible())
    qtbot.waitUntil(lambda: found.left.rowCount() == 3)
    return found


def test_costs_of_what_is_in_sight_are_worked_out_and_kept(
    dialog: BackboneDialog, qtbot: QtBot, asked: Asked
) -> None:
    assert dialog.left.names() == ["resnet50", "vit_base", "vit_small"]
    qtbot.waitUntil(lambda: len(dialog._costs.costs) == 3)
    assert len(asked_for(asked, TraceModel)) == 3
    assert str(dialog.left.index(0, 1).data()) == "93.62 k"
    assert str(dialog.left.index(0, 2).data()) == "≥ 26.36 M"
    assert "Costs of 3 are known" in dialog.about.words
    dialog.reject()
    qtbot.waitUntil(lambda: len(kept_costs("timm", "1.0.31")) == 3)


def test_what_is_known_of_this_version_is_not_worked_out_again(
    window: MainWindow, qtbot: QtBot, asked: Asked
) -> None:
    keep_costs("timm", "1.0.31", {"resnet50": ListedCost(25_557_032, 4_089_184_256)})
    window.models.choose_backbone()
    dialog = next(each for each in window.findChildren(BackboneDialog) if each.isVisible())
    qtbot.waitUntil(lambda: str(dialog.left.index(0, 1).data()) == "25.56 M")
    qtbot.waitUntil(lambda: len(dialog._costs.costs) == 3)
    assert "timm:resnet50" not in [each.source for each in asked_for(asked, TraceModel)]
    assert kept_costs("timm", "1.0.32") == {}
    dialog.reject()


def test_it_is_searched_by_name_parameters_and_macs(dialog: BackboneDialog, qtbot: QtBot) -> None:
    dialog._costs.costs |= {
        "resnet50": ListedCost(25_557_032, 4_089_184_256),
        "vit_small": ListedCost(22_050_664, 4_607_954_304),
        "vit_base": ListedCost(86_567_656, 17_563_828_224),
    }
    found = {}
    for text in ("vit", "VIT small", "params<30M", "vit params<30M", "macs>10G", "nothing"):
        dialog.field.setText(text)
        found[text] = dialog.left.names()
    assert found == {
        "vit": ["vit_base", "vit_small"],
        "VIT small": ["vit_small"],
        "params<30M": ["resnet50", "vit_small"],
        "vit params<30M": ["vit_small"],
        "macs>10G": ["vit_base"],
        "nothing": [],
    }
    dialog.field.setText("params<")
    assert dialog.about.words.endswith(".")
    dialog.reject()


def test_a_model_that_cannot_be_recorded_says_why_and_the_others_go_on(
    window: MainWindow, qtbot: QtBot, process: Process
) -> None:
    process.answers["timm:vit_small"] = Failure("it branches on data", is_mistake=True)
    window.models.choose_backbone()
    dialog = next(each for each in window.findChildren(BackboneDialog) if each.isVisible())
    qtbot.waitUntil(lambda: len(dialog._costs.costs) == 3)
    assert str(dialog.left.index(2, 1).data()) == "–"
    assert dialog._costs.costs["vit_small"].why == "It branches on data."
    dialog.reject()


def test_the_chosen_one_is_opened(window: MainWindow, dialog: BackboneDialog, qtbot: QtBot) -> None:
    dialog.table.selectRow(1)
    dialog.open_button.click()
    qtbot.waitUntil(lambda: window.session.document.member.arch == "timm:vit_base")


def test_closing_stops_what_is_worked_out(
    window: MainWindow, qtbot: QtBot, process: Process
) -> None:
    process.answers["timm:resnet50"] = None
    window.models.choose_backbone()
    dialog = next(each for each in window.findChildren(BackboneDialog) if each.isVisible())
    qtbot.waitUntil(lambda: dialog._costs.is_working)
    dialog.reject()
    assert not dialog._costs.is_working
    assert not window.models.is_working
