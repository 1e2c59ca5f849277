"""What is said of entries that the network doesn't use."""

from collections import Counter
from collections.abc import Iterable

from resnet_viz.core.resnet.naming.tables import LEFTOVERS
from resnet_viz.core.wording import MOST_NAMED, in_short

PARTS = 2  # of a name, which tell whose entry it is


def left_out_text(names: Iterable[str]) -> str:
    """What was left out: each entry, or the module of several with their number."""
    found = list(names)
    if not found:
        return ""
    if len(found) <= MOST_NAMED:
        return f"left out: {in_short(found)}"
    modules = Counter(map(_module, found))
    labels: dict[str, None] = {}
    for name in found:
        count = modules[_module(name)]
        labels[name if count == 1 else f"{_module(name)} ({count})"] = None
    return f"left out: {in_short(list(labels))}"


def _module(name: str) -> str:
    if LEFTOVERS.fullmatch(name):
        return name.rpartition(".")[2]
    return ".".join(name.split(".")[:-1][:PARTS]) or name
