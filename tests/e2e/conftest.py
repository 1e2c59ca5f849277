"""A real X display with a window manager, for programs started as people start them."""

import os
import subprocess
from collections.abc import Iterator

import pytest

SCREEN = "1600x1000x24"
LARGE_SCREEN = "2880x1800x24"


@pytest.fixture(scope="session")
def display() -> Iterator[dict[str, str]]:
    """The environment of a program on a display of its own."""
    yield from shown_display(SCREEN)


@pytest.fixture(scope="session")
def large_display() -> Iterator[dict[str, str]]:
    """The same on a display of 2880 by 1800."""
    yield from shown_display(LARGE_SCREEN)


def shown_display(screen: str) -> Iterator[dict[str, str]]:
    """A display with a window manager, until it is no longer needed."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as said:
        number = said.readline().strip()
    environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait()
