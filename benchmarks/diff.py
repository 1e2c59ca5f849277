"""What differs between ResNet-152 and ResNet-1202, at each edit: `python -m benchmarks.diff`.

The goals are those of the window's thread: no step takes more than a frame. Times are CPU time, the
median of several, with nothing kept from before.
"""

from collections.abc import Callable
from statistics import median
from time import process_time

from benchmarks.goal import Goal, finish
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.diff.diff import Diff, diff_of
from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.diff.places import Places
from resnet_viz.core.lab.diff.table import layer_rows, stage_rows
from resnet_viz.core.lab.difference import Form
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of

ROUNDS = 9
FRAME_MS = 16.0


def made() -> tuple[Network, Network]:
    """Both networks, fresh."""
    graph_of.cache_clear()
    return network_of(parse("resnet152")), network_of(parse("resnet1202"))


def median_ms(prepare: Callable[[], object], work: Callable[..., object]) -> float:
    """The median CPU time of some work on what was prepared for it."""
    times: list[float] = []
    for _ in range(ROUNDS):
        given = prepare()
        start = process_time()
        work(given)
        times.append((process_time() - start) * 1e3)
    return median(times)


def diff() -> Diff:
    """What differs, fresh."""
    return diff_of(*made())


def main() -> None:
    steps: dict[str, tuple[Callable[[], object], Callable[..., object]]] = {
        "what differs, ms": (made, lambda both: diff_of(*both)),
        "rows by stage, ms": (
            diff,
            lambda found: stage_rows(found, Figure.MACS, Form.PERCENT, only=False),
        ),
        "rows by layer, ms": (
            diff,
            lambda found: layer_rows(found, Figure.MACS, Form.PERCENT, only=False),
        ),
        "places of A, ms": (lambda: Places(diff()), lambda places: places.of_a),
        "places of B, ms": (lambda: Places(diff()), lambda places: places.of_b),
    }
    goals = [Goal(name, round(median_ms(*step), 2), FRAME_MS) for name, step in steps.items()]
    layers = [len(network.graph.nodes) for network in made()]
    finish("diff", goals, {"layers": layers, "rows": len(diff().layers)})


if __name__ == "__main__":
    main()
