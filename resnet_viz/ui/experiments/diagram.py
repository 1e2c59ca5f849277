"""Draws one of the experiment's networks next to its chart, and takes what is clicked in it."""

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.experiments.block_values import TEXTS, BlockFigure, BlockValues
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import BlockView
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import Level, View
from resnet_viz.session.learn_edits import switch_cut
from resnet_viz.session.results.outcomes import result_of
from resnet_viz.ui.canvas.actions import REFIT_MS
from resnet_viz.ui.experiments import drawn
from resnet_viz.ui.experiments.picture import NetworkPicture
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.paint.marks import PaintedMarks
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.session.session import Session

BLOCKS = View(Level.BLOCK)


class NetworkDiagram(QObject):
    """Keeps the picture in step with the session and with the run that goes on.

    `cut_asked` carries the path of a block, or of the sum that a shortcut leads to, which a person
    takes away or puts back. `selected` says that another box is selected.
    """

    cut_asked = Signal(str)
    selected = Signal()

    def __init__(
        self,
        session: Session,
        picture: NetworkPicture,
        drawing: Drawing,
        appearance: Appearance,
    ) -> None:
        super().__init__(picture)
        self._session, self._picture, self._drawing = session, picture, drawing
        self._appearance = appearance
        self._running: Outcome | None = None
        self._place = 0
        self._drawables: tuple[drawn.Drawable, ...] = ()
        self._network: Network | None = None
        self.scene: Scene | None = None
        self._asked: tuple[object, ...] = ()
        self._painted: tuple[object, ...] = ()
        self._refit = QTimer(self, singleShot=True, interval=REFIT_MS)
        self._connect()

    def _connect(self) -> None:
        session, picture = self._session, self._picture
        for signal in (session.learn_changed, session.opened, self._appearance.changed):
            signal.connect(self.follow)
        for heard in (picture.looked_at, self._refit.timeout):
            heard.connect(self.follow)
        picture.canvas.room_changed.connect(self._refit.start)
        picture.network_chosen.connect(lambda place: session.show_learn(drawn=int(place)))
        picture.color_chosen.connect(lambda color: session.show_learn(color=color))
        picture.clicked.connect(self._on_clicked)
        picture.canvas.item_selected.connect(lambda _: self.selected.emit())
        self.cut_asked.connect(self._switch_cut)

    def show_running(self, outcome: Outcome | None) -> None:
        """The outcome so far of the run that goes on, None when it is over."""
        self._running = outcome
        self.follow()

    def follow(self) -> None:
        """Shows what the session has, unless nobody sees it."""
        choice = self._session.document.arrangement.learn
        if not choice.experiment or not self._picture.isVisible():
            return
        experiment, results = Experiment(choice.experiment), self._session.document.results
        running = self._running
        is_running = running is not None and running.experiment is experiment
        outcome = running if is_running else result_of(results, experiment)
        self._drawables = drawn.drawables(choice, outcome, results)
        first, wanted = drawn.first_place(experiment, self._drawables), choice.drawn
        is_there = wanted is not None and wanted < len(self._drawables)
        self._place = wanted if wanted is not None and is_there else first
        rows = [(str(place), each.name) for place, each in enumerate(self._drawables)]
        self._picture.show_networks(rows, str(self._place))
        self._draw()

    def _draw(self) -> None:
        chosen = self._drawables[self._place] if self._drawables else None
        network = drawn.network_or_none(chosen.arch) if chosen else None
        if network is None:
            return
        if network is not self._network:
            self._network, self.scene = network, None
        room = self._picture.canvas.room()
        asked = network, room.width(), room.height()
        if asked == self._asked:
            self._paint()
            return
        self._asked = asked
        self._drawing.request(
            network.graph, BLOCKS, self._on_scene, Room(*asked[1:], may_fold=False)
        )

    def _on_scene(self, scene: Scene) -> None:
        self.scene = scene
        self._paint()

    def _paint(self) -> None:
        if self.scene is None or self._network is None:
            return
        theme, values = self._appearance.colors.picture, self._values()
        document, graph = self._session.document, self._network.graph
        experiment = document.arrangement.learn.experiment
        cut = document.cut if experiment == Experiment.LESION else ()
        self._picture.show_cut(drawn.cut_text(graph, cut) if self._can_cut else "")
        painted = self.scene, theme, values, cut
        if painted == self._painted:
            return
        self._painted = painted
        heat = drawn.colors_of(self.scene, graph, values, theme)
        self._picture.legend.show_scale(heat, drawn.range_text(values) if values else "")
        self._picture.show_texts(drawn.texts_of(graph, values))
        canvas = self._picture.canvas
        canvas.set_picture(self.scene, theme, drawn.without_cut(heat, cut, theme))
        marks = drawn.cut_marks(self.scene, cut)
        signs = {Kind.ONLY_A: drawn.CUT_SIGN}
        canvas.show_marks(PaintedMarks(marks, theme, signs) if cut else None)

    def _values(self) -> BlockValues | None:
        """Those that are chosen, else the experiment's own."""
        known = self._drawables[self._place].values
        first = next(iter(known), "")
        chosen = self._session.document.arrangement.learn.color
        figure = chosen if chosen in known else first
        values = known[BlockFigure(figure)] if figure else None
        self._picture.show_colors([(str(each), TEXTS[each].brief) for each in known], figure)
        return values

    @property
    def block(self) -> BlockView | None:
        """The block that is selected where it can be cut, None for none."""
        path = self._picture.canvas.selected()
        blocks = self._network.graph.blocks if self._network and self._can_cut else ()
        return next((block for block in blocks if block.path == path), None)

    def switch(self, path: str) -> None:
        """Takes a block or a shortcut away, or puts it back."""
        self._on_clicked(path)

    @property
    def _can_cut(self) -> bool:
        return self._session.document.arrangement.learn.experiment == Experiment.LESION

    def _on_clicked(self, path: str) -> None:
        if self._network and self._can_cut and path in drawn.cut_paths(self._network.graph):
            self.cut_asked.emit(path)

    def _switch_cut(self, path: str) -> None:
        assert self._network
        self._session.edit(switch_cut, path, drawn.cut_name(self._network.graph, path))
