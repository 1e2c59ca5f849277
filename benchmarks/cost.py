"""Costs as a command and in a process, their growth, and verification: `python -m benchmarks.cost`.

Baselines in the same run: an empty Python process, and torchinfo's summary of the built model.
"""

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import product
from statistics import correlation, linear_regression, median
from time import perf_counter, process_time

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.totals import totals_for
from resnet_viz.jobs.messages import program_command

ARCH = "resnet152"
LONGEST = "resnet1202"
GROWTH = ("resnet18", "resnet50", "resnet152", "resnet110", "resnet1202")
MOST_COMMAND_MS = 250.0
MOST_CPU_MS = 1.5
MOST_LONGEST_MS = 5.0
MOST_FAMILY_MS = 0.05  # of one stage list
MOST_VERIFY_MS = 100.0
MOST_REPORT_MB = 20.0
LEAST_TIMES_FASTER = 100
FAMILY = [
    replace(parse(ARCH), stages=stages)
    for stages in product(range(1, 11), range(1, 11), range(1, 11), (3,))
]
RUNS = 15
COMMAND = program_command("cost", ARCH)
JSON = program_command("cost", ARCH, "--json")
EMPTY = [sys.executable, "-c", "pass"]


def run(command: list[str]) -> None:
    """A process to its end."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=usual_environment())


def count(arch: str = ARCH) -> None:
    """From the text to the totals, every row ready to be looked at, and no graph from before."""
    graph_of.cache_clear()
    network_of.cache_clear()
    report_of(network_of(parse(arch)))


def count_rows(arch: str = ARCH) -> None:
    """From the text to all rows as JSON."""
    graph_of.cache_clear()
    network_of.cache_clear()
    json.dumps(report_of(network_of(parse(arch))).to_dict())


def count_family() -> None:
    """The totals of a thousand stage lists of a known family."""
    for spec in FAMILY:
        totals_for(spec)


def check() -> None:
    """The real model built and checked against every figure."""
    from resnet_viz.engine.check.verify import verify

    verify(network_named(ARCH))


def megabytes_of_report() -> float:
    """What the graph and the report of the longest network hold in memory, with all its rows."""
    graph_of.cache_clear()
    network_of.cache_clear()
    tracemalloc.start()
    report = report_of(network_of(parse(LONGEST)))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.layers
    return size / 1e6


def growth() -> dict[str, float]:
    """CPU ms of all rows as JSON over layers from 18 to 1202, fitted by a straight line."""
    layers = [len(report_of(network_named(arch)).layers) for arch in GROWTH]
    times = [
        median(milliseconds(partial(count_rows, arch), process_time) for _ in range(RUNS))
        for arch in GROWTH
    ]
    slope, start = linear_regression(layers, times)
    return {
        "us_a_layer": round(slope * 1e3, 2),
        "ms_at_none": round(start, 2),
        "correlation": round(correlation(layers, times), 4),
    }


def summarise() -> None:
    """The same by torchinfo: the model is built and run."""
    from torchinfo import summary

    from resnet_viz.engine.model.build import build

    summary(build(parse(ARCH), "cpu"), input_size=(1, 3, 224, 224), verbose=0)


def milliseconds(work: Callable[[], None], clock: Callable[[], float]) -> float:
    """What a piece of work takes by a clock of seconds."""
    start = clock()
    work()
    return (clock() - start) * 1e3


def commands_ms() -> tuple[float, ...]:
    """Medians of the command as a table, as JSON, and of an empty process, taken in turn."""
    commands = (COMMAND, JSON, EMPTY)
    for command in commands:  # files into the cache
        run(command)
    rounds = [
        [milliseconds(partial(run, command), perf_counter) for command in commands]
        for _ in range(RUNS)
    ]
    return tuple(median(column) for column in zip(*rounds, strict=True))


def cpu_ms(work: Callable[[], None], runs: int = RUNS) -> float:
    """The median of CPU time in a warm process."""
    work()
    return median(milliseconds(work, process_time) for _ in range(runs))


def main() -> None:
    """Measures all, the commands in turn."""
    table_ms, json_ms, empty_ms = commands_ms()
    count_ms, longest_ms = cpu_ms(count), cpu_ms(partial(count, LONGEST))
    rows_ms, longest_rows_ms = (cpu_ms(partial(count_rows, arch)) for arch in (ARCH, LONGEST))
    family_ms = cpu_ms(count_family) / len(FAMILY)
    verify_ms, summary_ms = cpu_ms(check), cpu_ms(summarise, 3)
    finish(
        f"cost {ARCH}",
        [
            Goal("ms of the command, as a table", round(table_ms, 1), MOST_COMMAND_MS),
            Goal("ms of the command, as JSON", round(json_ms, 1), MOST_COMMAND_MS),
            Goal("CPU ms within a process", round(count_ms, 2), MOST_CPU_MS),
            Goal(f"CPU ms of {LONGEST}", round(longest_ms, 2), MOST_LONGEST_MS),
            Goal("CPU ms of another stage list's totals", round(family_ms, 4), MOST_FAMILY_MS),
            Goal(f"MB of the report of {LONGEST}", round(megabytes_of_report(), 1), MOST_REPORT_MB),
            Goal("CPU ms of a verification", round(verify_ms, 1), MOST_VERIFY_MS),
            Goal(
                "of torchinfo's time with building, a hundredth is 1",
                round(count_ms / summary_ms * LEAST_TIMES_FASTER, 2),
                1.0,
            ),
        ],
        {
            "empty_process_ms": round(empty_ms, 1),
            "torchinfo_with_building_cpu_ms": round(summary_ms, 1),
            "times_faster_than_torchinfo": round(summary_ms / count_ms),
            "rows_as_json_cpu_ms": round(rows_ms, 2),
            f"rows_of_{LONGEST}_as_json_cpu_ms": round(longest_rows_ms, 1),
            "growth_of_rows": growth(),
            "runs": RUNS,
        },
    )


if __name__ == "__main__":
    main()
