"""What of a diagram is in view, as a session has it, and how it comes back."""

from PySide6.QtCore import QPointF, QRectF

from resnet_viz.session.arrangement import Camera
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.canvas.surface import CanvasSurface


def camera_of(surface: CanvasSurface) -> Camera | None:
    """What is in view, None while the whole scene is fitted into the widget."""
    if surface.fitting is not Fitting.NOT:
        return None
    middle = surface.placement.to_scene(QRectF(surface.rect()).center())
    return Camera(middle.x(), middle.y(), surface.placement.scale)


def show_camera(surface: CanvasSurface, camera: Camera) -> None:
    """Brings back what was in view."""
    surface.zoom_to(camera.scale)
    surface.center_on(QPointF(camera.x, camera.y))
