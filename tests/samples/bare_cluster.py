"""A scheduler and two workers as bare processes on loopback, by the command lines of the page."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection, socket

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cluster.md"
PORT = "8786"
BIN = Path(sys.executable).parent
START_S = 60


@dataclass
class BareCluster:
    """Running processes: the scheduler's, then the workers', each the parent of its own."""

    port: int
    folder: Path
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, command: str) -> None:
        """Starts a command of the page, with this cluster's port in place of the usual one."""
        words = shlex.split(command.replace(PORT, str(self.port)))
        words[0] = str(BIN / words[0])
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with open(self.folder / f"{len(self.processes)}.log", "wb") as log:
            self.processes.append(
                subprocess.Popen(
                    words, cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT
                )
            )

    def worker_ids(self, place: int) -> list[int]:
        """The worker's own process, which Dask's nanny started."""
        below = descendants(self.processes[place].pid)
        return [pid for pid in below if b"spawn_main" in command_of(pid)]

    def end(self) -> None:
        """Ends all of them, by their ids, and waits."""
        for process in self.processes:
            for pid in (*descendants(process.pid), process.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


def page_commands() -> tuple[str, str, str]:
    """The scheduler, a worker and a worker that takes timed runs, as the page starts them."""
    blocks = re.findall(r"^```\n(dask [^\n]*)\n```$", PAGE.read_text("utf-8"), re.MULTILINE)
    on_one_machine = [block for block in blocks if "127.0.0.1" in block]
    return on_one_machine[0], on_one_machine[1], on_one_machine[2]


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def bare_cluster(folder: Path, *workers: str) -> Iterator[BareCluster]:
    """A scheduler and these workers, once they have said that they are there."""
    cluster = BareCluster(free_port(), folder)
    try:
        cluster.start(page_commands()[0])
        wait_until(lambda: is_open(cluster.port))
        for worker in workers:
            cluster.start(worker)
        wait_until(lambda: all(map(cluster.worker_ids, range(1, len(workers) + 1))))
        log = folder / "0.log"
        wait_until(lambda: log.read_bytes().count(b"Register worker") >= len(workers))
        yield cluster
    finally:
        cluster.end()


def is_open(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until(is_so: Callable[[], object]) -> None:
    """Waits for what other processes do; AssertionError where it never comes."""
    for _ in range(START_S * 20):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def descendants(pid: int) -> list[int]:
    """The processes below one, by /proc."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def listening(pid: int) -> list[str]:
    """The addresses at which a process listens, as hexadecimal numbers of /proc/net/tcp."""
    sockets = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            sockets.add(os.readlink(link))
    rows = [
        row.split()
        for name in ("tcp", "tcp6")
        for row in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets]
