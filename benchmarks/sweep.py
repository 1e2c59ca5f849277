"""Totals of many networks, next to single counts and to torchinfo: `python -m benchmarks.sweep`.

Baselines in the same run: one `cost` call for each of some networks, and torchinfo's summary of the
built model for 20 of them, all of the same recipe.
"""

import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of, spec_at
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.resnet.totals import clear_families

GRID = "resnet,block=bottleneck,stages=1..10-1..10-1..10-1..10"
FAMILIES = "resnet,stages=2-2-2-2,block=bottleneck,width=16..111"
MILLION = "resnet,block=basic|bottleneck,width=16|32|48|64,stages=1..19-1..19-1..19-1..19"
MILLION_FAMILIES = 2 * 4 * len(list(product((1, 2), repeat=4)))
ONCE = "--million"  # what the process does that is measured by its memory
MOST_GRID_S = 1.0
MOST_NETWORK_MS = 0.05
MOST_FAMILY_MS = 1.2
MOST_MILLION_S = 60.0
MOST_MILLION_MB = 300.0
LEAST_TIMES_FASTER = 20_000
SINGLE = 200  # networks that are counted one by one
SUMMARISED = 20  # networks that torchinfo looks at
RUNS = 5
SEED = 0


def walk(text: str) -> int:
    """Every point of a recipe, one after the other; how many there are."""
    recipe = recipe_of(text)
    deque(points_of(recipe, range(recipe.count)), maxlen=0)
    return recipe.count


def walk_cold(text: str) -> int:
    """The same with nothing known from before."""
    clear_families()
    graph_of.cache_clear()
    network_of.cache_clear()
    return walk(text)


def count_each(specs: Sequence[ResNetSpec]) -> None:
    """One `cost` call for each, from its text."""
    for spec in specs:
        assert report_of(network_named(str(spec))).totals.params


def summarise_each(specs: Sequence[ResNetSpec]) -> None:
    """The same by torchinfo: each model is built and run."""
    from torchinfo import summary

    from resnet_viz.engine.model.build import build

    for spec in specs:
        summary(build(spec, "cpu"), input_size=(1, *spec.image), verbose=0)


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of a piece of work."""
    start = process_time()
    work()
    return process_time() - start


def million() -> tuple[float, float]:
    """CPU seconds and MB of a process of its own that walks a million networks."""
    command = [sys.executable, "-m", "benchmarks.sweep", ONCE]
    answer = subprocess.run(
        command, check=True, capture_output=True, text=True, env=usual_environment()
    )
    cpu_s, size_mb = map(float, answer.stdout.split())
    return cpu_s, size_mb


def say_million() -> None:
    """Walks them here and prints CPU seconds and the most memory of this process in MB."""
    cpu_s = seconds(lambda: walk(MILLION))
    # Not of getrusage, which counts what the process had as a copy of the one that started it.
    most_kb = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert most_kb
    print(cpu_s, int(most_kb[1]) * 1024 / 1e6)


def main() -> None:
    """Measures all, one after the other."""
    recipe = recipe_of(GRID)
    places = Random(SEED).sample(range(recipe.count), SINGLE)  # noqa: S311
    specs = [spec_at(recipe, place) for place in places]
    grid_s = median(seconds(lambda: walk_cold(GRID)) for _ in range(RUNS))
    warm_ms = median(seconds(lambda: walk(GRID)) for _ in range(RUNS)) / recipe.count * 1e3
    families = recipe_of(FAMILIES).count
    family_ms = median(seconds(lambda: walk_cold(FAMILIES)) for _ in range(RUNS)) / families * 1e3
    single_ms = seconds(lambda: count_each(specs)) / SINGLE * 1e3
    summarise_each(specs[:1])  # PyTorch is loaded
    summary_ms = seconds(lambda: summarise_each(specs[:SUMMARISED])) / SUMMARISED * 1e3
    million_s, million_mb = million()
    each_ms = grid_s / recipe.count * 1e3
    finish(
        f"sweep {GRID}",
        [
            Goal("CPU s of 10,000 networks, nothing known before", round(grid_s, 3), MOST_GRID_S),
            Goal("CPU ms of a network", round(warm_ms, 4), MOST_NETWORK_MS),
            Goal("CPU ms of a network that shares nothing", round(family_ms, 3), MOST_FAMILY_MS),
            Goal("CPU s of a million networks", round(million_s, 1), MOST_MILLION_S),
            Goal("MB of a million networks", round(million_mb, 1), MOST_MILLION_MB),
            Goal(
                f"of torchinfo's time a network, 1 in {LEAST_TIMES_FASTER} is 1",
                round(each_ms / summary_ms * LEAST_TIMES_FASTER, 2),
                1.0,
            ),
        ],
        {
            "networks": recipe.count,
            "networks_a_s": round(recipe.count / grid_s),
            "cost_call_ms": round(single_ms, 3),
            "times_a_cost_call": round(single_ms / each_ms),
            "torchinfo_ms": round(summary_ms, 1),
            "times_torchinfo": round(summary_ms / each_ms),
            "million_networks": recipe_of(MILLION).count,
            "million_families": MILLION_FAMILIES,
        },
    )


if __name__ == "__main__":
    say_million() if ONCE in sys.argv else main()
