"""From one colouring of a scene to the next: the old picture briefly lets the new one through.

Both are kept as pixels, so that a step costs the same however much is drawn.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QVariantAnimation
from PySide6.QtDBus import QDBusPendingCall
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from resnet_viz.ui.look.motion import ask_desktop, is_motion_wanted

FADE_MS = 200
CUT_SHORT_BY = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.NativeGesture,
        QEvent.Type.KeyPress,
        QEvent.Type.Resize,
    }
)


class CanvasFade(QWidget):
    """Covers the canvas while its colours change; whatever a person does there ends it at once."""

    def __init__(self, parent: QWidget, picture: Callable[[], QPixmap]) -> None:
        """`picture` paints what the canvas shows at this moment, without the widgets over it."""
        super().__init__(parent)
        self._canvas = parent
        self._picture = picture
        self._asked: tuple[QDBusPendingCall, ...] | None = None
        self._old = QPixmap()
        self._new = QPixmap()
        self._animation = QVariantAnimation(self, duration=FADE_MS, startValue=0.0, endValue=1.0)
        self._animation.valueChanged.connect(lambda _: self._on_step())
        self._animation.finished.connect(self.end)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        parent.installEventFilter(self)
        self.hide()

    def start(self, is_same_scene: bool) -> None:
        """Keeps what the canvas shows now, if the same scene comes next in other colours."""
        if self._asked is None:
            self._asked = ask_desktop()
        if not (is_same_scene and is_motion_wanted(self._asked)):
            self.end()
            return
        self._old = self.grab() if self.isVisible() else self._picture()
        self._new = QPixmap()
        self.setGeometry(self._canvas.rect())
        self.lower()
        self.show()
        self._animation.stop()
        self._animation.start()

    def end(self) -> None:
        """Uncovers the canvas."""
        self._animation.stop()
        self.hide()
        self._old, self._new = QPixmap(), QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._old)
        painter.setOpacity(self._share())
        painter.drawPixmap(0, 0, self._new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in CUT_SHORT_BY and self.isVisible():
            self.end()
        return False

    def _on_step(self) -> None:
        """Once it has begun the canvas is in its new colours."""
        if self._new.isNull() and self._share() > 0:
            self._new = self._picture()
        self.update()

    def _share(self) -> float:
        return float(self._animation.currentValue() or 0.0)
