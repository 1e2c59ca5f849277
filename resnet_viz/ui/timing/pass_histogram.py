"""How long the passes of a timed run took: a histogram that grows while it goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_viz.core.timing.known_digits import known_text
from resnet_viz.core.timing.pass_bins import Bins, Passes, bins_of
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import set_tip

MARGIN = 12  # pixels around the bars
TITLE = 24  # pixels above them
AXIS = 20  # pixels below them
SMALLEST = QSize(240, 110)  # pixels
USUAL = QSize(340, 180)
NOTHING = "Pass times appear here during a run."
TIP = (
    "How long each plain pass took, and the median. A second peak or a long "
    "tail means other load on the machine"
)
Align = Qt.AlignmentFlag


class PassHistogram(QWidget):
    """Bars of equal width in milliseconds, the median as a line."""

    def __init__(self) -> None:
        super().__init__()
        self._colors = LIGHT
        self._passes = Passes()
        self._is_running, self._error = False, 0.0
        self.setMinimumSize(SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        set_tip(self, TIP)
        self.show_passes(Passes(), is_running=False)

    def show_passes(self, passes: Passes, *, is_running: bool, error: float = 0.0) -> None:
        """Shows so many passes, of a run that goes on or is done.

        `error` is the relative one that their median is rounded by.
        """
        self._passes, self._is_running, self._error = passes, is_running, error
        self.setAccessibleName(self.words())
        self.update()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._colors = colors
        self.update()

    def words(self) -> str:
        """What the picture shows, in words."""
        if not self._passes.ms:
            return NOTHING
        count = len(self._passes.ms)
        so_far = " so far" if self._is_running else ""
        passes = f"{count} pass{'' if count == 1 else 'es'}{so_far}"
        median = known_text(_median(self._passes.ms), self._error, 2)
        return f"{passes}, median {median} ms {self._passes.clock.time_text}"

    def sizeHint(self) -> QSize:
        return USUAL

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colors.muted))
        inside = QRectF(self.rect()).adjusted(MARGIN, 0, -MARGIN, -4)
        if not self._passes.ms:
            painter.drawText(inside, Align.AlignCenter | Qt.TextFlag.TextWordWrap, NOTHING)
            return
        bins = bins_of(self._passes.ms)
        painter.drawText(inside, Align.AlignTop | Align.AlignLeft, self.words())
        self._paint_axis(painter, inside, bins)
        bars = inside.adjusted(0, TITLE, 0, -AXIS)
        _paint_bars(painter, bars, bins, QColor(self._colors.bar))
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.drawLine(bars.bottomLeft(), bars.bottomRight())
        share = (_median(self._passes.ms) - bins.first) / (bins.last - bins.first)
        x = bars.left() + bars.width() * share
        painter.setPen(QPen(QColor(self._colors.run), 2))
        painter.drawLine(QPointF(x, bars.top() - 3), QPointF(x, bars.bottom()))

    def _paint_axis(self, painter: QPainter, inside: QRectF, bins: Bins) -> None:
        digits = bins.digits
        last = f"{bins.last:.{digits}f} ms"
        beyond = f"{last}, {bins.beyond} beyond" if bins.beyond else last
        middle = "" if bins.beyond else f"bars of {bins.width:.{digits}f} ms"
        for side, text in (
            (Align.AlignLeft, f"{bins.first:.{digits}f} ms"),
            (Align.AlignHCenter, middle),
            (Align.AlignRight, beyond),
        ):
            painter.drawText(inside, Align.AlignBottom | side, text)


def _paint_bars(painter: QPainter, place: QRectF, bins: Bins, color: QColor) -> None:
    step, highest = place.width() / len(bins.counts), max(bins.counts)
    for number, count in enumerate(bins.counts):
        height = place.height() * count / highest
        left, top = place.left() + number * step, place.bottom() - height
        painter.fillRect(QRectF(left + 0.5, top, step - 1, height), color)


def _median(passes: Sequence[float]) -> float:
    from statistics import median  # loads much that no first paint needs

    return median(passes)
