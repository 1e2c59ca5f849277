"""Where the stored runs of this person are."""

from pathlib import Path

from resnet_viz.core.folders import data_folder

FILE = "history.sqlite"


def history_path() -> Path:
    """The file of stored runs; it need not be there yet."""
    return data_folder() / FILE
