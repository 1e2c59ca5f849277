"""How what happens is said in the window: a notice, the status bar, a tab in front."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from resnet_viz.core.progress import Step


class Say(NamedTuple):
    """What every feature may say: `notice` above the diagram, the others in the status bar.

    A notice has a text and, where something can be done, the words of a button and what it does.
    `noticed` is the notice that is shown now, '' for none; `progress` is for work that goes on,
    `front` brings a tab to the front.
    """

    notice: Callable[..., None]
    noticed: Callable[[], str]
    status: Callable[[str], None]
    facts: Callable[[str], None]
    progress: Callable[[str, Step], None]
    front: Callable[[QWidget], None]
