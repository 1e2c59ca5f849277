"""Opens the window, or says in one line why there can be none."""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from resnet_viz.cli.output import say
from resnet_viz.core.errors import UserError
from resnet_viz.core.files.typed_path import is_file, typed_path
from resnet_viz.core.models.source import Source, SourceKind, source_in
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.windowless import no_window_message
from resnet_viz.session.openable import Openable, kind_of, path_in

FAILED = 1
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
TOOLKITS = ("PySide6", "shiboken6")


def open_window(
    arch: str | None,
    other_commands: Callable[[], Sequence[str]],
    *,
    is_exit_after_paint: bool = False,
) -> int:
    """Opens the window on ARCH or a file, and gives the exit status when it closes.

    Without either it goes on where the last window without a file was closed.

    `other_commands` are those that need no window, named where none can be opened.

    UserError for an ARCH that names no network or a session that can't be opened, on a machine
    without a screen too.
    """

    def no_window(reason: str) -> str:
        return no_window_message(reason, other_commands())

    if arch is not None:
        check_word(arch)
    if is_without_display():
        say(no_window("this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY)"))
        return FAILED
    gc.disable()  # until the first paint: nothing that a start makes is garbage
    try:
        from resnet_viz.ui.start.qt_import import import_qt

        import_qt()
        from resnet_viz.ui.start.program import run
    except ImportError as error:
        if not (error.name or "").startswith(TOOLKITS):
            raise
        say(no_window(f"a system library is missing ({error})"))
        return FAILED
    return run(arch, no_window, is_exit_after_paint=is_exit_after_paint)


def check_word(word: str) -> None:
    """UserError for what can't be opened: no network, no session file that can be read."""
    kind = kind_of(word)
    if kind is Openable.SESSION:
        from resnet_viz.session.file import read_session

        read_session(path_in(word))
    elif source := source_in(word):
        _check_there(source)
    elif kind not in (Openable.WEIGHTS, Openable.MODEL):
        parse(word)


def _check_there(source: Source) -> None:
    """UserError where the file of a network of others isn't there; nothing of it is run."""
    if source.kind is SourceKind.FACTORY:
        from resnet_viz.core.models.code import source_bytes

        source_bytes(source.path)
    elif source.path and not is_file(typed_path(source.path)):
        raise UserError(f"{source.title} isn't a file here. Check its path", "arch")


def is_without_display() -> bool:
    """Whether nothing here could show a window; macOS and Windows always can."""
    return sys.platform.startswith("linux") and not any(map(os.environ.get, DISPLAYS))
