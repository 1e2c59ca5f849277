"""What can be done with charts."""

from PySide6.QtCore import QObject

from resnet_viz.ui.lab.charts.page import ChartsPage
from resnet_viz.ui.session.session import Session


class ChartsFeature(QObject):
    """Keeps the page in step with the session."""

    def __init__(self, session: Session, page: ChartsPage) -> None:
        super().__init__(session)
        self._session, self._page = session, page
