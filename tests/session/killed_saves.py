"""Saves a session in processes that are killed at random moments, and prints what each leaves.

`python killed_saves.py FOLDER COUNT`: a word a line, `old` or `new` for a whole session, else
what is wrong.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.session.document import Document
from resnet_viz.session.edits import set_batch
from resnet_viz.session.file import document_from, read_session, values_of
from resnet_viz.session.saving import Saved, fingerprint_at, save_session

NOTE = {"note": "x" * 3_000_000}  # so that a save takes some time
OLD = document_from(values_of(Document(), None) | NOTE, None)
NEW = set_batch(OLD, 2).document


def outcome_of_kill(path: Path, longest_s: float) -> str:
    """Replaces an old session by a new one in a process that lives for a random time."""
    assert isinstance(save_session(path, OLD, fingerprint_at(path)), Saved)
    known = fingerprint_at(path)
    starting, started = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(started, b"!")
        save_session(path, NEW, known)
        signal.pause()
    os.read(starting, 1)
    time.sleep(random.uniform(0, longest_s))  # noqa: S311
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(starting)
    os.close(started)
    return word_of(path)


def word_of(path: Path) -> str:
    try:
        document = read_session(path).document
    except UserError as error:
        return error.message.replace(" ", "-")
    return {OLD: "old", NEW: "new"}.get(document, "another")


def duration_of_save(path: Path) -> float:
    start = time.perf_counter()
    save_session(path, OLD, fingerprint_at(path))
    return time.perf_counter() - start


def main() -> None:
    """Kills at moments from the beginning of a save to some time after its usual end."""
    path, count = Path(sys.argv[1], "a.resnetviz"), int(sys.argv[2])
    longest_s = 1.5 * duration_of_save(path)
    for _ in range(count):
        print(outcome_of_kill(path, longest_s))


if __name__ == "__main__":
    main()
