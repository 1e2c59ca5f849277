"""A desktop's settings portal made up for a test, and what the program makes of its answers.

Run by test_motion.py on a session bus of its own: the arguments are the desktop's `reduced-motion`
and `enable-animations`.
"""

import sys
from pathlib import Path

from PySide6.QtCore import ClassInfo, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusVariant
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[3]))

from resnet_viz.ui.look.motion import PORTAL, SETTINGS, ask_desktop, is_motion_wanted

ANSWERS = {"reduced-motion": int(sys.argv[1]), "enable-animations": sys.argv[2] == "true"}


@ClassInfo({"D-Bus Interface": SETTINGS})  # type: ignore[call-arg]  # its stubs say otherwise
class Portal(QObject):  # type: ignore[operator]
    @Slot(str, str, result=QDBusVariant)
    def ReadOne(self, _: str, key: str) -> QDBusVariant:
        answer = QDBusVariant()
        answer.setVariant(ANSWERS[key])
        return answer


def main() -> None:
    application = QApplication(["portal"])
    application.setStyle("Fusion")
    bus, portal = QDBusConnection.sessionBus(), Portal()
    name, path = PORTAL
    assert bus.registerService(name)
    assert bus.registerObject(path, portal, QDBusConnection.RegisterOption.ExportAllSlots)
    asked = ask_desktop()

    def tell() -> None:
        if all(call.isFinished() for call in asked):
            print(is_motion_wanted(asked))
            application.quit()

    timer = QTimer()
    timer.timeout.connect(tell)
    timer.start(10)
    application.exec()


main()
