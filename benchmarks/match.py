"""The counterparts of the largest networks by every figure: `python -m benchmarks.match`.

Baseline in the same run: the cost report of the largest network, which every edit asks for.
"""

from functools import partial
from statistics import median
from time import process_time

from benchmarks.cost import milliseconds
from benchmarks.goal import Goal, finish
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.match import By, Match, match
from resnet_viz.core.resnet.network import graph_of, network_of

ARCHS = (
    "resnet50",
    "resnet152",
    "resnet1202",
    "preact1001",
    "resnet,stages=2-2-2-2-2-2-2-2",
    "resnet,stages=125-125-125-125-125-125-125-125",
)
LARGEST = "resnet1202"
MOST_CPU_MS = 50.0
RUNS = 9


def match_text(arch: str, by: By) -> Match:
    """From the text to the counterpart."""
    spec = parse(arch)
    return match(network_of(spec), spec.block.other, by)


def find(arch: str, by: By) -> None:
    """The same with nothing kept from before."""
    graph_of.cache_clear()
    match_text(arch, by)


def count() -> None:
    """Every figure of the largest network, with nothing kept from before."""
    graph_of.cache_clear()
    report_of(network_named(LARGEST))


def main() -> None:
    """Measures every network by every figure; a network's goal is for its slowest."""
    goals: list[Goal] = []
    distances: dict[str, dict[str, str]] = {}
    for arch in ARCHS:
        slowest_ms = max(
            median(milliseconds(partial(find, arch, by), process_time) for _ in range(RUNS))
            for by in By
        )
        goals.append(Goal(f"CPU ms for {arch}", round(slowest_ms, 2), MOST_CPU_MS))
        distances[arch] = {by: f"{match_text(arch, by).ratio - 1:+.4%}" for by in By}
    count()
    count_ms = median(milliseconds(count, process_time) for _ in range(RUNS))
    finish(
        "match",
        goals,
        {f"report_of_{LARGEST}_cpu_ms": round(count_ms, 2), "distances": distances, "runs": RUNS},
    )


if __name__ == "__main__":
    main()
