"""The machine that a run was made on, by the name that its network knows it by."""

import platform

from resnet_viz.core.text.letters import shown_text

MOST_LETTERS = 255  # of a host's name, POSIX: HOST_NAME_MAX


def this_host() -> str:
    """The name of this machine; '' where it has none."""
    return shown_text(platform.node())[:MOST_LETTERS]


def foreign_host(host: str) -> str:
    """The name of a run's machine where it is another one, '' for this one or none known."""
    return host if host != this_host() else ""
