"""What networks cost, one by one, next to each other, and over a whole recipe."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, SupportsIndex

from resnet_viz.api.networks import Arch, network_for, networks_for
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.given import whole_number
from resnet_viz.core.lab.compare import Comparison
from resnet_viz.core.lab.compare import compare as comparison_of
from resnet_viz.core.lab.diff.diff import Diff, diff_of
from resnet_viz.core.limits import check_batch


def cost(arch: Arch, batch: SupportsIndex = 1, *, input: Any = None) -> CostReport:
    """Parameters, MACs, FLOPs and activations of each layer and in all.

    `arch` is a text, a spec, or any module, whose `input` is a tensor, a shape, several of them, a
    dict by name, or `(args, kwargs)`, guessed where it is left out. The module stays as it was. A
    residual network needs no PyTorch.
    """
    return report_of(network_for(arch, input), whole_number("batch", batch))


def sweep(
    recipe: str,
    *,
    batch: SupportsIndex = 1,
    where: str = "",
    front: Sequence[str] = (),
) -> dict[str, list[Any]]:
    """Every network of a recipe as a dict of lists, for pandas, polars and pyarrow; no PyTorch.

    `recipe` is ARCH whose name and values may be lists and ranges, such as
    `resnet,depth=20..200:6,block=basic|bottleneck,stages=1..4-2`; `batch` counts where it has no
    `batch=`. `where` chooses, such as `macs<4e9 and params<=25M`. With a `front` of two measures or
    more `is_front` says which networks no other beats. Two combinations of one network are two
    rows. Those that make no network are left out with a warning. UserError for what can't be read.
    """
    from resnet_viz.core.lab.sweep.measures import front_named
    from resnet_viz.core.lab.sweep.points import points_of
    from resnet_viz.core.lab.sweep.recipe import recipe_of
    from resnet_viz.core.lab.sweep.swept import SweepAsked, Swept, check_any, sweep_of
    from resnet_viz.export.sweeps import columns_of

    images = check_batch(whole_number("batch", batch))
    names = front_named(front if isinstance(front, str) else ",".join(front)) if front else ()
    asked = SweepAsked(recipe_of(recipe), images, where, names)
    points = points_of(asked.recipe, range(asked.recipe.count), images)
    found = sweep_of(asked, map(Swept, points))
    check_any(found)
    if found.refusals:
        first = found.refusals[0]
        text = f"{found.refused} of {asked.recipe.count} combinations can't be built"
        warnings.warn(f"{text}. {first.text}: {first.reason}", stacklevel=2)
    return columns_of(found)


def compare(*archs: Arch, batch: SupportsIndex = 1, input: Any = None) -> Comparison:
    """Every cost of two or more networks, with the differences from the first.

    `input` is what each module among them is given, as in `cost`.
    """
    count = whole_number("batch", batch)
    return comparison_of([report_of(each, count) for each in networks_for(archs, input)])


def diff(a: Arch, b: Arch, *, batch: SupportsIndex = 1, input: Any = None) -> Diff:
    """What differs between two networks, by stage and layer; `input` as in `compare`.

    `.sentences` say it in short, `.stages` and `.layers` are its rows, `.to_dict()` is the JSON of
    the command. `draw([a, b], differences=True)` is its picture.
    """
    first, second = networks_for((a, b), input)
    return diff_of(first, second, whole_number("batch", batch))
