"""Where words go: results to standard output, everything else to standard error."""

import errno
import io
import os
import sys
from contextlib import suppress

from resnet_viz.core.errors import UserError
from resnet_viz.core.text.letters import STAND_IN_ERRORS, shown_text

NAME = "resnet-viz"
REASONS = {errno.EBADF: "standard output is closed"}


def say(message: str) -> None:
    """One line to the person, apart from the results; nothing where nobody can hear it."""
    with suppress(OSError):
        print(f"{NAME}: {shown_text(message)}", file=sys.stderr, flush=True)


def print_result(text: str) -> None:
    """A result, which ends its last line itself, handed over at once.

    UserError where it can't be written; BrokenPipeError where nobody reads any more.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise not_written("the result", error) from error


def not_written(what: str, error: OSError) -> UserError:
    """Why something is not on standard output, which is quiet from then on.

    A reader that has enough is not a mistake: BrokenPipeError goes on.
    """
    if isinstance(error, BrokenPipeError):
        raise error
    silence_stdout()
    reason = REASONS.get(error.errno or 0, error.strerror)
    return UserError(f"{what} was not written: {reason}")


def open_closed_streams() -> None:
    """Takes the places of standard streams that are closed, so that no file gets their number.

    What is written to a closed standard output fails as it should, of standard error it is lost.
    """
    for number, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest number that is free: this one
    if sys.stdout is None:
        sys.stdout = _stream(1)
    if sys.stderr is None:
        sys.stderr = _stream(2)


def take_every_sign() -> None:
    """Writes, in place of failing, stand-ins for signs that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=STAND_IN_ERRORS)


def silence_stdout() -> None:
    """What Python still holds goes nowhere, so that its end is quiet too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stream(number: int) -> io.TextIOWrapper:
    return open(number, "w", encoding="utf-8", closefd=False)
