"""Times of calls and of operations: by hooks in one pass, by a function mode in another.

The second pass only says how the time that a module takes itself is shared among the operations in
it. How long that is says the first, so what the function mode costs is in no figure.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from operator import add
from typing import Any

from torch import nn

from resnet_viz.engine.timing.clocks import Clock
from resnet_viz.engine.timing.hooks import Lengths, ModuleTimes, self_times
from resnet_viz.engine.timing.recorded.calibrate import Calibration
from resnet_viz.engine.timing.recorded.marks import CallMarks, OpMarks, check_same
from resnet_viz.engine.timing.recorded.plan import Plan
from resnet_viz.engine.timing.recorded.training import BackwardMarks, Span, in_order
from resnet_viz.engine.trace.script import calls_hooked


class CallWatch:
    """Marks the begin and end of each call of a module, and of each operation outside of layers.

    The passes have to do what the plan's pass did. `paths` are the rows, then the modules whose own
    time is between them. With `has_backward` the nodes of the backward pass are marked too.
    """

    def __init__(
        self, plan: Plan, clock: Clock, calibration: Calibration, *, has_backward: bool = False
    ) -> None:
        self.paths = (*plan.rows, *(each.path for each in plan.containers))
        self._plan, self._calibration = plan, calibration
        self._calls = CallMarks(len(plan.children), clock)
        self._inner = CallMarks(len(plan.children), clock, has_spans=has_backward)
        self._ops = OpMarks(plan.is_row_op, clock, has_aten=plan.has_aten)
        self._backward = BackwardMarks(clock) if has_backward else None

    def attached(self) -> AbstractContextManager[None]:
        """Hooks on all modules within this context, and on the nodes of a backward pass."""
        calls, backward = self._calls, self._backward
        calls.clear()
        if backward is None:
            return calls_hooked(calls.begin, calls.end)

        def begin(module: nn.Module, given: Any) -> None:
            if not calls.depth:
                backward.clear()
            calls.begin(module, given)

        def end(module: nn.Module, out: Any) -> None:
            calls.end(module, out)
            if not calls.depth:
                backward.watch(out)

        return calls_hooked(begin, end)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Hooks within this context, and the function mode within calls that aren't layers."""
        inner, ops, is_layer = self._inner, self._ops, self._plan.is_layer

        def begin(module: nn.Module, given: Any) -> None:
            if inner.next_is(is_layer):
                ops.pause()
            inner.begin(module, given)
            if inner.depth == 1:
                ops.go_on()

        def end(module: nn.Module, out: Any) -> None:
            if inner.depth == 1:
                ops.pause()
            inner.end(module, out)
            if inner.latest_is(is_layer):
                ops.go_on()

        inner.clear()
        with calls_hooked(begin, end), ops.running():
            yield

    def times(self, length_ms: Lengths, whole_ms: float) -> ModuleTimes:
        """The last passes' times, by the clock's `wall_ms` or `cpu_ms`."""
        plan = self._plan
        own = self_times(self._calls.lengths(length_ms), plan.children)
        inner = self_times(self._inner.lengths(length_ms), plan.children)
        ops = self._ops.lengths(length_ms)
        cost_ms = self._calibration.cost_ms(length_ms)
        rows, glue = [0.0] * len(plan.rows), []
        for call, row in enumerate(plan.row_of_call):
            if row is not None:
                rows[row] += own[call]
        for each in plan.containers:
            spent = inner[each.call] - each.functions * cost_ms
            shares, rest = shared_out(own[each.call], [ops[op] for op, _ in each.ops], spent)
            for (_, row), share in zip(each.ops, shares, strict=True):
                rows[row] += share
            glue.append(rest)
        forward = ModuleTimes((*rows, *glue), whole_ms)
        return forward if self._backward is None else self._with_backward(forward, length_ms)

    def _with_backward(self, forward: ModuleTimes, length_ms: Lengths) -> ModuleTimes:
        """The times with what the backward pass took; what is nobody's there is the whole's."""
        plan, marks = self._plan, self._backward
        assert marks is not None
        called, ops = self._inner.spans, self._ops.spans
        first, last = called[0]
        check_same(marks.count == last - first)
        calls = zip(called, plan.row_of_call, plan.is_layer, strict=True)
        spans = [Span(*span, row) for span, row, is_it in calls if is_it and row is not None]
        spans += [Span(*ops[at], row) for each in plan.containers for at, row in each.ops]
        found, rest = marks.lengths(in_order(spans, first), len(plan.rows), length_ms)
        between = [rest if each.call == 0 else 0.0 for each in plan.containers]
        backward = (*found, *between)
        both = tuple(map(add, forward.self_ms, backward))
        return ModuleTimes(both, forward.whole_ms - marks.hooking_ms(length_ms), backward)


def shared_out(own_ms: float, ops_ms: list[float], spent_ms: float) -> tuple[list[float], float]:
    """What a module takes itself as its operations' shares and the rest.

    In proportion to `ops_ms`, and to what of `spent_ms` they leave; both are of another pass.
    """
    in_ops = sum(ops_ms)
    all_ms = max(spent_ms, in_ops)
    if all_ms <= 0:
        return [0.0] * len(ops_ms), own_ms
    return [own_ms * each / all_ms for each in ops_ms], own_ms * (all_ms - in_ops) / all_ms
