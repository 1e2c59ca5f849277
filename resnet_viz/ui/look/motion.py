"""Whether the system lets things move on screen: asked of Qt and, where it can't say, the desktop.

Qt's style says whether it animates at all; what a person asked of the system it learns in 6.12
only. Until then the Linux desktops are asked by their settings portal, Windows by its own call.
"""

import ctypes
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusVariant
from PySide6.QtWidgets import QApplication, QStyle

PORTAL = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
WISHES_FOR_REST = (  # namespace, key and the value that asks for none
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
SPI_GETCLIENTAREAANIMATION = 0x1042
PATIENCE_MS = 2000


def ask_desktop() -> tuple[QDBusPendingCall, ...]:
    """Asks for each of `WISHES_FOR_REST`, to be answered while the program runs on."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return ()
    return tuple(_ask(bus, space, key) for space, key, _ in WISHES_FOR_REST)


def is_motion_wanted(asked: Sequence[QDBusPendingCall]) -> bool:
    """Whether something may move, by what the desktop has answered so far."""
    style = QApplication.style()
    if not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
        return False
    if sys.platform == "win32":
        return _does_windows_animate()
    wishes = zip(asked, WISHES_FOR_REST, strict=False)
    return not any(_answer(call) == rest for call, (_, _, rest) in wishes)


def _ask(bus: QDBusConnection, space: str, key: str) -> QDBusPendingCall:
    message = QDBusMessage.createMethodCall(*PORTAL, SETTINGS, "ReadOne")
    message.setArguments([space, key])
    return bus.asyncCall(message, PATIENCE_MS)


def _answer(call: QDBusPendingCall) -> Any:
    """What was answered, None as long as there is none."""
    if not call.isFinished() or call.isError():
        return None
    value = next(iter(call.reply().arguments()), None)
    return value.variant() if isinstance(value, QDBusVariant) else value


def _does_windows_animate() -> bool:
    animates = ctypes.c_int(1)
    if sys.platform == "win32":
        ask = ctypes.windll.user32.SystemParametersInfoW
        ask(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    return bool(animates.value)
