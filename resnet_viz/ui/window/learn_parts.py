"""The parts of the Learn workspace; each is made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:  # what the first paint doesn't show is imported when it is first asked for
    from resnet_viz.ui.experiments.experiment_list import ExperimentList
    from resnet_viz.ui.experiments.pages import LearnPages
    from resnet_viz.ui.learn.block_page import BlockPage


class LearnParts:
    """The list of experiments, the first page, and what shows either it or an experiment."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def experiments(self) -> "ExperimentList":
        from resnet_viz.ui.experiments.experiment_list import ExperimentList

        return ExperimentList()

    @cached_property
    def lesson(self) -> "BlockPage":
        from resnet_viz.ui.learn.block_page import BlockPage

        page = BlockPage(self._session)
        page.setObjectName("column")
        return page

    @cached_property
    def pages(self) -> "LearnPages":
        from resnet_viz.ui.experiments.pages import LearnPages

        return LearnPages(self.lesson)
