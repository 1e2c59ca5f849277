"""Real X displays with a window manager, for programs started as people start them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

SCREEN, LAPTOP, LARGE = "1600x1000x24", "1280x720x24", "2880x1800x24"


@contextmanager
def displayed(screen: str) -> Iterator[dict[str, str]]:
    """The environment of a program on a display of its own."""
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


@pytest.fixture(scope="session")
def display() -> Iterator[dict[str, str]]:
    """A desk's screen."""
    with displayed(SCREEN) as environment:
        yield environment


@pytest.fixture(scope="session")
def laptop() -> Iterator[dict[str, str]]:
    """A small laptop's screen."""
    with displayed(LAPTOP) as environment:
        yield environment


@pytest.fixture(scope="session")
def large_display() -> Iterator[dict[str, str]]:
    """A screen of 2880 by 1800."""
    with displayed(LARGE) as environment:
        yield environment
