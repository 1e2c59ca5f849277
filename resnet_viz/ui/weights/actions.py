"""Looking at weights: their figures by layer on screen, every parameter in a list."""

from pathlib import PurePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Step
from resnet_viz.core.weights.figures import WeightsFigures
from resnet_viz.core.weights.place import place_of
from resnet_viz.core.wording import sentence
from resnet_viz.session import edits
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.weighing import Weighing
from resnet_viz.ui.processes.weights_file import FILTER
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.session.shown import weighed_as
from resnet_viz.ui.weights.dialog import WeightsDialog, files_text

NO_WEIGHTS = "Open weights from a file first"
CSV = "CSV (*.csv)"


def _has_weights(feature: "WeightsFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_weights, reason=NO_WEIGHTS)


def _is_compared(feature: "WeightsFeature") -> ActionState:
    reason = "" if feature.is_compared else "The weights are not compared with another file"
    return ActionState(is_enabled=feature.is_compared, reason=reason)


class WeightsFeature(QObject):
    """Has the weights on screen looked at once they are there; `window` is what dialogs are of."""

    def __init__(
        self,
        session: Session,
        weighing: Weighing,
        appearance: Appearance,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._weighing, self._say = session, weighing, say
        self._appearance, self._window = appearance, window
        self._dialog: WeightsDialog | None = None
        self._refused: Member | None = None
        weighing.weighed.connect(self._on_weighed)
        weighing.failed.connect(self._on_failed)
        weighing.progressed.connect(self._on_progressed)
        session.network_changed.connect(self._on_network)
        session.runs_changed.connect(self._show)
        appearance.changed.connect(self._show_colors)
        self.turned = weighing.turned
        self._on_network()

    @property
    def has_weights(self) -> bool:
        """Whether the network on screen has weights from a file that may be used."""
        return bool(self._session.weights_path())

    @property
    def is_compared(self) -> bool:
        """Whether they are next to those of another file."""
        return self.has_weights and self._session.document.member.against is not None

    @property
    def is_looking(self) -> bool:
        """Whether weights are being looked at."""
        return self._weighing.member is not None

    @action(
        "File",
        "Look at weights…",
        "List every parameter of the weights: extremes, mean, deviation, norm, histogram",
        state=_has_weights,
    )
    def look_at_weights(self) -> None:
        if self._dialog is None:
            self._dialog = self._open_dialog()
        self._refused = None
        self._on_network()
        self._show()
        self._dialog.raise_()

    @action(
        "File",
        "Compare weights with…",
        "Show how far the weights differ from those of a second file",
        state=_has_weights,
    )
    def compare_weights(self) -> None:
        parent = self._dialog or self._window
        path, _ = QFileDialog.getOpenFileName(parent, "Compare weights with", "", FILTER)
        if path:
            self.compare_with(path)

    @action(
        "File",
        "End comparing weights",
        "Show the figures of one file of weights again",
        state=_is_compared,
    )
    def end_comparing_weights(self) -> None:
        self._session.edit(edits.compare_weights, None)

    def compare_with(self, text: str) -> None:
        """Compares the weights on screen with those of FILE or FILE::SET."""
        place = place_of(text)
        choice = WeightsChoice(str(place.path), place.set_name)
        self._session.allow([choice.path])
        self._session.edit(edits.compare_weights, choice)

    def stop_looking(self) -> None:
        """Ends it; the list offers to look again."""
        member = self._weighing.member
        if self._weighing.stop():
            self._refused = member
            self._say.status("Stopped looking at the weights")

    def _on_network(self) -> None:
        member = weighed_as(self._session.document.member)
        if not self.has_weights or self._session.shown.weighed or member == self._refused:
            self._weighing.forget()
        elif self._weighing.member != member:
            self._weighing.look_at(member)
        self._show()

    def _on_weighed(self, member: Member, figures: WeightsFigures) -> None:
        self._say.clear(Cause.WEIGHTS_FIGURES)
        self._session.keep_weighed(member, figures)
        self._say.status("Weights looked at")

    def _on_failed(self, message: str) -> None:
        """A second file that can't be compared is let go; the first one's reader said its own."""
        member = self._session.document.member
        self._refused = weighed_as(member)
        act = None
        if member.against is not None:
            act = Act("End comparison", self.end_comparing_weights)
        self._say.notice(sentence(message), Kind.ERROR, Cause.WEIGHTS_FIGURES, act)
        self._show()

    def _on_progressed(self, step: Step) -> None:
        self._say.progress("Looking at the weights", step)

    def _show(self) -> None:
        dialog, document = self._dialog, self._session.document
        if dialog is None:
            return
        if not self.has_weights:
            dialog.close()
            return
        weights, against = document.member.weights, document.member.against
        text = files_text(weights.path if weights else "", against.path if against else "")
        dialog.show_weights(self._session.shown, text)

    def _show_colors(self) -> None:
        if self._dialog is not None:
            self._dialog.set_colors(self._appearance.colors)

    def _open_dialog(self) -> WeightsDialog:
        dialog = WeightsDialog(self._window)
        dialog.compare_asked.connect(self.compare_weights)
        dialog.end_asked.connect(self.end_comparing_weights)
        dialog.save_asked.connect(self._save_table)
        dialog.layer_chosen.connect(self._session.select)
        dialog.finished.connect(self._on_closed)
        dialog.set_colors(self._appearance.colors)
        dialog.show()
        return dialog

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _save_table(self) -> None:
        from resnet_viz.core.files.save import save_bytes
        from resnet_viz.core.files.typed_path import typed_path
        from resnet_viz.export.tables import csv_of
        from resnet_viz.export.weights import weights_table

        figures = self._session.shown.weighed
        if figures is None or self._dialog is None:
            return
        stem = PurePath(place_of(figures.file).path).stem
        typed, _ = QFileDialog.getSaveFileName(
            self._dialog, "Save table of weights", f"{stem}-weights.csv", CSV
        )
        if not typed:
            return
        try:
            path = typed_path(typed if typed.lower().endswith(".csv") else f"{typed}.csv")
            save_bytes(path, csv_of(weights_table(figures)).encode())
        except UserError as error:
            self._say.notice(f"{error.message}.", Kind.ERROR, Cause.EXPORT)
            return
        self._say.status(f"Saved {path}")
