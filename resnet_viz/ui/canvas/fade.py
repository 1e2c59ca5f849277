"""From one colouring of a scene to the next: the old picture briefly lets the new one through.

Both are kept as pixels, so that a step costs the same however much is drawn.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QVariantAnimation
from PySide6.QtDBus import QDBusPendingCall
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from resnet_viz.diagram.scene.heat import Heat
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.look.motion import ask_desktop, is_motion_wanted

if TYPE_CHECKING:
    from resnet_viz.ui.canvas.surface import CanvasSurface

FADE_MS = 200
MOST_ITEMS = 5000  # comparing more would hold up the new picture
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

    def __init__(self, canvas: "CanvasSurface") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._asked: tuple[QDBusPendingCall, ...] | None = None
        self._old = QPixmap()
        self._new = QPixmap()
        self._animation = QVariantAnimation(self, duration=FADE_MS, startValue=0.0, endValue=1.0)
        self._animation.valueChanged.connect(lambda _: self._on_step())
        self._animation.finished.connect(self.end)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        canvas.installEventFilter(self)
        self.hide()

    def start(self, scene: Scene, theme: Theme, heat: Heat | None) -> None:
        """Keeps what the canvas shows now, if this is the same scene in other colours."""
        if self._asked is None:
            self._asked = ask_desktop()
        if not self._is_worth_it(scene, theme, heat):
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

    def _is_worth_it(self, scene: Scene, theme: Theme, heat: Heat | None) -> bool:
        canvas = self._canvas
        before = canvas.painter
        return (
            before is not None
            and canvas.isVisible()
            and heat != canvas.heat
            and theme is canvas.theme
            and len(before.items) <= MOST_ITEMS
            and scene == before.scene
            and is_motion_wanted(self._asked or ())
        )

    def _on_step(self) -> None:
        """Once it has begun the canvas is in its new colours."""
        if self._new.isNull() and self._share() > 0:
            self._new = self._picture()
        self.update()

    def _share(self) -> float:
        return float(self._animation.currentValue() or 0.0)

    def _picture(self) -> QPixmap:
        """The canvas as it would be painted, without the widgets upon it."""
        ratio = self._canvas.devicePixelRatioF()
        picture = QPixmap(self._canvas.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        self._canvas.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
        return picture
