"""The bundled font, loaded so that window and exported pictures share their letters."""

from PySide6.QtGui import QFont, QFontDatabase

from resnet_viz.core.resources import resource

FAMILY = "Inter"
FILES = ("fonts/Inter-Regular.ttf", "fonts/Inter-SemiBold.ttf")
TABULAR_FIGURES = QFont.Tag("tnum")
CONTEXTUAL_SIGNS = QFont.Tag("calt")  # a raised × between figures, which no text can be found by


def load_fonts() -> None:
    """Makes the bundled font known to Qt; needs a QGuiApplication."""
    for name in FILES:
        QFontDatabase.addApplicationFont(str(resource(name)))


def window_font() -> QFont:
    """The font of the whole window; figures of equal width so that columns align."""
    font = QFont(FAMILY)
    font.setPointSizeF(9.5)
    font.setFeature(TABULAR_FIGURES, 1)
    return font
