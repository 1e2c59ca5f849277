"""What is selected, the same in diagram, table, roofline, inspector and the line above."""

from PySide6.QtCore import QObject

from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.scene.scene import Item
from resnet_viz.ui.canvas.actions import DiagramFeature
from resnet_viz.ui.canvas.describe import block_formula
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.panels import Panels


class SelectionFeature(QObject):
    """Asks for a selection where a person clicks, and shows the session's everywhere."""

    def __init__(self, session: Session, panels: Panels, diagram: DiagramFeature) -> None:
        super().__init__(session)
        self._session, self._panels, self._diagram = session, panels, diagram
        panels.canvas.item_selected.connect(session.select)
        panels.layers.layer_selected.connect(self.select)
        panels.groups.group_chosen.connect(self.select)
        panels.roofline.layer_selected.connect(self.select)
        panels.crumb.part_clicked.connect(self.go_to)
        session.selection_changed.connect(self._show)
        session.network_changed.connect(self._show_in_table)
        diagram.drawn.connect(self._show)

    def select(self, path: str) -> None:
        """Selects a layer, block or stage, and brings it into view in the diagram."""
        self._session.select(path)
        self._panels.canvas.select(path)

    def go_to(self, path: str) -> None:
        """Selects a stage, block or layer and shows it; '' shows the whole network."""
        self.select(path)
        if not path:
            self._diagram.fit()

    def _show(self) -> None:
        self._show_in_table()
        self._show_in_diagram()

    def _show_in_table(self) -> None:
        """The layer that is selected, or the first of a box."""
        path, item = self._session.document.arrangement.selection, self._item()
        is_layer = any(row.cost.path == path for row in self._session.shown.rows)
        inside = (path,) if is_layer else item.members if item else ()
        if self._panels.layers.selected_path() != (first := next(iter(inside), "")):
            self._panels.layers.select(first)
        self._panels.roofline.select(inside)

    def _show_in_diagram(self) -> None:
        """The box that is or holds what is selected, and what there is to say of it."""
        item, shown = self._item(), self._session.shown
        if self._panels.canvas.selected() != (item.id if item else ""):
            self._panels.canvas.mark(self._session.document.arrangement.selection)
        formula = block_formula(shown.network.graph, item) if item else ""
        self._panels.inspector.show_item(item, shown.rows, formula, shown.formulas_of)
        self._panels.crumb.show_path(shown.network.title, item.id if item else "")

    def _item(self) -> Item | None:
        scene = self._diagram.scene
        selection = self._session.document.arrangement.selection
        return pick(scene, selection) if scene and selection else None
