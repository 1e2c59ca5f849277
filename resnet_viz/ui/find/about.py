"""What the program is and is made of, and a text for those who report a problem."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from resnet_viz.ui.parts.label import plain_label
from resnet_viz.version import VERSION

UNKNOWN = "not found"
MARGIN, WIDTH = 22, 440
LICENCES = "ResNet Viz is free software under the MIT licence. It uses Qt and PySide6 (LGPL), "
LICENCES += "Graphviz (EPL), PyTorch (BSD) and the font Inter (OFL). "
LICENCES += (
    "The digits of its experiments are the test part of “Optical Recognition of Handwritten "
)
LICENCES += "Digits” by E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998, "
LICENCES += "doi 10.24432/C50P49 (CC BY 4.0)."
REPORT = """ResNet Viz: {versions}
Network: {network}

What I did:

What I expected:

What happened:
"""


def versions() -> dict[str, str]:
    """What matters in a report, by its name; nothing heavy is imported for it."""
    return {
        "ResNet Viz": VERSION,
        "Python": platform.python_version(),
        "Qt": qVersion() or UNKNOWN,
        "PySide6": pyside_version,
        "PyTorch": _installed("torch"),
        "System": platform.platform(terse=True),
    }


def report_text(network: str) -> str:
    """A report for a person to fill in."""
    found = ", ".join(f"{name} {number}" for name, number in versions().items())
    return REPORT.format(versions=found.removeprefix("ResNet Viz "), network=network)


class AboutDialog(QDialog):
    """Name, versions, licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About ResNet Viz")
        title, subtitle, licences = plain_label("ResNet Viz"), plain_label(), plain_label(LICENCES)
        title.setProperty("role", "heading")
        subtitle.setText("A workbench for residual networks")
        for label in (subtitle, licences):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        buttons = QDialogButtonBox()
        copy = buttons.addButton("Copy versions", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        copy.clicked.connect(_copy_versions)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(10)
        for part in (title, subtitle, _version_table(), licences, buttons):
            column.addLayout(part) if isinstance(part, QGridLayout) else column.addWidget(part)
        self.setFixedWidth(WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (layout := self.layout()) is not None:
            self.setFixedHeight(layout.totalHeightForWidth(WIDTH))  # its texts wrap


def _version_table() -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(18)
    for row, (name, number) in enumerate(versions().items()):
        label, value = plain_label(name), plain_label(number)
        label.setProperty("role", "muted")
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)
    return grid


def _copy_versions() -> None:
    text = "\n".join(f"{name} {number}" for name, number in versions().items())
    QGuiApplication.clipboard().setText(text)


def _installed(package: str) -> str:
    """The version of a package as it is installed, without importing it."""
    try:
        return version(package)
    except PackageNotFoundError:
        return UNKNOWN
