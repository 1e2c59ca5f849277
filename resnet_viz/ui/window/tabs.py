"""The tabs below: a page for each, of which every workspace shows its own."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QToolButton, QVBoxLayout, QWidget

from resnet_viz.ui.parts.tip import set_tip

EDGES = 4  # pixels between the bar, the page and what is around them
ENLARGE = "Enlarge the tabs or bring the diagram back (Shift+F8)"


class Tabs(QTabWidget):
    """Tabs by their keys. A page is put into its tab when there is time for it.

    `turned` says that a person chose another tab, `enlarged` that the tabs are to have all the room
    or to give it back.
    """

    turned = Signal()
    enlarged = Signal()

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = tuple(titles)
        self._pages: dict[str, QWidget] = {}
        self._is_showing = False
        self.setDocumentMode(True)
        for key, title in titles.items():
            holder = QWidget()
            holder.setObjectName(key)
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self.addTab(holder, title)
        self.enlarge = QToolButton()
        self.enlarge.setText("⤢")
        set_tip(self.enlarge, ENLARGE)
        self.enlarge.setAccessibleName(ENLARGE)
        self.enlarge.setProperty("role", "corner")
        self.enlarge.clicked.connect(self.enlarged)
        self._corners: dict[str, QWidget] = {}
        corner = QWidget()
        self._corner = QHBoxLayout(corner)
        self._corner.setContentsMargins(0, 0, 0, 0)
        self._corner.setSpacing(4)
        self._corner.addWidget(self.enlarge)
        self.setCornerWidget(corner)
        self.tabBar().installEventFilter(self)
        self.currentChanged.connect(self._on_turned)

    def fill(self, key: str, page: QWidget) -> None:
        """Puts a page into its tab."""
        holder = self.widget(self._keys.index(key))
        layout = holder.layout() if holder else None
        if layout is not None and key not in self._pages:
            self._pages[key] = page
            layout.addWidget(page)
            page.show()

    def add_corner(self, key: str, control: QWidget) -> None:
        """Puts a page's own control next to the tabs, where it is while the page is in front."""
        self._corners[key] = control
        self._corner.insertWidget(0, control)
        self._show_corner()

    def show_pages(self, keys: Sequence[str], front: str) -> None:
        """Shows these tabs alone, with one in front; the first of them if it isn't one of them."""
        if not keys:  # the workspace has none, and the whole is hidden
            return
        self._is_showing = True
        front = front if front in keys else keys[0]
        for place, key in enumerate(self._keys):
            self.setTabVisible(place, key in keys)
        self.setCurrentIndex(self._keys.index(front))
        self._is_showing = False
        self._show_corner()

    def key(self) -> str:
        """The tab in front."""
        return self._keys[self.currentIndex()]

    def key_of(self, page: QWidget) -> str:
        """The tab that a page is in, '' for none."""
        return next((key for key, each in self._pages.items() if each is page), "")

    def page(self) -> QWidget | None:
        """The page in front."""
        return self._pages.get(self.key())

    def minimumSizeHint(self) -> QSize:
        """The least size of the page in front: what is not seen takes no room from others."""
        page, bar = self.currentWidget(), self.tabBar().minimumSizeHint()
        inside = page.minimumSizeHint() if page else QSize()
        return QSize(max(inside.width(), bar.width()), inside.height() + bar.height() + EDGES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self.enlarged.emit()
            return True
        return super().eventFilter(watched, event)

    def _show_corner(self) -> None:
        for key, control in self._corners.items():
            control.setVisible(key == self.key())

    def _on_turned(self) -> None:
        self._show_corner()
        self.updateGeometry()
        if not self._is_showing:
            self.turned.emit()
