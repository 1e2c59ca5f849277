"""The diagram: what of the network it shows and how, by menu and canvas, and its picture."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QKeySequence

from resnet_viz.core.graph.paths import is_inside, without_run
from resnet_viz.core.wording import counted
from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.session import edits
from resnet_viz.session.arrangement import Camera
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.session.session import Session

Key = QKeySequence.StandardKey


def _at(level: Level) -> Callable[["DiagramFeature"], ActionState]:
    return lambda feature: ActionState(is_on=feature.view.level is level)


def _is_folded(feature: "DiagramFeature") -> ActionState:
    return ActionState(is_on=feature.view.is_folded)


def _flows_right(feature: "DiagramFeature") -> ActionState:
    return ActionState(is_on=feature.view.direction is Direction.LEFT_TO_RIGHT)


def _is_to_scale(feature: "DiagramFeature") -> ActionState:
    return ActionState(is_on=feature.view.is_to_scale)


class DiagramFeature(QObject):
    """Has the session's network drawn as its view says, and painted in its colours.

    A double click, the sign on a box or Enter unfolds it in place, and folds it again. `drawn`
    says that another picture is shown.
    """

    drawn = Signal()

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        drawing: Drawing,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._canvas, self._drawing = session, canvas, drawing
        self._appearance, self._say = appearance, say
        self.scene: Scene | None = None
        self._asked: tuple[object, ...] | None = None
        self._opened = ""
        self._camera: Camera | None = session.document.arrangement.camera
        canvas.item_activated.connect(self.toggle_item)
        canvas.moved.connect(self._on_moved)
        drawing.failed.connect(self._on_drawing_failed)
        session.network_changed.connect(self._follow)
        session.view_changed.connect(self._follow)
        session.look_changed.connect(self._paint)
        session.runs_changed.connect(self._follow)
        session.opened.connect(self._on_opened)
        appearance.changed.connect(self._paint)

    @property
    def view(self) -> View:
        """What the diagram is asked to show."""
        return self._session.document.view

    @action(
        "View",
        "Network",
        "One box for each stage, from left to right",
        "Ctrl+1",
        starts_group=True,
        group="level",
        state=_at(Level.NETWORK),
    )
    def show_network(self) -> None:
        self._session.edit(edits.set_level, Level.NETWORK)

    @action(
        "View",
        "Stages",
        "One box for each stage, with its shortcuts counted",
        "Ctrl+2",
        group="level",
        state=_at(Level.STAGE),
    )
    def show_stages(self) -> None:
        self._session.edit(edits.set_level, Level.STAGE)

    @action(
        "View",
        "Blocks",
        "One box for each residual block",
        "Ctrl+3",
        group="level",
        state=_at(Level.BLOCK),
    )
    def show_blocks(self) -> None:
        self._session.edit(edits.set_level, Level.BLOCK)

    @action(
        "View",
        "Layers",
        "One box for each layer",
        "Ctrl+4",
        group="level",
        state=_at(Level.LAYER),
    )
    def show_layers(self) -> None:
        self._session.edit(edits.set_level, Level.LAYER)

    @action(
        "View",
        "Merge equal blocks",
        "Draw equal neighbours as one box, × n",
        "Ctrl+5",
        is_switch=True,
        state=_is_folded,
    )
    def toggle_fold(self, is_on: bool) -> None:
        self._session.edit(edits.set_folded, is_folded=is_on)

    @action("View", "Unfold or fold", "The selected box in its place, or what it is in")
    def toggle_selected(self) -> None:
        self.toggle_item(self._canvas.selected())

    @action("View", "Fold outwards", "What the selected box is in, as one box", "Backspace")
    def fold_outwards(self) -> None:
        from resnet_viz.diagram.cells.keys import outer_key_of  # not before the first paint

        graph = self._session.shown.network.graph
        self._toggle(outer_key_of(graph, self.view, self._canvas.selected()))

    @action("View", "Fold all", "One box for each stage", "Ctrl+Shift+Up")
    def fold_all(self) -> None:
        self._session.edit(edits.fold_all)

    @action("View", "Unfold all", "Every layer of every block", "Ctrl+Shift+Down")
    def unfold_all(self) -> None:
        self._session.edit(edits.unfold_all)

    @action(
        "View",
        "Left to right",
        "Stages as rows",
        "Ctrl+6",
        is_switch=True,
        starts_group=True,
        state=_flows_right,
    )
    def flow_to_the_right(self, is_on: bool) -> None:
        direction = Direction.LEFT_TO_RIGHT if is_on else Direction.TOP_TO_BOTTOM
        self._session.edit(edits.set_direction, direction)

    @action(
        "View",
        "Boxes to scale",
        "Blocks and layers as high as their output, as wide as the logarithm of its channels",
        "Ctrl+7",
        is_switch=True,
        state=_is_to_scale,
    )
    def draw_to_scale(self, is_on: bool) -> None:
        self._session.edit(edits.set_to_scale, is_to_scale=is_on)

    @action("View", "Fit", "Show the whole diagram", "F", starts_group=True)
    def fit(self) -> None:
        self._canvas.fit()

    @action("View", "Zoom in", "Make the diagram larger", Key.ZoomIn)
    def zoom_in(self) -> None:
        self._canvas.zoom_in()

    @action("View", "Zoom out", "Make the diagram smaller", Key.ZoomOut)
    def zoom_out(self) -> None:
        self._canvas.zoom_out()

    def toggle_item(self, path: str) -> None:
        """Unfolds the box or folds the frame that is drawn with this id."""
        from resnet_viz.diagram.cells.keys import key_of  # not before the first paint

        self._toggle(key_of(self._session.shown.network.graph, self.view, path))

    def heat(self) -> BoxColors | None:
        """The colours of what is chosen, None where there are none but those of operations."""
        if self.scene is None:
            return None
        picture, counted = self._appearance.colors.picture, self._session.shown.counted
        return heat_by(self._session.document.coloring, self.scene, counted, picture)

    def part_in_view(self) -> Rect:
        """The part of the scene that the canvas shows, in points."""
        rect = self._canvas.placement.rect_to_scene(QRectF(self._canvas.rect()))
        return Rect(rect.x(), rect.y(), rect.width(), rect.height())

    def request_scene(self) -> None:
        """Asks for the picture of what is on screen."""
        network = self._session.shown.network
        self._asked = self._wanted()
        self._drawing.request(network.graph, self.view, self._on_scene)

    def on_draw_died(self, message: str) -> None:
        """The drawing process is gone: the last picture stays until another is asked for."""
        again = Act("Draw again", self.request_scene)
        said = f"{message} The last picture stays."
        self._say.notice(said, Kind.ERROR, Cause.DRAWING, again)

    def _follow(self) -> None:
        if self._asked is None:  # the first picture is asked for after the first paint
            return
        if self._asked != self._wanted():
            self.request_scene()
        else:
            self._paint()
            self._bring_camera_back()

    def _wanted(self) -> tuple[object, ...]:
        """What the picture depends on; figures on boxes are those of a batch and of a run."""
        shown = self._session.shown
        values = (shown.batch, shown.timing) if self.view.values else ()
        return shown.network, self.view, *values

    def _toggle(self, key: str) -> None:
        if key:
            self._opened = without_run(key)
            self._canvas.hold(self._opened)
            self._session.edit(edits.toggle, key, self._opened)

    def _on_drawing_failed(self, message: str) -> None:
        self._say.notice(message, Kind.ERROR, Cause.DRAWING)

    def _on_scene(self, scene: Scene) -> None:
        self._say.clear(Cause.DRAWING)
        self.scene = scene
        self._paint()
        shown = self._session.shown
        shortcuts = counted(shown.report.totals.shortcuts, "shortcut")
        facts = f"{counted(len(shown.rows), 'layer')} · {shortcuts}"
        self._say.facts(f"{facts} · layout {self._drawing.last_ms:.0f} ms")
        if self._opened:
            self._select_opened(scene)
        self._bring_camera_back()

    def _select_opened(self, scene: Scene) -> None:
        """What was unfolded or folded is selected: itself, or the first box inside."""
        opened, self._opened = self._opened, ""
        inside = (item.id for item in scene.items if is_inside(item.id, opened))
        drawn = {item.id for item in scene.items}
        self._canvas.choose(opened if opened in drawn else next(inside, ""))

    def _paint(self) -> None:
        if self.scene is not None:
            picture = self._appearance.colors.picture
            self._canvas.set_picture(self.scene, picture, self.heat())
            self.drawn.emit()

    def _bring_camera_back(self) -> None:
        """After a session was opened: what was in view when it was saved."""
        camera, self._camera = self._camera, None
        if camera is not None:
            self._canvas.show_camera(camera)

    def _on_moved(self) -> None:
        self._session.arrange(camera=self._canvas.camera())

    def _on_opened(self) -> None:
        self._camera = self._session.document.arrangement.camera
        if self._camera is None:
            self._canvas.fit()
