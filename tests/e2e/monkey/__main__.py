"""Lets the monkey play: `python -m tests.e2e.monkey --seed 7 --steps 1000`, or `--replay FILE`.

It needs a display with a window manager, as the end-to-end tests have it (`DISPLAY`).
"""

import argparse
import dataclasses
import sys
import tempfile

from tests.e2e.monkey.hunt import hunted, played
from tests.e2e.monkey.play import Play


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--real", action="store_true", help="with the real compute process")
    parser.add_argument("--model", action="store_true", help="from a session with a model")
    parser.add_argument("--on", action="store_true", help="play on after a fault, and list all")
    parser.add_argument("--weigh", type=int, nargs="*", default=[], help="memory after these steps")
    parser.add_argument("--replay", default="", help="a file of steps to play again")
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="monkey-")
    play = Play(folder, asked.seed, asked.steps, asked.replay, asked.real, asked.on)
    play = dataclasses.replace(play, weigh_at=tuple(asked.weigh), has_model=asked.model)
    if asked.on or asked.replay:
        outcome = played(play)
        print(outcome.told(), outcome.account, sep="\n")
        return bool(outcome.faults)
    outcome, words = hunted(play)
    print(words or f"{len(outcome.steps)} steps without a fault", outcome.account, sep="\n")
    return bool(words)


if __name__ == "__main__":
    sys.exit(main())
