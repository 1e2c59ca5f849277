"""Groups of processes: what runs foreign code is ended with all that it started."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from resnet_viz.core.request import Worker

IN_GROUPS = frozenset({Worker.MODEL})  # workers whose processes are the first of a group each


def begin_own_group() -> Callable[[], None]:
    """Makes this process the first of a group, in which all that it starts is.

    Gives what ends the process, and the others of the group where there are any.
    """
    if sys.platform == "win32":
        return lambda: os._exit(0)
    before = os.getpgrp()
    os.setpgid(0, 0)
    return lambda: _end_others(before)


def _end_others(before: int) -> None:
    """Goes back to its earlier group first, if that is still there: so it ends by itself."""
    own = os.getpgrp()
    with suppress(OSError):
        os.setpgid(0, before)
    with suppress(ProcessLookupError):
        os.killpg(own, signal.SIGKILL)
    os._exit(0)


def end_own_group() -> None:
    """Ends this process and all of its group; never returns."""
    if sys.platform != "win32" and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def end_group_of(worker: Worker, process_id: int) -> None:
    """Ends what a process of this worker started, and itself where it still runs."""
    if sys.platform != "win32" and worker in IN_GROUPS and process_id:
        with suppress(ProcessLookupError, PermissionError):  # it is gone, or had none yet
            os.killpg(process_id, signal.SIGKILL)
