"""Where the stored runs and sweeps of this person are."""

from pathlib import Path

from resnet_viz.core.files.folders import data_folder

FILE = "history.sqlite"
SWEEPS_FILE = "sweeps.sqlite"


def history_path() -> Path:
    """The file of stored runs; it need not be there yet."""
    return data_folder() / FILE


def sweeps_path() -> Path:
    """The file of stored sweeps; it need not be there yet."""
    return data_folder() / SWEEPS_FILE
