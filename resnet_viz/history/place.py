"""Where the stored runs of this person are."""

from pathlib import Path

from platformdirs import user_data_path

FOLDER = "resnet-viz"
FILE = "history.sqlite"


def history_path() -> Path:
    """The file of stored runs; it need not be there yet."""
    return user_data_path(FOLDER, appauthor=False) / FILE
