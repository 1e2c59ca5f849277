"""The window's own colours, light and dark, and the palette made of them."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from resnet_viz.diagram.scene.theme import DARK as DARK_PICTURE
from resnet_viz.diagram.scene.theme import LIGHT as LIGHT_PICTURE
from resnet_viz.diagram.scene.theme import Theme


class Colors(NamedTuple):
    """Named by their use; `picture` is the theme of the diagram that goes with them."""

    ground: str
    card: str
    field: str
    border: str
    ink: str
    muted: str
    accent: str
    accent_ink: str
    accent_soft: str
    run: str
    run_ink: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    bar: str
    picture: Theme


LIGHT = Colors(
    ground="#f1f5f9",
    card="#ffffff",
    field="#ffffff",
    border="#d8e0ea",
    ink="#0f172a",
    muted="#566275",
    accent="#2563eb",
    accent_ink="#ffffff",
    accent_soft="#e8f0fe",
    run="#15803d",
    run_ink="#ffffff",
    good="#15803d",
    good_soft="#eaf7ee",
    warn="#92500a",
    warn_soft="#fef6e0",
    bad="#b91c1c",
    bad_soft="#fdecec",
    bar="#9cc3fb",
    picture=LIGHT_PICTURE,
)

DARK = Colors(
    ground="#0a0f18",
    card="#0f1520",
    field="#161e2c",
    border="#2a3648",
    ink="#e5e9f0",
    muted="#9aa7ba",
    accent="#7aa9ff",
    accent_ink="#0a0f18",
    accent_soft="#18243c",
    run="#34d399",
    run_ink="#04140c",
    good="#34d399",
    good_soft="#0f241d",
    warn="#f5b84b",
    warn_soft="#2a2110",
    bad="#ff8585",
    bad_soft="#2e171b",
    bar="#2f5fae",
    picture=DARK_PICTURE,
)


def palette_of(colors: Colors) -> QPalette:
    """A whole Fusion palette, so that nothing of the system's shines through."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, color in (
        (role.Window, colors.ground),
        (role.WindowText, colors.ink),
        (role.Base, colors.card),
        (role.AlternateBase, colors.ground),
        (role.Text, colors.ink),
        (role.PlaceholderText, colors.muted),
        (role.Button, colors.card),
        (role.ButtonText, colors.ink),
        (role.BrightText, colors.bad),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.accent_ink),
        (role.Link, colors.accent),
        (role.LinkVisited, colors.accent),
        (role.ToolTipBase, colors.card),
        (role.ToolTipText, colors.ink),
        (role.Mid, colors.border),
        (role.Midlight, colors.border),
        (role.Light, colors.card),
        (role.Dark, colors.muted),
        (role.Shadow, colors.border),
    ):
        palette.setColor(target, QColor(color))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colors.muted))
    return palette
