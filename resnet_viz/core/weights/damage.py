"""Why a file of weights is not read: exceptions within the reader, one sentence at its door."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from resnet_viz.core.errors import UserError

CUT = "the file is incomplete. Copy or download it again"
DAMAGED = "the file is damaged. Copy or download it again"
MOST_QUOTED = 40

_DAMAGES = (
    ArithmeticError,
    BadZipFile,
    LookupError,
    NotImplementedError,  # zipfile raises it for compression and encryption it does not know
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def refused(path: Path, reason: str, field: str = "weights") -> UserError:
    """The sentence for a file that is not taken."""
    return UserError(f"{path.name} was not loaded: {reason}", field)


def quoted(name: object) -> str:
    """A foreign name in at most 40 letters."""
    text = str(name)
    return text if len(text) <= MOST_QUOTED else f"{text[: MOST_QUOTED - 1]}…"


@contextmanager
def reasons_explained(path: Path, field: str = "weights") -> Iterator[None]:
    """Whatever goes wrong with a foreign file as one sentence that names it.

    Within it a `UserError` says the bare reason, EOFError that the file ends too early, and any
    other error of the values that a damaged file can hold that it is damaged.
    """
    try:
        yield
    except UserError as error:
        raise refused(path, error.message, field) from error
    except EOFError as error:
        raise refused(path, CUT, field) from error
    except MemoryError as error:
        raise refused(path, "there is not enough memory to read it", field) from error
    except OSError as error:
        reason = f"it can't be read ({error.strerror or 'input error'})"
        raise refused(path, reason, field) from error
    except _DAMAGES as error:
        raise refused(path, DAMAGED, field) from error
