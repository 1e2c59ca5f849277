"""Where copies of open sessions are kept, their locks, and the list of recent files."""

from pathlib import Path

from resnet_viz.core.files.folders import data_folder

FOLDER = "sessions"


def session_folder() -> Path:
    """The folder of this person; it need not be there yet."""
    return data_folder() / FOLDER
