"""Opens the window, or says in one line why there can be none."""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from resnet_viz.cli.output import say
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.windowless import no_window_message

FAILED = 1
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
TOOLKITS = ("PySide6", "shiboken6")


def open_window(
    arch: str | None,
    other_commands: Callable[[], Sequence[str]],
    *,
    is_exit_after_paint: bool = False,
) -> int:
    """Opens the window on ARCH, or on ResNet-50, and gives the exit status when it closes.

    `other_commands` are those that need no window, named where none can be opened.

    UserError for an ARCH that names no network, on a machine without a screen too.
    """

    def no_window(reason: str) -> str:
        return no_window_message(reason, other_commands())

    if arch is not None:
        parse(arch)
    if is_without_display():
        say(no_window("this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY)"))
        return FAILED
    gc.disable()  # until the first paint: nothing that a start makes is garbage
    try:
        from resnet_viz.ui.start.program import run
    except ImportError as error:
        if not (error.name or "").startswith(TOOLKITS):
            raise
        say(no_window(f"a system library is missing ({error})"))
        return FAILED
    return run(arch, no_window, is_exit_after_paint=is_exit_after_paint)


def is_without_display() -> bool:
    """Whether nothing here could show a window; macOS and Windows always can."""
    return sys.platform.startswith("linux") and not any(map(os.environ.get, DISPLAYS))
