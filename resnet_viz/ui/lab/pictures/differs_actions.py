"""Keeps what differs in step with the session: base, network on screen, selection."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from resnet_viz.core.lab.diff.diff import Diff
from resnet_viz.core.lab.diff.sentences import Names
from resnet_viz.core.lab.diff.table import layer_rows, stage_path, stage_rows
from resnet_viz.core.wording import counted
from resnet_viz.session.cards import letter_of
from resnet_viz.ui.lab.pictures.actions import PicturesFeature
from resnet_viz.ui.lab.pictures.compared import pictured_at, places_between
from resnet_viz.ui.lab.pictures.differs import DiffersPanel, DiffersState
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session

LIST_THEM = "Choose Layers to list all layers of both."


class DiffersFeature(QObject):
    """Shows the rows of the base and the network on screen; nothing while nobody looks.

    A row that is selected is selected in the pictures, and the other way round.
    """

    def __init__(
        self,
        session: Session,
        panel: DiffersPanel,
        pictures: PicturesFeature,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._panel, self._pictures = session, panel, pictures
        self._say = say
        self._shown: tuple[object, ...] = ()
        self._diff: Diff | None = None
        panel.figure_chosen.connect(lambda figure: self._arrange(differing_figure=figure))
        panel.by_layer_chosen.connect(lambda is_on: self._arrange(differing_layers=is_on))
        panel.only_chosen.connect(lambda is_on: session.show_differing(only=is_on))
        panel.marks_switched.connect(pictures.mark_differences)
        panel.paths_chosen.connect(pictures.select_row)
        panel.copy_asked.connect(self.copy)
        panel.looked_at.connect(self.show)
        session.opened.connect(self._forget)
        for signal in (session.network_changed, session.comparison_changed, session.opened):
            signal.connect(self.show)
        session.selection_changed.connect(self._select)
        pictures.marked.connect(self.show)
        appearance.changed.connect(panel.set_colors)
        panel.set_colors(appearance.colors)
        self.show()

    def show(self) -> None:
        """Shows what differs now."""
        if not self._panel.isVisible():
            return
        document, shown = self._session.document, self._session.shown
        arrangement = document.arrangement
        figure, by_layer = arrangement.differing_figure, arrangement.differing_layers
        only = arrangement.only_differing
        self._panel.show_state(DiffersState(figure, by_layer, only, arrangement.shows_marks))
        base = pictured_at(document, document.base)
        if document.base == document.current or base is None:
            self._shown = ()
            self._panel.show_nothing()
            return
        letters = base.letter, letter_of(document, document.current)
        form, batch = arrangement.differences, shown.batch
        asked = base.network, shown.network, batch, letters, figure, form, by_layer, only
        if asked != self._shown:
            self._shown = asked
            self._diff = diff = places_between(base.network, shown.network, batch).diff
            names = Names(*(letter or "the base" for letter in letters))
            if by_layer:
                rows = layer_rows(diff, figure, form, only=only)
            else:
                rows = stage_rows(diff, figure, form, only=only, names=names)
            self._panel.marks.setEnabled(not diff.is_unlike)
            more = (LIST_THEM,) if diff.is_unlike and not by_layer else ()
            self._panel.show_rows(rows, letters, (*diff.lettered(*names), *more))
        self._select()

    def _forget(self) -> None:
        """What the document before had; a part that is hidden would keep it until it is shown."""
        self._shown, self._diff = (), None

    def copy(self, form: str) -> None:
        """Copies the rows as they are shown; CSV has the exact values of both."""
        from resnet_viz.export.differences import layers_table, stages_table
        from resnet_viz.export.tables import table_named

        document = self._session.document
        base = pictured_at(document, document.base)
        if base is None:
            return
        shown, arrangement = self._session.shown, document.arrangement
        diff = places_between(base.network, shown.network, shown.batch).diff
        if arrangement.differing_layers:
            table = layers_table(diff, is_all=not arrangement.only_differing)
        else:
            table = stages_table(diff)
        if form == "text":
            rows = [tuple(head.title for head in table.heads), *table.texts]
            text = "\n".join("\t".join(row) for row in rows) + "\n"
        else:
            text = table_named(form).write(table)
        QApplication.clipboard().setText(text)
        self._say.status(f"Copied {counted(len(table.texts), 'row')}")

    def _arrange(self, **changes: object) -> None:
        self._session.arrange(**changes)
        self._session.comparison_changed.emit()

    def _select(self) -> None:
        if not self._panel.isVisible() or not self._shown or self._diff is None:
            return
        path, side = self._pictures.selected_row()
        is_by_layer = self._session.document.arrangement.differing_layers
        self._panel.select(path if is_by_layer else stage_path(self._diff, path), side)
