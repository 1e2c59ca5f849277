"""Where words go: results to standard output, everything else to standard error."""

import io
import os
import sys

from resnet_viz.core.errors import UserError

NAME = "resnet-viz"


def say(message: str) -> None:
    """One line to the person, apart from the results."""
    print(f"{NAME}: {message}", file=sys.stderr)


def print_result(text: str) -> None:
    """A result, which ends its last line itself, handed over at once.

    UserError where it can't be written; BrokenPipeError where nobody reads any more.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise UserError(f"the result was not written: {error.strerror}") from error


def take_every_sign() -> None:
    """Spells out, in place of failing, what the terminal's encoding lacks, such as `×` in ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_stdout() -> None:
    """What Python still holds goes nowhere, so that its end is quiet too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
