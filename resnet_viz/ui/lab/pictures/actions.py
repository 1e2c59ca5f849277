"""The pictures of a comparison: drawn, moved, selected and marked together."""

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.graph.paths import parent_of
from resnet_viz.core.lab.diff.places import Places, counterpart_in
from resnet_viz.diagram.chart.colors import LETTERS, member_color
from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.session import card_edits
from resnet_viz.session.cards import letter_of
from resnet_viz.ui.canvas.actions import REFIT_MS, DiagramFeature
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.lab.pictures.card import PictureCard
from resnet_viz.ui.lab.pictures.compared import (
    Pictured,
    counted_of,
    forget_places,
    pictured_at,
    pictured_in,
    places_between,
)
from resnet_viz.ui.lab.pictures.linked import LinkedCanvases
from resnet_viz.ui.lab.pictures.marking import MarkedCanvas, Marking
from resnet_viz.ui.lab.pictures.panel import Choice, PicturesPanel
from resnet_viz.ui.lab.pictures.picture import Asked, MakeDrawing, Paint, Picture
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.session.session import Session


def _marking(feature: "PicturesFeature") -> ActionState:
    return ActionState(is_on=feature.is_marked)


class PicturesFeature(QObject):
    """Shows the base and further networks as the one on screen is shown; nothing while unseen.

    Where equal blocks of the network on screen are merged to fit, so are theirs. All pictures are
    moved, zoomed, unfolded and selected together, and what differs is marked in them: `marked` says
    that it is now, or is gone.
    """

    marked = Signal()

    def __init__(
        self,
        session: Session,
        panel: PicturesPanel,
        make: MakeDrawing,
        appearance: Appearance,
        diagram: DiagramFeature,
        canvas: Canvas,
    ) -> None:
        super().__init__(session)
        self._session, self._panel, self._make = session, panel, make
        self._appearance, self._diagram = appearance, diagram
        self._canvas = MarkedCanvas(canvas)
        self._marked: dict[PictureCard, MarkedCanvas] = {}
        self.linked = LinkedCanvases((canvas,), self)
        self.pictures: list[Picture] = []
        self._shown: tuple[Pictured, ...] = ()
        self._chosen: tuple[Picture, str, str] | None = None
        self._refit = QTimer(self, singleShot=True, interval=REFIT_MS)
        self._refit.timeout.connect(self.follow)
        self._connect()
        self.follow()

    def select_row(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        """Selects the paths of a row: those of the network on screen, else those of the base."""
        if theirs or not self.pictures:
            self._session.select(theirs[0] if theirs else "", theirs[1:])
        else:
            self._select(self.pictures[0], ours[0])

    def selected_row(self) -> tuple[str, int]:
        """The path that is selected, and whether it is one of the base (0) or on screen (1)."""
        if self._chosen and self.pictures and self._chosen[0] is self.pictures[0]:
            return self._chosen[1], 0
        return self._session.document.arrangement.selection, 1

    def _connect(self) -> None:
        session, panel = self._session, self._panel
        session.opened.connect(forget_places)
        for signal in (session.network_changed, session.view_changed, session.opened):
            signal.connect(self.follow)
        for signal in (session.runs_changed, session.look_changed, self._appearance.changed):
            signal.connect(self.follow)
        session.selection_changed.connect(self._select_in_all)
        self._diagram.drawn.connect(self.follow)
        panel.looked_at.connect(self.follow)
        panel.looked_away.connect(self._on_looked_away)
        panel.marks_switched.connect(self.mark_differences)
        panel.picture_chosen.connect(self._choose)

    @property
    def scene(self) -> Scene | None:
        """The picture of the base."""
        return self.pictures[0].scene if self.pictures else None

    @property
    def is_marked(self) -> bool:
        """Whether what differs is marked."""
        return self._session.document.arrangement.shows_marks

    @action(
        "Compare",
        "Mark differences",
        "Ring what only one network has, other layers, other shapes and other shortcuts",
        is_switch=True,
        state=_marking,
    )
    def mark_differences(self, is_on: bool) -> None:
        self._session.arrange(shows_marks=is_on)
        self._show_choices()
        self._mark()
        self.marked.emit()

    def follow(self) -> None:
        """Asks for the pictures if others are on screen."""
        document = self._session.document
        self._shown = pictured_in(document)
        has_others = any(
            each.is_shown
            for each in document.networks[: document.base] + document.networks[document.base + 1 :]
        )
        self._panel.show_count(len(self._shown), has_others=has_others)
        self._show_choices()
        for picture in self.pictures[len(self._shown) :]:
            picture.forget()
        if not self._panel.isVisible():
            return
        while len(self.pictures) < len(self._shown):
            self._add_picture()
        for picture, pictured in zip(self.pictures, self._shown, strict=False):
            self._show(picture, pictured)
        self._mark()

    def _on_looked_away(self) -> None:
        self._panel.letter.hide()
        self._canvas.show(None)

    def _add_picture(self) -> None:
        place = len(self.pictures)
        card = self._panel.cards[place]
        picture = Picture(card, f"picture {place}", self._make, self)
        self.pictures.append(picture)
        self._marked[card] = MarkedCanvas(card.canvas)
        picture.drawn.connect(self._on_drawn)
        card.canvas.room_changed.connect(self._refit.start)
        card.selected.connect(lambda path: self._select(picture, path))
        card.activated.connect(self._diagram.toggle_item)
        self.linked.add(card.canvas)

    def _show(self, picture: Picture, pictured: Pictured) -> None:
        theme = self._appearance.colors.picture
        color = _color_of(pictured.letter, theme) or self._appearance.colors.ink
        name = pictured.letter, pictured.network.title, color
        picture.card.show_name(*name, is_base=pictured.is_base)
        counted = counted_of(pictured, self._session.shown)
        view, below = self._diagram.shown_view, self._diagram.sections_below
        asked = Asked(pictured, counted, view, below)
        picture.show(asked, Paint(self._session.document.coloring, theme))

    def _on_drawn(self) -> None:
        self.linked.meet()
        self._mark()
        self._select_in_all()

    def _choose(self, place: int, is_on: bool) -> None:
        self._session.edit(card_edits.show_picture, place, has_picture=is_on)

    def _show_choices(self) -> None:
        document = self._session.document
        letter = letter_of(document, document.current)
        self._panel.letter.setText(letter)
        self._panel.letter.setVisible(bool(self._shown) and self._panel.isVisible())
        color = _color_of(letter, self._appearance.colors.picture)
        self._panel.letter.setStyleSheet(f"color: {color};" if color else "")
        fixed = (document.base, document.current)
        found = (
            pictured_at(document, place)
            for place, member in enumerate(document.networks)
            if member.is_shown or place in fixed
        )
        on = {each.place for each in self._shown} | {document.current}
        choices = [
            Choice(each.place, each.name, each.place in on, each.place not in fixed)
            for each in found
            if each is not None
        ]
        self._panel.show_choices(choices, is_marked=self.is_marked)

    def _mark(self) -> None:
        """Marks each picture against the base, and that of the base against the one on screen.

        Where hardly anything has a counterpart, a ring around every box would say nothing.
        """
        scene, base = self._diagram.scene, self._between(None)
        is_told = base is not None and not base.diff.is_unlike
        if not self._panel.isVisible() or base is None or not self.is_marked or not is_told:
            for marked in (self._canvas, *self._marked.values()):
                marked.show(None)
            return
        document, theme = self._session.document, self._appearance.colors.picture
        letters = self._shown[0].letter, letter_of(document, document.current)
        self._canvas.show(Marking(scene, base.of_b, letters, theme) if scene else None)
        for picture, pictured in zip(self.pictures, self._shown, strict=False):
            places = self._between(None if pictured.is_base else pictured)
            if picture.scene is None or places is None:
                self._marked[picture.card].show(None)
                continue
            own = places.of_a if pictured.is_base else places.of_b
            both = letters if pictured.is_base else (letters[0], pictured.letter)
            self._marked[picture.card].show(Marking(picture.scene, own, both, theme))

    def _between(self, pictured: Pictured | None) -> Places | None:
        """What differs between the base and a network, None for that on screen."""
        if not self._shown or not self._shown[0].is_base:
            return None
        network = pictured.network if pictured else self._session.shown.network
        return places_between(self._shown[0].network, network, self._session.shown.batch)

    def _select(self, picture: Picture, path: str) -> None:
        """What is selected in one picture is selected in all, as far as they have it."""
        there = self._to_current(picture, path)
        self._chosen = (picture, path, there)
        self._session.select(there)
        self._select_in_all()

    def _to_current(self, picture: Picture, path: str) -> str:
        base = self._between(None)
        if not path or base is None or picture.asked is None:
            return ""
        if not picture.asked.pictured.is_base:
            own = self._between(picture.asked.pictured)
            path = counterpart_in(own.of_b, path) if own else ""
        return counterpart_in(base.of_a, path)

    def _select_in_all(self) -> None:
        arrangement = self._session.document.arrangement
        chosen = [path for path in (arrangement.selection, *arrangement.selected) if path]
        if self._chosen and self._chosen[2] != arrangement.selection:
            self._chosen = None
        for picture, pictured in zip(self.pictures, self._shown, strict=False):
            if picture.scene is None:
                continue
            if self._chosen and self._chosen[0] is picture:
                paths = [self._chosen[1]]
            else:
                paths = [self._from_current(pictured, path) for path in chosen]
            found = (nearest_in(picture.scene, path) for path in paths)
            picture.card.canvas.mark(*(path for path in found if path))

    def _from_current(self, pictured: Pictured, path: str) -> str:
        base = self._between(None)
        path = counterpart_in(base.of_b, path) if base else path
        own = None if pictured.is_base else self._between(pictured)
        return counterpart_in(own.of_a, path) if own else path


def nearest_in(scene: Scene, path: str) -> str:
    """What a scene has of a path: its own box, else that of the block or stage around it."""
    while path and pick(scene, path) is None:
        path = parent_of(path)
    return path


def _color_of(letter: str, theme: Theme) -> str:
    """The colour of a network's letter, '' for no letter."""
    return member_color(LETTERS.index(letter), theme) if letter else ""
