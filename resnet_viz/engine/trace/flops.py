"""What PyTorch's FlopCounterMode counts, in a pass of its own that shares no count with ours."""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode, addmm_flop, bmm_flop, mm_flop

from resnet_viz.core.structure.recording import Way
from resnet_viz.engine.trace.copies import on_meta, structure_copy
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.quiet import exporting_if, quiet_pass

aten = torch.ops.aten
Shape = torch.Size


def counted_macs(model: nn.Module, given: Given, way: Way) -> int | None:
    """Half of what FlopCounterMode counts on the meta device; None where the pass needs values.

    On a CPU it counts nothing for attention and LSTMs, which run as one operation each there.
    """
    if way not in (Way.META, Way.EXPORTING):
        return None
    copied = structure_copy(model, on_meta).eval().requires_grad_(False)
    inputs = given.changed(on_meta)
    counter = FlopCounterMode(display=False, custom_mapping={**UNCOUNTED, **_of_others()})
    with exporting_if(way), quiet_pass(), torch.device("meta"), counter:
        copied(*inputs.args, **inputs.kwargs)
    return int(counter.get_total_flops()) // 2


def _of_others() -> dict[Any, Callable[..., Any]]:
    """Operations of installed libraries that do what one of PyTorch's does."""
    own: Any = getattr(torch.ops, "transformers", None)
    return {own.grouped_mm_fallback: _experts} if hasattr(own, "grouped_mm_fallback") else {}


def _addbmm(_: Shape, left: Shape, right: Shape, **__: Any) -> int:
    return bmm_flop(left, right)


def _mv(matrix: Shape, vector: Shape, **_: Any) -> int:
    return mm_flop(matrix, (*vector, 1))


def _addmv(start: Shape, matrix: Shape, vector: Shape, **_: Any) -> int:
    return addmm_flop((*start, 1), matrix, (*vector, 1))


def _dot(left: Shape, right: Shape, **_: Any) -> int:
    return mm_flop((1, *left), (*right, 1))


def _bilinear(left: Shape, weight: Shape, *_: Any, **__: Any) -> int:
    """Each row of the input with every weight: `nn.Bilinear` is the only one to call it."""
    return 2 * left[0] * prod(weight)


def _distances(left: Shape, right: Shape, *_: Any, **__: Any) -> int:
    return 2 * prod(left) * right[-2]


def _experts(tokens: Shape, weights: Shape, *_: Any, **__: Any) -> int:
    """Each token goes through one expert's matrix."""
    return 2 * prod(tokens) * weights[-1]


UNCOUNTED: Mapping[Any, Callable[..., Any]] = {
    aten.addbmm: _addbmm,
    aten.mv: _mv,
    aten.addmv: _addmv,
    aten.dot: _dot,
    aten.vdot: _dot,
    aten._trilinear: _bilinear,
    aten._cdist_forward: _distances,
    aten._grouped_mm: _experts,
}
