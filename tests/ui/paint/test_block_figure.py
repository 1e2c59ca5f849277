"""A residual block as it is painted."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.layout.block_figure import block_figure
from resnet_viz.diagram.scene.theme import DARK, LIGHT, Theme
from resnet_viz.ui.paint.block_figure import height_for, paint_block


def painted(theme: Theme, width: int, height: int) -> QImage:
    graph = network_named("resnet50").graph
    image = QImage(400, 700, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    rect = QRectF(20, 20, width, height)
    paint_block(painter, rect, block_figure(graph, graph.blocks[1]), theme)
    painter.end()
    return image


def colors_in(image: QImage, rect: QRectF) -> set[str]:
    left, top = int(rect.left()), int(rect.top())
    places = (
        (x, y) for x in range(left, int(rect.right())) for y in range(top, int(rect.bottom()))
    )
    return {image.pixelColor(x, y).name() for x, y in places}


def test_the_identity_is_in_its_colour_and_nothing_is_outside_of_the_rectangle(
    qapp: QApplication,
) -> None:
    for theme in (LIGHT, DARK):
        image = painted(theme, 300, 400)
        assert theme.shortcuts[ShortcutKind.IDENTITY].color in colors_in(
            image, QRectF(20, 20, 300, 400)
        )
        outside = colors_in(image, QRectF(0, 421, 400, 279)) | colors_in(
            image, QRectF(0, 0, 19, 700)
        )
        assert outside == {theme.page}


def test_a_figure_is_as_high_as_its_width_lets_it_be(qapp: QApplication) -> None:
    graph = network_named("resnet50").graph
    found = block_figure(graph, graph.blocks[1])
    narrow, wide = height_for(100, found), height_for(5000, found)
    assert round(narrow, 6) == round(100 * found.scene.height / found.scene.width, 6)
    assert wide < 700
