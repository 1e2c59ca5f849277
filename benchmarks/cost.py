"""The costs of ResNet-152, as a command and in a process: `python -m benchmarks.cost`.

Baselines in the same run: an empty Python process, and torchinfo's summary of the built model.
"""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter, process_time

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.arch import parse
from resnet_viz.core.messages import program_command
from resnet_viz.core.report import graph_of, report_of

ARCH = "resnet152"
MOST_COMMAND_MS, MOST_CPU_MS = 250.0, 5.0
RUNS = 15
COMMAND = program_command("cost", ARCH)
JSON = program_command("cost", ARCH, "--json")
EMPTY = [sys.executable, "-c", "pass"]


def run(command: list[str]) -> None:
    """A process to its end."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=usual_environment())


def count() -> None:
    """From the text to every figure, with nothing kept from before."""
    graph_of.cache_clear()
    report_of(parse(ARCH))


def summarise() -> None:
    """The same by torchinfo: the model is built and run."""
    from torchinfo import summary

    from resnet_viz.engine.build import build

    summary(build(parse(ARCH), "cpu"), input_size=(1, 3, 224, 224), verbose=0)


def milliseconds(work: Callable[[], None], clock: Callable[[], float]) -> float:
    """What a piece of work takes by a clock of seconds."""
    start = clock()
    work()
    return (clock() - start) * 1e3


def main() -> None:
    """Measures all, the commands in turn."""
    commands = (COMMAND, JSON, EMPTY)
    for command in commands:  # files into the cache
        run(command)
    rounds = [
        [milliseconds(partial(run, command), perf_counter) for command in commands]
        for _ in range(RUNS)
    ]
    table_ms, json_ms, empty_ms = (median(column) for column in zip(*rounds, strict=True))
    count()
    count_ms = median(milliseconds(count, process_time) for _ in range(RUNS))
    summarise()
    summary_ms = median(milliseconds(summarise, process_time) for _ in range(3))
    finish(
        f"cost {ARCH}",
        [
            Goal("ms of the command, as a table", round(table_ms, 1), MOST_COMMAND_MS),
            Goal("ms of the command, as JSON", round(json_ms, 1), MOST_COMMAND_MS),
            Goal("CPU ms within a process", round(count_ms, 2), MOST_CPU_MS),
        ],
        {
            "empty_process_ms": round(empty_ms, 1),
            "torchinfo_with_building_cpu_ms": round(summary_ms, 1),
            "times_faster_than_torchinfo": round(summary_ms / count_ms),
            "runs": RUNS,
        },
    )


if __name__ == "__main__":
    main()
