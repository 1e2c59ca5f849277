"""A next to the network that changes, in the Compare workspace."""

from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.window.window import MainWindow


def archs(window: MainWindow) -> tuple[str, str]:
    document = window.session.document
    base = document.compared_with
    return base.arch if base else "", document.member.arch


def test_one_step_puts_a_network_next_to_its_twin_with_both_pictures(window: MainWindow) -> None:
    window.compare.compare_blocks()
    assert archs(window) == ("resnet50", "resnet34")
    assert window.arranging.workspace is Workspace.COMPARE
    assert window.lab.pictures.scene is not None
    assert window.diagram.scene is not None
    assert (window.lab.pictures.scene.title, window.diagram.scene.title) == (
        "ResNet-50",
        "ResNet-34",
    )
    assert window.panels.lab.pictures.cards[0].title.words == "ResNet-50"
    window.steps.undo()
    assert archs(window) == ("", "resnet50")


def test_a_is_never_replaced(window: MainWindow) -> None:
    window.networks.open_text("resnet18")
    window.compare.pin()
    window.networks.open_text("resnet101")
    window.compare.compare_blocks()
    assert archs(window) == ("resnet18", "resnet,stages=3-4-23-3,block=basic")
    shown = [member.arch for member in window.session.document.shown]
    assert shown == ["resnet18", "resnet101", "resnet,stages=3-4-23-3,block=basic"]


def test_a_and_b_change_places(window: MainWindow) -> None:
    window.compare.compare_blocks()
    window.compare.swap()
    assert archs(window) == ("resnet34", "resnet50")
    assert window.lab.pictures.scene is not None
    assert window.lab.pictures.scene.title == "ResNet-34"


def test_the_picture_of_a_follows_the_view(window: MainWindow) -> None:
    window.compare.compare_blocks()
    window.diagram.show_stages()
    assert window.lab.pictures.scene is not None
    assert len(window.lab.pictures.scene.items) < 20


def test_nothing_is_drawn_for_a_while_another_workspace_is_in_front(window: MainWindow) -> None:
    window.compare.pin()
    window.networks.open_text("resnet18")
    assert window.lab.pictures.scene is None
    window.arranging.compare()
    assert window.lab.pictures.scene is not None
