"""Where the architecture's fields are, in the order in which they are read and tabbed through."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.ui.network.architecture_choices import TITLES
from resnet_viz.ui.parts.field import LABEL_WIDTH, Field
from resnet_viz.ui.parts.field_group import SPACING, FieldGroup
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.message_line import MessageLine

STRUCTURE = ("name", "cifar", "depth", "block", "stages")
CHOICES = ("shortcut", "order", "stride_in", "input", "classes", "weights")
FURTHER = ("stem", "stem_width", "downsample", "width", "groups", "group_width", "se", "se_min")
FURTHER_TITLE = "Stem, width, groups, SE"


Fields = Mapping[str, Field]


class Layout:
    """The message lines by the keys of the fields above them, and the group that folds.

    `make_further` gives the fields of that group, which are made when they are first seen. `take`
    is called with a key and the legal value that a person clicks.
    """

    def __init__(
        self,
        panel: QWidget,
        fields: Fields,
        make_further: Callable[[], Fields],
        twins: Sequence[QWidget],
        take: Callable[[str, str], None],
    ) -> None:
        heading = plain_label("Architecture")
        heading.setProperty("role", "heading")
        self.lines: dict[str, MessageLine] = {}
        self._take = take
        metrics = panel.fontMetrics()
        self._label_width = max(LABEL_WIDTH, *map(metrics.horizontalAdvance, TITLES.values()))
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(SPACING)
        column.addWidget(heading)
        for keys in (STRUCTURE, CHOICES):
            for widget in self._with_line(keys, fields):
                column.addWidget(widget)
        self.further = FieldGroup(
            FURTHER_TITLE, lambda: self._with_line(FURTHER, make_further()), is_open=False
        )
        column.addWidget(self.further)
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        for twin in twins:
            row.addWidget(twin, 1)
        column.addLayout(row)
        column.addStretch(1)

    def messages(self) -> Iterable[MessageLine]:
        """Each line once."""
        return dict.fromkeys(self.lines.values())

    def _with_line(self, keys: tuple[str, ...], fields: Fields) -> list[QWidget]:
        line = MessageLine()
        line.chosen.connect(self._take)
        self.lines |= dict.fromkeys(keys, line)
        for key in keys:
            fields[key].set_label_width(self._label_width)
        return [*(fields[key] for key in keys), line]


def tab_in_order(widgets: Iterable[QWidget]) -> None:
    """Makes Tab go through what takes the focus, in this order of the widgets around it."""
    stops = [stop for widget in widgets for stop in _stops(widget)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at: the widget, else what is inside of it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return [widget] if widget.focusProxy() is None else []
    inside = (each for each in widget.children() if isinstance(each, QWidget))
    return [stop for each in inside if not each.isWindow() for stop in _stops(each)]
