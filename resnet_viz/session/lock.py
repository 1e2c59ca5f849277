"""A lock that one window holds until it lets go or its process ends, however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from resnet_viz.core.errors import UserError

LOCKS = "locks"


class Lock:
    """A file that is locked by the system, so that a killed process leaves no lock behind."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @property
    def is_held(self) -> bool:
        """Whether it was not released."""
        return self._descriptor >= 0

    def release(self) -> None:
        """Lets go; a second time changes nothing."""
        if not self.is_held:
            return
        if sys.platform != "win32":  # Windows removes no open file, and unlocks a closed one
            self.path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1
        if sys.platform == "win32":
            with suppress(OSError):  # another one has it by now
                self.path.unlink()


def take(path: Path) -> Lock | None:
    """The lock of a file of its own, None while anybody holds it, this same process too.

    UserError where the folder can't have any.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _take(path)
    except OSError as error:
        words = f"{path.parent} can't be used: {error.strerror}. Open sessions are not protected"
        raise UserError(words, "path") from error


def lock_document(folder: Path, document: Path) -> Lock | None:
    """The lock of a session file, None while another window has it open.

    It is in a folder of this person, named after the file that the path leads to.
    """
    from hashlib import sha256  # loads a library of its own

    real = os.path.normcase(os.path.realpath(document))
    name = sha256(os.fsencode(real)).hexdigest()[:32]
    return take(folder / LOCKS / f"{name}.lock")


def _take(path: Path) -> Lock | None:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            is_locked = _is_locked(descriptor)
            is_there = is_locked and _is_file_at(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        if is_there:
            return Lock(path, descriptor)
        os.close(descriptor)
        if not is_locked:
            return None
        # The last holder took the file away between both calls: lock the next one.


def _is_file_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _is_locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
