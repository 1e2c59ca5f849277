"""Groups of processes: what runs foreign code is ended with all that it started."""

import os
import signal
import sys
from contextlib import suppress

from resnet_viz.core.request import Worker

IN_GROUPS = frozenset({Worker.MODEL})  # workers whose processes are the first of a group each


def begin_own_group() -> None:
    """Makes this process the first of a group, in which all that it starts is."""
    if sys.platform != "win32":
        os.setpgid(0, 0)


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
