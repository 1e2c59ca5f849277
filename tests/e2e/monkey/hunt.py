"""Plays in processes of their own; a play that fails is shortened and printed."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from resnet_viz.core.resources import PACKAGE
from tests.e2e.monkey.play import Play
from tests.e2e.monkey.shorten import shortest
from tests.e2e.monkey.steps import Step, listed, read_steps, write_steps

MOST_REPLAYS = 40
MOST_PLAY_S = 1800.0
TAIL = 2000  # letters of standard error that say why a process ended


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a play ended: the names of its faults with details, the steps taken, the account."""

    faults: Mapping[str, str]
    steps: tuple[Step, ...]
    account: Mapping[str, Any]

    def told(self) -> str:
        """The faults for a person."""
        return "\n".join(f"{name}\n{details}".rstrip() for name, details in self.faults.items())


def played(play: Play, environment: Mapping[str, str] = os.environ) -> Outcome:
    """What a play found, in a folder below the one it names; its end by a signal is a fault too."""
    folder = Path(tempfile.mkdtemp(prefix="play-", dir=play.folder))
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.e2e.monkey.play",
            json.dumps(asdict(replace(play, folder=str(folder)))),
        ],
        cwd=PACKAGE.parent,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=MOST_PLAY_S,
    )
    book = folder / "steps.jsonl"
    steps = read_steps(book) if book.exists() else ()
    if result.returncode != 0:
        return Outcome(
            {f"the window ended ({result.returncode})": result.stderr[-TAIL:]}, steps, {}
        )
    account = json.loads(result.stdout)
    faults = {fault["name"]: fault["details"] for fault in account.pop("faults")}
    if result.stderr and not faults:
        faults["said on standard error"] = result.stderr[-TAIL:]
    return Outcome(faults, steps, account)


def shortened(
    outcome: Outcome, play: Play, environment: Mapping[str, str] = os.environ
) -> tuple[Step, ...]:
    """The fewest steps found that end in the same first fault, each try a process of its own."""
    name = next(iter(outcome.faults))
    tries = Path(play.folder) / "tries"
    tries.mkdir(exist_ok=True)

    def fails(steps: Sequence[Step]) -> bool:
        file = tries / "steps.jsonl"
        write_steps(file, steps)
        again = replace(play, folder=str(tries), replay=str(file), is_going_on=False, weigh_at=())
        return name in played(again, environment).faults

    return shortest(outcome.steps, fails, MOST_REPLAYS)


def report(outcome: Outcome, play: Play, steps: Sequence[Step]) -> str:
    """What a failed test prints, with the steps in a file to be played again."""
    file = Path(play.folder) / f"seed-{play.seed}.jsonl"
    write_steps(file, steps)
    return (
        f"seed {play.seed}, after {len(outcome.steps)} steps:\n{outcome.told()}\n"
        f"{_counted(len(steps))} it too:\n{listed(steps)}\n"
        f"python -m tests.e2e.monkey --replay {file}"
    )


def _counted(count: int) -> str:
    return "1 step does" if count == 1 else f"{count} steps do"


def hunted(play: Play, environment: Mapping[str, str] = os.environ) -> tuple[Outcome, str]:
    """A play, and '' or the report of its shortened failure."""
    outcome = played(play, environment)
    if not outcome.faults:
        return outcome, ""
    return outcome, report(outcome, play, shortened(outcome, play, environment))
