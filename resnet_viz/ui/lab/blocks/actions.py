"""What can be done with one block against another."""

from PySide6.QtCore import QObject

from resnet_viz.ui.lab.blocks.page import BlocksPage
from resnet_viz.ui.session.session import Session


class BlocksFeature(QObject):
    """Keeps the page in step with the session."""

    def __init__(self, session: Session, page: BlocksPage) -> None:
        super().__init__(session)
        self._session, self._page = session, page
