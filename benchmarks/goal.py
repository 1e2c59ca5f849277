"""How every benchmark ends: its figures as JSON, and exit status 1 where a goal is missed."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and the most that it may be."""

    what: str
    figure: float
    most: float

    @property
    def is_met(self) -> bool:
        return self.figure <= self.most


def usual_environment() -> dict[str, str]:
    """The environment for processes of the program, with Python's compiled files kept."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def finish(benchmark: str, goals: list[Goal], baseline: Mapping[str, object]) -> None:
    """Prints what was measured next to what it is measured by, and ends the process."""
    rows = [{**asdict(goal), "is_met": goal.is_met} for goal in goals]
    print(json.dumps({"benchmark": benchmark, "goals": rows, "baseline": baseline}, indent=2))
    sys.exit(not all(goal.is_met for goal in goals))
