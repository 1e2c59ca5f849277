"""Tables of the comparison that have no rows yet follow the colours without a word from Qt."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.ui.lab.cards.measures_model import MeasuresModel
from resnet_viz.ui.lab.pictures.differs_model import DiffersModel
from resnet_viz.ui.look.colors import DARK


@pytest.mark.parametrize("kind", [MeasuresModel, DiffersModel])
def test_a_table_without_rows_takes_other_colours_silently(
    qtbot: QtBot, kind: type[MeasuresModel] | type[DiffersModel]
) -> None:
    owner = QObject()
    model = kind(owner)
    said: list[object] = []
    model.dataChanged.connect(lambda *_: said.append(_))
    model.set_colors(DARK)
    assert said == []
