"""What the window has to say of what happened: its kind, its cause, and the one thing to do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LEAST_READING_S = 6.0
ACTING_S = 20.0  # where there is something to do, such as bringing back what was deleted
WORDS_A_SECOND = 2.5  # about half of what a reader of English manages
NOTICING_S = 3.0


class Kind(StrEnum):
    """How a notice looks and how long it stays; the words are those of the style sheet."""

    DONE = "done"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def is_passing(self) -> bool:
        """Whether it goes by itself once it could be read."""
        return self in (Kind.DONE, Kind.NOTE)


class Cause(StrEnum):
    """What a notice is about: of each there is one at most, and it goes when its cause does."""

    NETWORK = "network"
    WEIGHTS = "weights"
    WEIGHTS_FIGURES = "figures of weights"
    DRAWING = "drawing"
    CROWDED = "crowded diagram"
    COMPUTE = "compute"
    RUN = "run"
    DEVICE = "device"
    CEILINGS = "ceilings"
    CHECK = "check"
    COMPARE = "compare"
    HISTORY = "history"
    SWEEP = "sweep"
    EXPERIMENT = "experiment"
    SESSION = "session"
    RECOVERY = "recovery"
    PERMISSION = "permission"
    EXPORT = "export"
    FILES = "files"


class Act(NamedTuple):
    """What can be done about it: the words of a button, and what it does."""

    words: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the person."""

    text: str
    kind: Kind
    cause: Cause
    act: Act | None = None

    @property
    def reading_s(self) -> float:
        """How long it is shown where it goes by itself."""
        least = ACTING_S if self.act else LEAST_READING_S
        return max(least, NOTICING_S + len(self.text.split()) / WORDS_A_SECOND)
