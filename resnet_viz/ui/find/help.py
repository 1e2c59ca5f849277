"""The Help menu: keys, what a residual block is, the paper, a report, the program."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.passing_dialog import open_passing

PAPER = "https://arxiv.org/abs/1512.03385"
KEYS = "F1", "Ctrl+/", "?"


class HelpFeature(QObject):
    """Opens what explains; nothing is sent anywhere."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach.window)
        self._reach = reach

    @action("Help", "Keyboard shortcuts", "Every key and what it does", KEYS)
    def show_shortcuts(self) -> None:
        from resnet_viz.ui.find.shortcut_sheet import ShortcutSheet, key_groups

        groups = key_groups(self._reach.menus().entries())
        open_passing(ShortcutSheet(groups, self._reach.window))

    @action("Help", "What is a residual block?", "Show the workspace that explains it")
    def explain_block(self) -> None:
        self._reach.menus().by_name["learn"].trigger()

    @action("Help", "The paper", "Open He et al., Deep Residual Learning, in the browser")
    def open_paper(self) -> None:
        QDesktopServices.openUrl(QUrl(PAPER))

    @action(
        "Help",
        "Report a problem",
        "Copy a text with all versions for your report. Nothing is sent.",
        starts_group=True,
    )
    def report_problem(self) -> None:
        from resnet_viz.ui.find.about import report_text

        QGuiApplication.clipboard().setText(report_text(self._reach.session.shown.network.name))
        self._reach.say.status("Copied a report for you to fill in. Nothing was sent.")

    @action("Help", "About ResNet Viz", "Versions and licences")
    def about(self) -> None:
        from resnet_viz.ui.find.about import AboutDialog

        open_passing(AboutDialog(self._reach.window))
