"""How what happens is said in the window: a notice, the status bar, a tab in front."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from resnet_viz.core.progress import Step


class SayNotice(Protocol):
    """Shows a message and, where something can be done, a button that does it."""

    def __call__(
        self, text: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Say:
    """What every feature may say: `notice` above the diagram, the others in the status bar.

    `noticed` is the notice that is shown now, '' for none; `progress` is for work that goes on,
    `front` brings a tab to the front.
    """

    notice: SayNotice
    noticed: Callable[[], str]
    status: Callable[[str], None]
    facts: Callable[[str], None]
    progress: Callable[[str, Step], None]
    front: Callable[[QWidget], None]
