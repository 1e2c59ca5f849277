"""The folders in which the program keeps what belongs to a person."""

from pathlib import Path

NAME = "resnet-viz"


def data_folder() -> Path:
    """Where runs and sessions are kept; it need not be there yet."""
    from platformdirs import user_data_path  # not before a window's first paint

    return user_data_path(NAME, appauthor=False)


def cache_folder() -> Path:
    """The folder for what can be measured or made again; it need not be there yet."""
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def config_folder() -> Path:
    """Where a person's choices are that no session has; it need not be there yet."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False)
