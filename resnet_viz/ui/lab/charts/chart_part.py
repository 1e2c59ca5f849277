"""What each chart of the page is: a widget, and what it shows of the comparison."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from resnet_viz.core.lab.series import ChartData
from resnet_viz.session.chart_choice import ChartChoice
from resnet_viz.ui.lab.charts.compared import Compared
from resnet_viz.ui.lab.charts.networks import Networks
from resnet_viz.ui.look.colors import Colors


class Asked(NamedTuple):
    """What is to be shown: the choice, the measure that goes with it, the networks, the colours.

    Without `networks` charts of many show those around the first one that is compared.
    """

    choice: ChartChoice
    key: str
    compared: Compared
    networks: Networks | None
    colors: Colors


class ChartPart(Protocol):
    """One chart; `data` is what it shows, as files are made of it, None before it shows any."""

    @property
    def widget(self) -> QWidget: ...

    def show(self, asked: Asked) -> None: ...

    def select(self, paths: Sequence[str]) -> None: ...

    def data(self) -> ChartData | None: ...
