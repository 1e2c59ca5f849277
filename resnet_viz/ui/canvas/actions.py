"""The diagram: what of the network it shows and how, by menu and canvas, and its picture."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from resnet_viz.core.graph.paths import without_run
from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.session import edits
from resnet_viz.session.arrangement import Camera
from resnet_viz.ui.canvas.camera import camera_of, show_camera
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fits, Fitting
from resnet_viz.ui.canvas.hold import first_drawn
from resnet_viz.ui.canvas.view_states import (
    KeyOf,
    closes,
    flows_right,
    is_all,
    is_folded,
    is_to_scale,
    level_action,
    opens,
    outer_key,
    selected_key,
)
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.session.session import Session

ALL_FOLDED, ALL_OPEN = View(Level.STAGE, is_folded=True), View(Level.LAYER)
REFIT_MS = 40  # after the last change of size; a dragged edge changes it many times


class DiagramFeature(QObject):
    """Has the session's network drawn and painted.

    A double click, the sign on a box or Enter unfolds it in place, and folds it again. While the
    picture is fitted it is chosen for the room that the canvas has: where it can't be read
    otherwise, equal blocks are drawn as one, which the document knows nothing of; `room` is what it
    was chosen for. `drawn` says that another picture is shown.
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
        self._fits = Fits(session.document.view)
        self.room: Room | None = None
        self._refit = QTimer(self, singleShot=True, interval=REFIT_MS)
        self._refit.timeout.connect(self._choose_again)
        self._camera: Camera | None = session.document.arrangement.camera
        canvas.item_activated.connect(self.toggle_item)
        canvas.moved.connect(self._on_moved)
        canvas.room_changed.connect(self._refit.start)
        canvas.merged.clicked.connect(self.show_every_block)
        drawing.failed.connect(lambda said: say.notice(said, Kind.ERROR, Cause.DRAWING))
        session.network_changed.connect(self._follow)
        session.view_changed.connect(self._follow)
        session.look_changed.connect(self._paint)
        session.runs_changed.connect(self._follow)
        session.opened.connect(drawing.forget)
        session.opened.connect(self._on_opened)
        appearance.changed.connect(self._paint)

    @property
    def view(self) -> View:
        """What the diagram is asked to show."""
        return self._session.document.view

    @property
    def shown_view(self) -> View:
        """How it is shown: the same, or with equal blocks drawn as one so that it fits."""
        return self._drawing.view if self.scene is not None else self.view

    @property
    def sections_below(self) -> tuple[bool, ...]:
        """Which of its sections are below the one before, so that another picture can be alike."""
        return self._drawing.below

    @level_action(Level.NETWORK, "Network", "One box for each stage", starts_group=True)
    def show_network(self) -> None:
        self._session.edit(edits.set_level, Level.NETWORK)

    @level_action(Level.STAGE, "Stages", "One box for each stage, with its shortcuts counted")
    def show_stages(self) -> None:
        self._session.edit(edits.set_level, Level.STAGE)

    @level_action(Level.BLOCK, "Blocks", "One box for each residual block")
    def show_blocks(self) -> None:
        self._session.edit(edits.set_level, Level.BLOCK)

    @level_action(Level.LAYER, "Layers", "One box for each layer")
    def show_layers(self) -> None:
        self._session.edit(edits.set_level, Level.LAYER)

    @action(
        "View",
        "Merge equal blocks",
        "Draw equal blocks in a row as one box, × n",
        "Ctrl+5",
        is_switch=True,
        state=is_folded,
    )
    def toggle_fold(self, is_on: bool) -> None:
        self._session.edit(edits.set_folded, is_folded=is_on)

    @action("View", "Expand or collapse box", "The selected box, or what it is in", state=opens)
    def toggle_selected(self) -> None:
        self._toggle(selected_key(self))

    @action(
        "View",
        "Collapse parent",
        "Draw what the selected box is in as one box",
        "Backspace",
        state=closes,
    )
    def fold_outwards(self) -> None:
        self._toggle(outer_key(self))

    @action(
        "View", "Collapse all", "One box for each stage", "Ctrl+Shift+Up", state=is_all(ALL_FOLDED)
    )
    def fold_all(self) -> None:
        self._session.edit(edits.fold_all)

    @action(
        "View",
        "Expand all",
        "Every layer of every block",
        "Ctrl+Shift+Down",
        state=is_all(ALL_OPEN),
    )
    def unfold_all(self) -> None:
        before, self._fits = self.view, Fits(ALL_OPEN, may_fold=False)  # each is wanted
        self._session.edit(edits.unfold_all)
        if self.view == before:  # merged only to fit, which the document does not know
            self.show_every_block()

    @action(
        "View",
        "Left to right",
        "Stages as rows",
        "Ctrl+6",
        is_switch=True,
        starts_group=True,
        state=flows_right,
    )
    def flow_to_the_right(self, is_on: bool) -> None:
        direction = Direction.LEFT_TO_RIGHT if is_on else Direction.TOP_TO_BOTTOM
        self._session.edit(edits.set_direction, direction)

    @action(
        "View",
        "Scale boxes to tensor size",
        "Blocks and layers as high as their output, as wide as the logarithm of its channels",
        "Ctrl+7",
        is_switch=True,
        state=is_to_scale,
    )
    def draw_to_scale(self, is_on: bool) -> None:
        self._session.edit(edits.set_to_scale, is_to_scale=is_on)

    def show_every_block(self) -> None:
        """Nothing is drawn as one only to fit."""
        self._fits = self._fits._replace(may_fold=False)
        self._canvas.fit()
        self._choose_again()

    def toggle_item(self, path: str) -> None:
        """Unfolds the box or folds the frame that is drawn with this id."""
        from resnet_viz.diagram.cells.keys import key_of  # not before the first paint

        self._toggle(key_of(self._session.shown.network.graph, self.shown_view, path))

    def key_by(self, find: KeyOf) -> str:
        """The key that a function of `diagram.cells.keys` finds for what is selected."""
        return find(self._session.shown.network.graph, self.shown_view, self._canvas.selected())

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
        """Asks for the picture of what is on screen, in the room that there is."""
        network = self._session.shown.network
        self._asked = self._wanted()
        self._fits = self._fits.of(self.view)
        self.room = self._room_now()
        self._drawing.request(network.graph, self.view, self._on_scene, self.room)

    def with_own_scene(self, use: Callable[[Scene], None]) -> None:
        """Calls back with the picture of the document's own view, as a file has it."""
        self._drawing.compose(self._session.shown.network.graph, self.view, use)

    def on_draw_died(self, message: str) -> None:
        """The drawing process is gone: the last picture stays until another is asked for."""
        again = Act("Draw again", self.request_scene)
        said = f"{message} Showing the last diagram."
        self._say.notice(said, Kind.ERROR, Cause.DRAWING, again)

    def _follow(self) -> None:
        if self._asked not in (None, self._wanted()):
            self.request_scene()
        elif self._asked is not None:  # the first picture is asked for after the first paint
            self._paint()
            self._bring_camera_back()

    def _wanted(self) -> tuple[object, ...]:
        """What the picture depends on; figures on boxes are those of a batch and of a run."""
        shown = self._session.shown
        values = (shown.batch, shown.timing, shown.weighed) if self.view.values else ()
        return shown.network, self.view, *values

    def _toggle(self, key: str) -> None:
        if key:
            self._opened = without_run(key)
            self._canvas.hold(self._opened)
            self._session.edit(edits.toggle, key, self._opened, self.shown_view)

    def _room_now(self) -> Room | None:
        """Of a saved camera the one it was in; while a person's camera is theirs, as it is."""
        if self._camera is not None and self._camera.room is not None:
            return Room(*self._camera.room)
        if self._canvas.fitting is Fitting.NOT and self.room is not None:
            return self.room._replace(may_fold=self.shown_view.is_folded)
        may_fold = self._fits.may_fold and self._canvas.fitting is Fitting.TO_READ
        return Room(*self._canvas.room().toTuple(), may_fold)

    def _choose_again(self) -> None:
        is_fitted = self._asked and self._canvas.fitting is not Fitting.NOT
        if is_fitted and self._room_now() != self.room:
            self.request_scene()

    def _on_scene(self, scene: Scene) -> None:
        self._say.clear(Cause.DRAWING)
        is_other, self.scene = scene is not self.scene, scene
        self._canvas.merged.setVisible(self.shown_view != self.view)
        self._paint() if is_other else self.drawn.emit()
        counts = self._session.shown.counts_text
        self._say.facts(f"{counts} · layout {self._drawing.last_ms:.0f} ms" if counts else "")
        if self._opened:
            self._canvas.choose(first_drawn(scene, self._opened))
            self._opened = ""
        self._bring_camera_back()
        if is_other:  # another legend may leave another room
            self._choose_again()

    def _paint(self) -> None:
        if self.scene is not None:
            self._canvas.set_picture(self.scene, self._appearance.colors.picture, self.heat())
            self.drawn.emit()

    def _bring_camera_back(self) -> None:
        """After a session was opened: what was in view when it was saved."""
        camera, self._camera = self._camera, None
        if camera is not None:
            show_camera(self._canvas, camera)

    def _on_moved(self) -> None:
        camera, room = camera_of(self._canvas), self.room
        if camera is not None and room is not None:
            camera = replace(camera, room=(room.width, room.height, self.shown_view.is_folded))
        self._session.arrange(camera=camera)

    def _on_opened(self) -> None:
        self._camera = self._session.document.arrangement.camera
        if self._camera is None:
            self._canvas.fit()
