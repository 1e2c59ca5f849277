"""What becomes of an experiment that was started, and what it waits for."""

from enum import Enum, auto

WAITING = "Starts when the timing is over"
HELD = "Paused until the timing is over"
BUSY = "Starts when the model process is free"


class State(Enum):
    """What becomes of the experiment that was started last."""

    IDLE = auto()
    WAITING = auto()  # until nothing is timed on this machine
    RUNNING = auto()
    PAUSED = auto()  # by a person
    HELD = auto()  # while something is timed
    STOPPING = auto()


def waiting_text(state: State, *, is_busy: bool) -> str:
    """What a run waits for as a short sentence, '' where it does not.

    The process of models `is_busy` where it does something else first.
    """
    busy = BUSY if state is State.RUNNING and is_busy else ""
    return {State.WAITING: WAITING, State.HELD: HELD}.get(state, busy)
