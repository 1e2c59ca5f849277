"""What PyTorch's FlopCounterMode counts, in a pass of its own that shares no count with ours."""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any

import torch
from torch import nn
from torch.utils.flop_counter import (
    FlopCounterMode,
    _FlopCounterMode,
    addmm_flop,
    bmm_flop,
    mm_flop,
)

from resnet_viz.core.garbage import uncollected
from resnet_viz.core.structure.recording import Way
from resnet_viz.engine.trace.copies import on_meta, structure_copy
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.quick import QuickAnswers, quick_answer
from resnet_viz.engine.trace.quiet import exporting_if, quiet_pass

aten = torch.ops.aten
Shape = torch.Size


def counted_macs(model: nn.Module, given: Given, way: Way) -> int | None:
    """Half of what FlopCounterMode counts on the meta device; None where the pass needs values.

    On a CPU it counts nothing for attention and LSTMs, which run as one operation each there.
    """
    counter = flops_counted(model, given, way, is_by_module=False)
    return int(counter.get_total_flops()) // 2 if counter else None


def flops_counted(
    model: nn.Module, given: Given, way: Way, *, is_by_module: bool = True
) -> FlopCounterMode | None:
    """PyTorch's counter after such a pass; None where the pass needs values.

    In total only, it doesn't have to follow which module is called, which takes most of its time.
    """
    if way not in (Way.META, Way.EXPORTING):
        return None
    copied = structure_copy(model, on_meta).eval().requires_grad_(False)
    inputs = given.changed(on_meta)
    counter = _Counter(display=False, custom_mapping={**UNCOUNTED, **_of_others()})
    if not is_by_module:
        counter.mod_tracker = _NoTracker()  # type: ignore[assignment]
    below = QuickAnswers()  # type: ignore[no-untyped-call]  # PyTorch's modes are untyped
    with exporting_if(way), uncollected(), quiet_pass(), torch.device("meta"), below, counter:
        copied(*inputs.args, **inputs.kwargs)
    return counter


class _NoTracker:
    """In place of PyTorch's ModuleTracker: everything is in the whole."""

    parents = frozenset(("Global",))

    def __enter__(self) -> None:
        """Nothing is followed."""

    def __exit__(self, *_: object) -> None:
        """Nothing was."""


class _Counter(FlopCounterMode):
    """PyTorch's counter without its import of PyTorch's compiler, which takes a second."""

    def __enter__(self) -> FlopCounterMode:
        self.flop_counts.clear()
        self.mod_tracker.__enter__()  # type: ignore[no-untyped-call]  # PyTorch's are untyped
        self.mode = _Mode(self)
        self.mode.__enter__()  # type: ignore[no-untyped-call]
        return self


class _Mode(_FlopCounterMode):  # type: ignore[no-untyped-call]
    """What hears of each operation for the counter, as PyTorch wrote it."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if getattr(func, "_overloadpacket", None) not in self.counter.flop_registry:
            answer = NotImplemented if kwargs or not args else quick_answer(func, args)
            if answer is not NotImplemented:
                return answer  # it would be looked into, and counted as nothing
        heard: Any = _FlopCounterMode.__torch_dispatch__
        return getattr(heard, "__wrapped__", heard)(self, func, types, args, kwargs)


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
