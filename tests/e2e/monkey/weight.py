"""What the window and its child processes have of memory of their own."""

import os
from contextlib import suppress
from pathlib import Path

HERE = "window"
QUICK = "import tests.e2e.monkey."


def weights_kib() -> dict[str, int]:
    """The memory of this process and of its children, in KiB, by their names."""
    found = {HERE: own_kib(os.getpid())}
    for child in _children():
        with suppress(OSError):  # it ended meanwhile
            name = _name_of(child)
            found[name] = found.get(name, 0) + own_kib(child)
    return found


def own_kib(process: int) -> int:
    """Pages that a process made, in KiB, without those of files.

    A page of a library counts as private only while nobody else has the library open: with those
    the figure changes by 40 MB when another program starts.
    """
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    sizes = dict(line.split(":", 1) for line in lines[1:])
    return int(sizes.get("Anonymous", "0").split()[0])


def _children() -> list[int]:
    """The processes that any thread of this one started."""
    found: list[int] = []
    for thread in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # the thread ended meanwhile
            found += map(int, (thread / "children").read_text(encoding="utf-8").split())
    return found


def _name_of(process: int) -> str:
    """The worker's name, its last word; of the monkey's own quick ones that of their module."""
    words = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").split("\0")
    for word in words:
        if QUICK in word:
            return word.split(QUICK)[1].split()[0]
    return next((word for word in reversed(words) if word), "ending")
