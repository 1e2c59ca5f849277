"""The parts of the Compare workspace; each is made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:  # what the first paint doesn't show is imported when it is first asked for
    from resnet_viz.ui.lab.blocks.page import BlocksPage
    from resnet_viz.ui.lab.cards.measures_page import MeasuresPage
    from resnet_viz.ui.lab.cards.strip import CardStrip
    from resnet_viz.ui.lab.charts.page import ChartsPage
    from resnet_viz.ui.lab.pictures.differs import DiffersPanel
    from resnet_viz.ui.lab.pictures.panel import PicturesPanel
    from resnet_viz.ui.lab.sweeps.page import SweepPage


class LabParts:
    """Cards, pictures, what differs, and the pages of a comparison."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def cards(self) -> "CardStrip":
        from resnet_viz.ui.lab.cards.strip import CardStrip

        return CardStrip()

    @cached_property
    def pictures(self) -> "PicturesPanel":
        from resnet_viz.ui.lab.pictures.panel import PicturesPanel

        return PicturesPanel()

    @cached_property
    def differs(self) -> "DiffersPanel":
        from resnet_viz.ui.lab.pictures.differs import DiffersPanel

        return DiffersPanel()

    @cached_property
    def compare(self) -> "MeasuresPage":
        from resnet_viz.ui.lab.cards.measures_page import MeasuresPage

        return MeasuresPage()

    @cached_property
    def blocks(self) -> "BlocksPage":
        from resnet_viz.ui.lab.blocks.page import BlocksPage

        return BlocksPage(self._session)

    @cached_property
    def charts(self) -> "ChartsPage":
        from resnet_viz.ui.lab.charts.page import ChartsPage

        return ChartsPage(self._session)

    @cached_property
    def sweep(self) -> "SweepPage":
        from resnet_viz.ui.lab.sweeps.page import SweepPage

        return SweepPage(self._session)
