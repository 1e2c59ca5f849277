"""The bar on top: workspaces, undo and redo, the search, and the timed run."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.parts.choice import ButtonRow
from resnet_viz.ui.parts.search_field import SearchField
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.run_controls import RunControls
from resnet_viz.ui.window.workspaces import WORKSPACES

SEARCH_LEAST, SEARCH_MOST = 130, 420


class Toolbar(QWidget):
    """Holds the controls that every workspace has; `workspace_chosen` carries a `Workspace`."""

    workspace_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        titles = [(workspace, row.title) for workspace, row in WORKSPACES.items()]
        self.workspaces = ButtonRow(titles, self._on_workspace, role="workspace")
        for place, (workspace, shown) in enumerate(WORKSPACES.items(), start=1):
            set_tip(self.workspaces.button(workspace), f"{shown.tip} (Alt+{place})")
        self.undo, self.redo = _tool("↶", "Undo"), _tool("↷", "Redo")
        self.search = SearchField()
        self.search.setMinimumWidth(SEARCH_LEAST)
        self.search.setMaximumWidth(SEARCH_MOST)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.timed = RunControls(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 2)
        row.setSpacing(6)
        row.addWidget(self.workspaces)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        for control in self.timed.widgets():
            row.addWidget(control)

    def show_workspace(self, workspace: Workspace) -> None:
        """Presses the button of the workspace in front."""
        self.workspaces.show_value(workspace)

    def show_steps(self, undo: QAction, redo: QAction) -> None:
        """The buttons of undo and redo do, and show, what the actions do."""
        for button, step in ((self.undo, undo), (self.redo, redo)):
            text = button.text()
            button.setDefaultAction(step)
            step.changed.connect(lambda button=button, text=text: button.setText(text))
            button.setText(text)

    def _on_workspace(self, key: str) -> None:
        self.workspace_chosen.emit(Workspace(key))


def _tool(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    button.setProperty("role", "tool")
    return button
