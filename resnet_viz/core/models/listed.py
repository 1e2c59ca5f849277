"""What models of a library cost, kept on disk while library and program stay the same."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.cost.totals import Totals
from resnet_viz.core.errors import UserError
from resnet_viz.core.files.folders import cache_folder
from resnet_viz.core.files.regular_file import own_json
from resnet_viz.core.files.save import save_bytes
from resnet_viz.version import VERSION

MOST_KEPT = 10_000


class ListedCost(NamedTuple):
    """Parameters and MACs of one pass; where not `is_whole`, there are layers without a formula.

    `why` is a sentence where it could not be recorded.
    """

    params: int = 0
    macs: int = 0
    is_whole: bool = True
    why: str = ""


def listed_cost(totals: Totals) -> ListedCost:
    """That of a network."""
    return ListedCost(totals.params, totals.macs, totals.is_complete)


def kept_costs(library: str, version: str) -> dict[str, ListedCost]:
    """The costs by name that were kept for this version of a library; none of a damaged file."""
    values = own_json(_file(library))
    if not isinstance(values, dict) or values.get("of") != _of(version):
        return {}
    costs = values.get("costs")
    found = costs.items() if isinstance(costs, dict) else ()
    return {name: cost for name, each in found if (cost := _cost_from(each)) is not None}


def keep_costs(library: str, version: str, costs: Mapping[str, ListedCost]) -> None:
    """Keeps them; what can't be written is worked out again another time."""
    kept = dict(list(costs.items())[-MOST_KEPT:])
    text = json.dumps({"of": _of(version), "costs": kept})
    with suppress(OSError, UserError):
        cache_folder().mkdir(parents=True, exist_ok=True)
        save_bytes(_file(library), text.encode())


def _file(library: str) -> Path:
    return cache_folder() / f"models-{library}.json"


def _of(version: str) -> str:
    return f"{version}, ResNet Viz {VERSION}"


def _cost_from(values: object) -> ListedCost | None:
    match values:
        case [int(params), int(macs), bool(is_whole), str(why)]:
            return ListedCost(params, macs, is_whole, why)
    return None
