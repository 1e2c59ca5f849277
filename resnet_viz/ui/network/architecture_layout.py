"""Where the architecture's fields are: depth and block first, the rest in groups that fold."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.field_group import SPACING, FieldGroup

FIRST = ("name", "cifar", "depth", "block", "stages")


class ChoiceGroup(NamedTuple):
    """A group by its title; `is_open` is how it starts."""

    title: str
    keys: tuple[str, ...]
    is_open: bool


GROUPS = (
    ChoiceGroup("Residual block", ("shortcut", "order", "stride_in", "downsample", "se"), True),
    ChoiceGroup("Stem and width", ("stem", "width", "groups", "group_width"), False),
    ChoiceGroup("Images and weights", ("input", "classes", "weights"), True),
)


def lay_out_choices(
    panel: QWidget, fields: Mapping[str, Field], formula: QLabel
) -> tuple[FieldGroup, ...]:
    """Puts the fields into the panel, `formula` under the depth; gives the groups."""
    heading = QLabel("Architecture")
    heading.setProperty("role", "heading")
    formula.setProperty("role", "muted")
    formula.setWordWrap(True)
    formula.setContentsMargins(Field.INDENT, 0, 0, 0)
    column = QVBoxLayout(panel)
    column.setContentsMargins(14, 12, 14, 10)
    column.setSpacing(SPACING)
    column.addWidget(heading)
    for key in FIRST:
        column.addWidget(fields[key])
        if key == "depth":
            column.addWidget(formula)
    groups = tuple(
        FieldGroup(group.title, [fields[key] for key in group.keys], is_open=group.is_open)
        for group in GROUPS
    )
    for group in groups:
        column.addWidget(group)
    return groups
