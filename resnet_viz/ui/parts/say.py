"""How what happens is said in the window: a notice, the status bar, a tab in front."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from resnet_viz.core.progress import Step
from resnet_viz.core.text.letters import shown_lines
from resnet_viz.ui.parts.notice import Act, Cause, Kind, Notice
from resnet_viz.ui.parts.notice_stack import NoticeStack


@dataclass(frozen=True, slots=True)
class Say:
    """What every feature may say: notices over the main view, the others in the status bar.

    `status` is how the last work ended, `progress` is for work that goes on, `facts` is for what
    is on screen; `front` brings a page to the front.
    """

    notices: NoticeStack
    status: Callable[[str], None]
    facts: Callable[[str], None]
    progress: Callable[[str, Step], None]
    front: Callable[[QWidget], None]

    def notice(self, text: str, kind: Kind, cause: Cause, act: Act | None = None) -> None:
        """Shows a notice; it takes the place of what was said of the same cause."""
        self.notices.show_notice(Notice(shown_lines(text), kind, cause, act))

    def clear(self, cause: Cause) -> None:
        """The cause is gone: what was said of it goes with it."""
        self.notices.clear(cause)
