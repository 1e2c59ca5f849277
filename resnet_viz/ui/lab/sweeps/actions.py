"""What can be done with sweeps."""

from PySide6.QtCore import QObject

from resnet_viz.ui.lab.sweeps.page import SweepPage
from resnet_viz.ui.session.session import Session


class SweepsFeature(QObject):
    """Keeps the page in step with the session."""

    def __init__(self, session: Session, page: SweepPage) -> None:
        super().__init__(session)
        self._session, self._page = session, page
