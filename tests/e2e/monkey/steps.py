"""What the monkey does, as plain values that are written down and done again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

Place = tuple[float, float]
"""Where in a widget, as shares of its width and height."""


class Kind(StrEnum):
    """What a step does."""

    ACTION = "action"
    KEY = "key"
    CLICK = "click"
    DOUBLE_CLICK = "double click"
    RIGHT_CLICK = "right click"
    DRAG = "drag"
    WHEEL = "wheel"
    TYPE = "type"
    RESIZE = "resize"
    ANSWER = "answer"
    DROP = "drop"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `target` is the name of an action or the path of a widget in the window in front.

    `text` is a key, what is typed, a file that is dropped, or one that answers a dialog of files,
    '' to cancel it;
    `to` is where a drag ends; `amount` is the wheel's turn, `size` a window's in pixels. A step
    that `is_hurried` doesn't wait until all that was asked is answered.
    """

    kind: Kind
    target: str = ""
    text: str = ""
    at: Place = (0.5, 0.5)
    to: Place = (0.5, 0.5)
    amount: int = 0
    size: tuple[int, int] = (0, 0)
    is_hurried: bool = False


def line_of(step: Step) -> str:
    """A step as one line of JSON, without what is as usual."""
    usual = asdict(Step(step.kind))
    values = {key: value for key, value in asdict(step).items() if value != usual[key]}
    return json.dumps({"kind": step.kind, **values}, ensure_ascii=False)


def step_in(line: str) -> Step:
    values = json.loads(line)
    for name in ("at", "to", "size"):
        if name in values:
            values[name] = tuple(values[name])
    return Step(**(values | {"kind": Kind(values["kind"])}))


def read_steps(path: Path) -> tuple[Step, ...]:
    lines = path.read_text(encoding="utf-8").split("\n")  # other ends of lines may be typed text
    return tuple(map(step_in, filter(None, lines)))


def write_steps(path: Path, steps: Iterable[Step]) -> None:
    path.write_text("".join(f"{line_of(step)}\n" for step in steps), encoding="utf-8")


def listed(steps: Sequence[Step]) -> str:
    """The steps for a person, one a line."""
    return "\n".join(f"{number:>5}  {line_of(step)}" for number, step in enumerate(steps, 1))
