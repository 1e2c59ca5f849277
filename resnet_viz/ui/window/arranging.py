"""Workspaces, tabs and panel sizes: the session learns of them, and an opened one brings them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_viz.session.arrangement import Places, Side, Workspace, first_places
from resnet_viz.ui.parts.action import ActionState, Method, action
from resnet_viz.ui.session.remembered import remember_places
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.panels import Panels
from resnet_viz.ui.window.toolbar import Toolbar
from resnet_viz.ui.window.workspaces import WORKSPACES, home_of_page, home_of_part

PANELS = "Panels"  # the menu of what is hidden and shown

NOTHING_HERE = "This workspace has nothing there"


def _going_to(workspace: Workspace, keys: str, **more: Any) -> Callable[[Method], Method]:
    """Declares a method as the one that brings a workspace to the front."""
    row = WORKSPACES[workspace]

    def state(feature: "ArrangingFeature") -> ActionState:
        return ActionState(is_on=feature.workspace is workspace)

    return action("View", row.title, row.tip, keys, group="workspace", state=state, **more)


def _hiding(side: Side, text: str, tip: str, keys: str, **more: Any) -> Callable[[Method], Method]:
    """Declares a method as the one that hides a side and shows it again."""

    def state(feature: "ArrangingFeature") -> ActionState:
        frame = feature.panels.frame
        return ActionState("", frame.has(side), frame.is_shown(side), NOTHING_HERE)

    return action("View", text, tip, keys, is_switch=True, submenu=PANELS, state=state, **more)


class ArrangingFeature(QObject):
    """Keeps the session's arrangement, the panels and the workspace switch in step.

    `shown` says that another workspace is in front, or other parts of it.
    """

    shown = Signal()

    def __init__(self, session: Session, panels: Panels, toolbar: Toolbar) -> None:
        super().__init__(session)
        self._session, self.panels, self._toolbar = session, panels, toolbar
        toolbar.workspace_chosen.connect(self.go_to)
        panels.arranged.connect(self._on_arranged)
        session.opened.connect(self._on_opened)

    @property
    def workspace(self) -> Workspace:
        """The workspace in front."""
        return self._session.document.arrangement.workspace

    @_going_to(Workspace.EXPLORE, "Alt+1", starts_group=True)
    def explore(self) -> None:
        self.go_to(Workspace.EXPLORE)

    @_going_to(Workspace.COMPARE, "Alt+2")
    def compare(self) -> None:
        self.go_to(Workspace.COMPARE)

    @_going_to(Workspace.TIME, "Alt+3")
    def time(self) -> None:
        self.go_to(Workspace.TIME)

    @_going_to(Workspace.LEARN, "Alt+4")
    def learn(self) -> None:
        self.go_to(Workspace.LEARN)

    @_hiding(Side.LEFT, "Left panel", "Show the panel at the left", "F7", starts_group=True)
    def toggle_left(self, _: bool = True) -> None:
        self.panels.frame.toggle(Side.LEFT)

    @_hiding(Side.BELOW, "Tabs", "Show the tabs below", "F8")
    def toggle_below(self, _: bool = True) -> None:
        self.panels.frame.toggle(Side.BELOW)

    @_hiding(Side.MAIN, "Above the tabs", "Show what is above the tabs", "Shift+F8")
    def toggle_main(self, _: bool = True) -> None:
        self.panels.frame.toggle(Side.MAIN)

    @_hiding(Side.TOP, "Network cards", "Show the networks that are compared", "Shift+F7")
    def toggle_top(self, _: bool = True) -> None:
        self.panels.frame.toggle(Side.TOP)

    @_hiding(Side.RIGHT, "Right panel", "Show costs and selection", "F9")
    def toggle_right(self, _: bool = True) -> None:
        self.panels.frame.toggle(Side.RIGHT)

    @action("View", "Reset panels", "Put every panel of this workspace back", submenu=PANELS)
    def reset(self) -> None:
        self._arrange(first_places(self.workspace))

    def go_to(self, workspace: Workspace) -> None:
        """Brings a workspace to the front."""
        self._session.arrange(workspace=workspace)
        self.show()

    def front(self, widget: QWidget) -> None:
        """Brings a page to the front, in the workspace that has it."""
        key, part = self.panels.place_of(widget)
        arrangement = self._session.document.arrangement
        if part:
            self.go_to(home_of_part(part, self.workspace))
        elif key:
            workspace = home_of_page(key, self.workspace)
            placed = arrangement.placed(workspace)
            hidden = tuple(each for each in placed.hidden if each is not Side.BELOW)
            places = replace(placed, tab=key, hidden=hidden)
            self._session.arrange(workspace=workspace)
            self._arrange(places)

    def show(self) -> None:
        """Puts everything where the session has it; what it doesn't say stays."""
        arrangement = self._session.document.arrangement
        self.panels.show_arrangement(arrangement)
        self._toolbar.show_workspace(arrangement.workspace)
        self.shown.emit()

    def _arrange(self, places: Places) -> None:
        self._session.arrange(places=self._session.document.arrangement.placing(places).places)
        self.show()

    def keep(self) -> None:
        """Takes where everything is into the document, and for the next new one."""
        places = self._session.document.arrangement.placing(self.panels.places()).places
        self._session.arrange(places=places)
        remember_places(places)

    def _on_opened(self) -> None:
        camera = self._session.document.arrangement.camera
        self.show()  # panels of another size move the picture: what was in view is for later
        self._session.arrange(camera=camera)

    def _on_arranged(self) -> None:
        places = self._session.document.arrangement.placing(self.panels.places()).places
        self._session.arrange(places=places)
        self.shown.emit()
