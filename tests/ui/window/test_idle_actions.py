"""An action that would do nothing now can't be chosen, and says why."""

from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked


def reasons(window: MainWindow, *names: str) -> dict[str, str]:
    """Why each of these can't be chosen, '' for one that can."""
    return {
        entry.name: "" if entry.made.isEnabled() else entry.reason
        for entry in window.menus.entries()
        if entry.name in names
    }


def test_what_folds_a_box_waits_for_one_that_is_selected(window: MainWindow) -> None:
    names = "toggle_selected", "fold_outwards"
    assert all(reasons(window, *names).values())
    window.selection.select("layer3.2")
    assert window.actions_by_name["fold_outwards"].isEnabled()  # its key works at once
    assert not any(reasons(window, *names).values())
    window.actions_by_name["fold_all"].trigger()
    assert not window.actions_by_name["fold_all"].isEnabled()
    assert window.actions_by_name["unfold_all"].isEnabled()


def test_going_through_what_was_found_waits_for_a_search(window: MainWindow) -> None:
    names = "find_next", "find_previous"
    assert all(reasons(window, *names).values())
    window.toolbar.search.setText("conv2")
    assert all(window.actions_by_name[name].isEnabled() for name in names)
    window.toolbar.search.setText("")
    assert not any(window.actions_by_name[name].isEnabled() for name in names)


def test_a_run_can_be_stopped_while_it_goes_on_and_started_while_none_does(
    window: MainWindow, asked: Asked
) -> None:
    assert reasons(window, "run", "cancel") == {"run": "", "cancel": "Nothing is going on"}
    window.actions_by_name["run"].trigger()
    assert reasons(window, "run", "cancel") == {"run": "A run is going on", "cancel": ""}
    window.actions_by_name["cancel"].trigger()
    assert not window.actions_by_name["cancel"].isEnabled()


def test_a_side_that_a_workspace_does_not_have_is_not_offered(window: MainWindow) -> None:
    window.actions_by_name["learn"].trigger()
    assert reasons(window, "toggle_left", "toggle_right") == {
        "toggle_left": "",
        "toggle_right": "This workspace has nothing there",
    }
    window.actions_by_name["explore"].trigger()
    assert window.actions_by_name["toggle_right"].isEnabled()
