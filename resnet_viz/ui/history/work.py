"""Work on the file of stored runs, for the thread of files; what it needs is imported there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from resnet_viz.core.errors import UserError


def done_on_history(work: Callable[[Path], Any]) -> tuple[str, Any]:
    """What was wrong with the file, '' for nothing, and what the work gave.

    UserError where the work can't be done, with what was wrong with the file before.
    """
    from resnet_viz.history.damage import set_damaged_aside
    from resnet_viz.history.place import history_path

    path = history_path()
    said = set_damaged_aside(path)
    try:
        return said, work(path)
    except UserError as error:
        message = error.message if not said else f"{said} {error.message}"
        raise UserError(message, error.field) from error
