"""What can be chosen of a picture: every field in its place, disabled where a format has none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from resnet_viz.diagram.files.formats import Option
from resnet_viz.diagram.files.paper import DRAWING, PAPERS
from resnet_viz.diagram.files.png import SCALES
from resnet_viz.diagram.look import SCALE
from resnet_viz.diagram.scene.theme import THEMES
from resnet_viz.ui.export.file_choice import PictureChoice
from resnet_viz.ui.parts.choice import Combo, Spin
from resnet_viz.ui.parts.label import plain_label

WHOLE, IN_VIEW = "whole", "view"
THEME_TITLES = {"light": "Light", "dark": "Dark", "print": "Print (grayscale-safe)"}
GAP = 12
ROW_GAP = 6
LEAST_LETTERS = 18  # that are seen of a choice


class PictureFields(QWidget):
    """`changed` says that another choice was made."""

    changed = Signal()

    def __init__(
        self,
        values: Sequence[tuple[str, str]],
        caption: str,
        figures: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self._options: frozenset[Option] = frozenset()
        self._labels: list[QLabel] = []
        self._figures = frozenset(key for key, _ in figures)
        self.part = self._combo([(WHOLE, "Whole diagram"), (IN_VIEW, "Visible area"), *figures])
        self.theme = self._combo([(name, THEME_TITLES[name]) for name in THEMES])
        self.values = self._combo(values)
        self.page = self._combo([(paper.name, paper.title) for paper in PAPERS.values()])
        self.scale = Spin(int(SCALES[0]), int(SCALES[1]), self._on_changed)
        self.scale.setSuffix(" ×")
        self.scale.show_value(round(SCALE))
        self.legend = QCheckBox("Legend")
        self.legend.setChecked(True)
        self.transparent = QCheckBox("Transparent background")
        self.has_caption = QCheckBox("Caption")
        self.caption = QLineEdit(caption)
        self.caption.setAccessibleName("Caption")
        self.caption.setCursorPosition(0)
        for box in (self.legend, self.transparent, self.has_caption):
            box.toggled.connect(self._on_changed)
        self.caption.textChanged.connect(self._on_changed)
        self._lay_out()

    def show_options(self, options: frozenset[Option], *, is_diagram: bool) -> None:
        """Lets be chosen what a format has; nothing moves."""
        self._options = options
        fields: dict[Option, tuple[QWidget, ...]] = {
            Option.THEME: (self.theme,),
            Option.PAGE: (self.page,),
            Option.SCALE: (self.scale,),
            Option.LEGEND: (self.legend,),
            Option.TRANSPARENT: (self.transparent,),
            Option.CAPTION: (self.has_caption,),
        }
        for option, widgets in fields.items():
            for widget in widgets:
                widget.setEnabled(option in options)
        has_view = Option.PART in options
        self.values.setEnabled(is_diagram)
        self.part.setEnabled(is_diagram and (has_view or bool(self._figures)))
        self._offer_view(is_there=has_view)
        self._follow_caption()

    def _offer_view(self, *, is_there: bool) -> None:
        model, place = self.part.model(), self.part.findData(IN_VIEW)
        assert isinstance(model, QStandardItemModel)
        model.item(place).setEnabled(is_there)
        if not is_there and self.part.value() == IN_VIEW:
            self.part.show_value(WHOLE)

    def label_width(self) -> int:
        """How wide the widest label is."""
        return max(label.sizeHint().width() for label in self._labels)

    def choice(self) -> PictureChoice:
        """What is chosen now; nothing that the format does not have."""
        has = self._options
        has_caption = Option.CAPTION in has and self.has_caption.isChecked()
        return PictureChoice(
            is_part=Option.PART in has and self.part.value() == IN_VIEW,
            theme=self.theme.value(),
            page=self.page.value() if Option.PAGE in has else DRAWING.name,
            scale=self.scale.value() if Option.SCALE in has else SCALE,
            values=self.values.value(),
            has_legend=self.legend.isChecked(),
            is_transparent=Option.TRANSPARENT in has and self.transparent.isChecked(),
            caption=self.caption.text() if has_caption else "",
            networks=self.part.value() if self.part.value() in self._figures else "",
        )

    def _combo(self, rows: Sequence[tuple[str, str]]) -> Combo:
        combo = Combo(rows, self._on_changed)
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(LEAST_LETTERS)
        return combo

    def _on_changed(self, _: object) -> None:
        self._follow_caption()
        self.changed.emit()

    def _follow_caption(self) -> None:
        self.caption.setEnabled(self.has_caption.isEnabled() and self.has_caption.isChecked())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(ROW_GAP)
        rows = (
            ("Content", self.part),
            ("Theme", self.theme),
            ("Values on boxes", self.values),
            ("Page", self.page),
        )
        for place, (title, field) in enumerate(rows):
            self._labels.append(_label(title, field))
            grid.addWidget(self._labels[-1], place, 0)
            grid.addWidget(field, place, 1, 1, 1 if field is self.page else 3)
        grid.addWidget(_label("Scale", self.scale), len(rows) - 1, 2)
        grid.addWidget(self.scale, len(rows) - 1, 3)
        signs = QHBoxLayout()
        signs.setSpacing(2 * GAP)
        signs.addWidget(self.legend)
        signs.addWidget(self.transparent)
        signs.addStretch()
        grid.addLayout(signs, len(rows), 1, 1, 3)
        grid.addWidget(self.has_caption, len(rows) + 1, 0)
        grid.addWidget(self.caption, len(rows) + 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)


def _label(title: str, field: QWidget) -> QLabel:
    field.setAccessibleName(title)
    label = plain_label(title)
    label.setBuddy(field)
    return label
