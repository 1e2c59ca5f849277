"""What limits the memory of this process, asked of the system: which limit, and what is left of it.

Linux says all of it; elsewhere some of it is not known.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import bytes_text

PROC, GROUPS = Path("/proc"), Path("/sys/fs/cgroup")
UNLIMITED = 2**60  # control groups of version 1 write nearly 2**63 for none
LACK_WORDS = (
    "can't allocate memory",  # PyTorch
    "Cannot allocate memory",  # the system
    "not enough memory",
    "out of memory",
    "failed to map segment",  # a library that is loaded
    "can't start new thread",
)


class LimitKind(StrEnum):
    """What may limit the memory of a process."""

    ADDRESS_SPACE = "address space"
    DATA = "data"
    GROUP = "control group"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class MemoryLimit:
    """One limit in bytes, and how much of it is used; None where that is not known."""

    kind: LimitKind
    size_bytes: int
    used_bytes: int | None = None

    @property
    def free_bytes(self) -> int | None:
        """What is left of it."""
        return None if self.used_bytes is None else max(0, self.size_bytes - self.used_bytes)


WORDS = {
    LimitKind.ADDRESS_SPACE: "the limit of {size} on this process's address space (ulimit -v)",
    LimitKind.DATA: "the limit of {size} on this process's data (ulimit -d)",
    LimitKind.GROUP: "the limit of {size} on this process's control group, such as a container",
    LimitKind.MACHINE: "this machine's memory of {size}",
}


def limit_text(limit: MemoryLimit) -> str:
    """`the limit of 858.3 MiB on this process's address space (ulimit -v)`."""
    return WORDS[limit.kind].format(size=bytes_text(limit.size_bytes))


def tightest() -> MemoryLimit | None:
    """The limit of which least is left; None where nobody knows what is left of any."""
    known = [each for each in (*_all_limits(),) if each.free_bytes is not None]
    return min(known, key=lambda limit: limit.free_bytes or 0, default=None)


def refusing() -> MemoryLimit | None:
    """The limit at which the system refuses memory: a control group ends a process instead.

    The machine counts as a whole, as Linux refuses only what it could never have; None where no
    limit is known.
    """
    known = [*_process_limits()]
    if machine := machine_limit():
        known.append(MemoryLimit(machine.kind, machine.size_bytes, 0))
    return min(known, key=_left, default=None)


def check_room(kind: LimitKind, needed_bytes: int, what: str) -> None:
    """UserError where a limit of this process leaves less than something needs to be loaded at all.

    What is beyond such a limit may end a process without a word.
    """
    for limit in _process_limits():
        if limit.kind is kind and _left(limit) < needed_bytes:
            left = bytes_text(_left(limit))
            raise UserError(
                f"{what} needs about {bytes_text(needed_bytes)} to be loaded, and {left} are left "
                f"of {limit_text(limit)}. Raise the limit",
                "memory",
            )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error, of whatever library, says that memory ran out."""
    if isinstance(error, MemoryError):
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    is_told = isinstance(error, RuntimeError | ImportError | OSError)
    return is_told and any(words in str(error) for words in LACK_WORDS)


def lack_text() -> str:
    """What to say where memory has run out: which limit that was."""
    limit = refusing()
    if limit is None or limit.kind is LimitKind.MACHINE:
        of = f": {limit_text(limit)} is not enough" if limit else ""
        return f"memory ran out{of}. Close other programs, or take less at once"
    used = f", of which {bytes_text(limit.used_bytes)} are in use" if limit.used_bytes else ""
    return f"memory ran out: it has come up against {limit_text(limit)}{used}. Raise the limit"


def machine_limit() -> MemoryLimit | None:
    """The machine's memory, and what of it programs can't have any more without swapping."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not on Windows
        return None
    available = _field_of(PROC / "meminfo", "MemAvailable")
    used = None if available is None else max(0, size - available)
    return MemoryLimit(LimitKind.MACHINE, size, used)


def group_limits(proc: Path = PROC, groups: Path = GROUPS) -> Iterator[MemoryLimit]:
    """The limits of the control groups that this process is in, of either version.

    What the system could take back, as files that were read, does not count as used.
    """
    for line in _text(proc / "self/cgroup").splitlines():
        number, controllers, path = (*line.split(":", 2), "", "")[:3]
        if number == "0":
            yield from _limits_above(groups, path, "memory.max", "memory.current")
        elif "memory" in controllers.split(","):
            names = "memory.limit_in_bytes", "memory.usage_in_bytes"
            yield from _limits_above(groups / "memory", path, *names)


def _all_limits() -> Iterator[MemoryLimit]:
    yield from _process_limits()
    yield from group_limits()
    if machine := machine_limit():
        yield machine


def _process_limits() -> Iterator[MemoryLimit]:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    asked = (
        (LimitKind.ADDRESS_SPACE, resource.RLIMIT_AS, "VmSize"),
        (LimitKind.DATA, resource.RLIMIT_DATA, "VmData"),
    )
    for kind, number, field in asked:
        size, _ = resource.getrlimit(number)
        if size != resource.RLIM_INFINITY:
            yield MemoryLimit(kind, size, _field_of(PROC / "self/status", field))


def _limits_above(root: Path, path: str, limit: str, usage: str) -> Iterator[MemoryLimit]:
    """Those of a group and of all that it is in, as far as they can be seen from here."""
    group = root / path.strip("/")
    for folder in (group, *group.parents):
        size, used = _text(folder / limit).strip(), _text(folder / usage).strip()
        if size.isdigit() and int(size) < UNLIMITED:
            cached = _field_of(folder / "memory.stat", "inactive_file", 1) or 0
            in_use = max(0, int(used) - cached) if used.isdigit() else None
            yield MemoryLimit(LimitKind.GROUP, int(size), in_use)
        if folder == root:
            return


def _left(limit: MemoryLimit) -> int:
    free = limit.free_bytes
    return limit.size_bytes if free is None else free


def _field_of(file: Path, name: str, unit: int = 1024) -> int | None:
    """A number that the system has in a file under a name, in bytes; None where it hasn't."""
    found = re.search(rf"^(?:total_)?{name}:?\s+(\d+)", _text(file), re.MULTILINE)
    return int(found[1]) * unit if found else None


def _text(file: Path) -> str:
    with suppress(OSError):
        return file.read_text(encoding="utf-8", errors="replace")
    return ""
