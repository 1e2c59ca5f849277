"""Stores a run that was just timed; whatever is wrong with the disk, the run itself is not lost."""

from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.stored_run import StoreOutcome
from resnet_viz.history.damage import set_damaged_aside
from resnet_viz.history.place import history_path
from resnet_viz.history.store import add


def keep(report: TimingReport, path: Path | None = None, *, uuid: str = "") -> StoreOutcome:
    """Stores a run in the person's history, or says in a sentence why it could not be.

    `uuid` is what it is known by on every machine, a fresh one where it is left out.
    """
    path = path or history_path()
    text = ""
    try:
        text = set_damaged_aside(path)
        return StoreOutcome(add(path, report, uuid), text)
    except UserError as error:
        words = f"The run couldn't be stored: {error.message}."
        return StoreOutcome(None, f"{text} {words}".strip())
