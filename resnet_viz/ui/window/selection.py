"""What is selected, the same in diagram, table, roofline, inspector and the line above."""

from PySide6.QtCore import QObject

from resnet_viz.core.graph.naming import steps_to
from resnet_viz.diagram.scene.pick import layers_of, pick
from resnet_viz.diagram.scene.scene import Item
from resnet_viz.ui.canvas.actions import DiagramFeature
from resnet_viz.ui.selection.subject import Subject, network_subject, subject_of
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.panels import Panels


class SelectionFeature(QObject):
    """Asks for a selection where a person clicks, and shows the session's everywhere."""

    def __init__(self, session: Session, panels: Panels, diagram: DiagramFeature) -> None:
        super().__init__(session)
        self._session, self._panels, self._diagram = session, panels, diagram
        panels.canvas.item_selected.connect(session.select)
        panels.canvas.items_selected.connect(self._take_several)
        panels.layers.layers_selected.connect(lambda paths: self.select(*paths))
        panels.groups.group_chosen.connect(lambda paths: self.select(*paths))
        panels.roofline.layer_selected.connect(self.select)
        panels.crumb.part_clicked.connect(self.go_to)
        session.selection_changed.connect(self._show)
        session.network_changed.connect(self._show_in_table)
        session.runs_changed.connect(self._show)
        session.look_changed.connect(self._show)
        diagram.drawn.connect(self._show)

    def select(self, path: str, *further: str) -> None:
        """Selects a layer, block or stage, and brings it into view in the diagram."""
        self._session.select(path, further)
        self._panels.canvas.select(path)

    def go_to(self, path: str) -> None:
        """Selects a stage, block or layer and shows it; '' shows the whole network."""
        self.select(path)
        if not path:
            self._panels.canvas.fit()

    def _take_several(self, paths: tuple[str, ...]) -> None:
        self._session.select(paths[0] if paths else "", paths[1:])

    def _show(self) -> None:
        self._show_in_table()
        self._show_in_diagram()

    def _show_in_table(self) -> None:
        """Every layer that is selected, or is in what is selected."""
        inside = self._inside()
        if set(self._panels.layers.selected_paths()) != set(inside):
            self._panels.layers.select(inside)
        self._panels.roofline.select(inside)

    def _show_in_diagram(self) -> None:
        """The box that is or holds what is selected, and what there is to say of it."""
        item, shown = self._item(), self._session.shown
        selection = self._session.document.arrangement.selection
        if self._panels.canvas.selected() != (item.id if item else ""):
            further = self._session.document.arrangement.selected
            self._panels.canvas.mark(selection, *further)
        self._panels.inspector.show_subject(self._subject(item), shown.network.graph)
        steps = steps_to(shown.network.graph, selection) if item else ()
        self._panels.crumb.show_steps(shown.network.title, steps)

    def _subject(self, item: Item | None) -> Subject:
        """What is selected; the whole network where nothing is."""
        document, shown = self._session.document, self._session.shown
        inside = frozenset(self._inside())
        rows = [row for row in shown.rows if row.cost.path in inside]
        if not rows:
            return network_subject(shown.network, shown.report.layers, document.convention)
        arrangement = document.arrangement
        path = "" if arrangement.selected else arrangement.selection
        count = item.count if item and item.id == path else 1
        return subject_of(shown.network.graph, path, count, rows, shown.formulas_of)

    def _inside(self) -> tuple[str, ...]:
        """The layers of everything that is selected, in the order of the network."""
        arrangement = self._session.document.arrangement
        scene, graph = self._diagram.scene, self._session.shown.network.graph
        chosen = [path for path in (arrangement.selection, *arrangement.selected) if path]
        found: set[str] = set()
        for path in chosen:
            found.update(layers_of(graph, pick(scene, path) if scene else None, path))
        return tuple(node.path for node in graph.nodes if node.path in found) if found else ()

    def _item(self) -> Item | None:
        scene = self._diagram.scene
        selection = self._session.document.arrangement.selection
        return pick(scene, selection) if scene and selection else None
