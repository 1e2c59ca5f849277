"""Times of calls and of operations: by hooks in one pass, by a function mode in another.

The second pass only says how the time that a module takes itself is shared among the operations in
it. How long that is says the first, so what the function mode costs is in no figure.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from resnet_viz.core.errors import UserError
from resnet_viz.engine.timing.clocks import Clock, Mark
from resnet_viz.engine.timing.hooks import Lengths, ModuleTimes, self_times
from resnet_viz.engine.timing.recorded.calibrate import Calibration
from resnet_viz.engine.timing.recorded.plan import Plan
from resnet_viz.engine.trace.script import calls_hooked


class CallWatch:
    """Marks the begin and end of each call of a module, and of each operation outside of layers.

    The passes have to do what the plan's pass did. `paths` are the rows, then the modules whose own
    time is between them.
    """

    def __init__(self, plan: Plan, clock: Clock, calibration: Calibration) -> None:
        self.paths = (*plan.rows, *(each.path for each in plan.containers))
        self._plan, self._calibration = plan, calibration
        self._calls = CallMarks(len(plan.children), clock)
        self._inner = CallMarks(len(plan.children), clock)
        self._ops = OpMarks(plan.is_row_op, clock, has_aten=plan.has_aten)

    def attached(self) -> AbstractContextManager[None]:
        """Hooks on all modules within this context."""
        calls = self._calls
        calls.clear()
        return calls_hooked(calls.begin, calls.end)

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
        return ModuleTimes((*rows, *glue), whole_ms)


class CallMarks:
    """The begin and the end of each call of a pass, in order of the begins."""

    def __init__(self, count: int, clock: Clock) -> None:
        self._count, self._mark = count, clock.mark
        self._begins: list[Mark] = []
        self._ends: dict[int, Mark] = {}
        self._open: list[int] = []
        self._latest = -1

    def clear(self) -> None:
        """As before a pass."""
        self._begins.clear()
        self._ends.clear()
        self._open.clear()

    def begin(self, _: nn.Module, __: Any) -> None:
        """A hook before a call."""
        self._open.append(len(self._begins))
        self._begins.append(self._mark())

    def end(self, _: nn.Module, __: Any) -> None:
        """A hook after a call."""
        mark = self._mark()
        self._latest = self._open.pop()
        self._ends[self._latest] = mark

    @property
    def depth(self) -> int:
        """How many calls are not over yet."""
        return len(self._open)

    def next_is(self, among: tuple[bool, ...]) -> bool:
        """Whether the call that is about to begin is one of them."""
        place = len(self._begins)
        return place < len(among) and among[place]

    def latest_is(self, among: tuple[bool, ...]) -> bool:
        """Whether the call that ended last is one of them."""
        return self._latest < len(among) and among[self._latest]

    def lengths(self, length_ms: Lengths) -> list[float]:
        """How long each call took; UserError for a pass that did something else."""
        check_same(len(self._begins) == self._count == len(self._ends))
        return [length_ms(begin, self._ends[at]) for at, begin in enumerate(self._begins)]


class OpMarks(TorchFunctionMode):
    """The begin and the end of the functions that are rows, in their order.

    With `has_aten` aten operations that no function calls are among them.
    """

    def __init__(self, is_row: tuple[bool, ...], clock: Clock, *, has_aten: bool = False) -> None:
        super().__init__()
        self._below = AtenMarks(self) if has_aten else nullcontext()
        self._is_row, self._mark = is_row, clock.mark
        self._seen, self._is_paused = 0, True
        self._pairs: list[tuple[Mark, Mark]] = []
        self.is_watching = False

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        self.is_watching = False
        try:
            return self.run(func, args, kwargs or {})
        finally:
            self.is_watching = True

    def run(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Runs a function, between marks where it is a row."""
        place = self._seen
        self._seen = place + 1
        if place >= len(self._is_row) or not self._is_row[place]:
            return func(*args, **kwargs)
        begin = self._mark()
        result = func(*args, **kwargs)
        self._pairs.append((begin, self._mark()))
        return result

    @contextmanager
    def running(self) -> Iterator[None]:
        """The mode within this context, from `go_on` on; off after it, whatever is raised."""
        self._seen = 0
        self._pairs.clear()
        before, self._is_paused = _modes(), True
        self.is_watching = False
        try:
            with self._below:
                yield
        finally:
            while _modes() > before:
                torch._C._pop_torch_function_stack()

    def pause(self) -> None:
        """Takes the mode off, unless a mode of the network's own is on top of it."""
        top = _modes() - 1
        if top >= 0 and torch._C._get_function_stack_at(top) is self:
            torch._C._pop_torch_function_stack()
            self._is_paused, self.is_watching = True, False

    def go_on(self) -> None:
        """Puts the mode on again where it was taken off."""
        if self._is_paused:
            torch._C._push_on_torch_function_stack(self)
            self._is_paused, self.is_watching = False, True

    def lengths(self, length_ms: Lengths) -> list[float]:
        """How long each took; UserError for a pass that did something else."""
        check_same(self._seen == len(self._is_row))
        return [length_ms(*pair) for pair in self._pairs]


class AtenMarks(TorchDispatchMode):  # type: ignore[no-untyped-call]  # PyTorch's is untyped
    """Has the aten operations marked that no function calls, as those of TorchScript."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """PyTorch imports its compiler to skip it, which takes a second: nothing is compiled."""
        return False

    def __init__(self, marks: OpMarks) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # PyTorch's is untyped
        self._marks = marks

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if not self._marks.is_watching:
            return func(*args, **(kwargs or {}))
        with torch._C.DisableTorchFunction():
            return self._marks.run(func, args, kwargs or {})


def shared_out(own_ms: float, ops_ms: list[float], spent_ms: float) -> tuple[list[float], float]:
    """What a module takes itself as its operations' shares and the rest.

    In proportion to `ops_ms`, and to what of `spent_ms` they leave; both are of another pass.
    """
    in_ops = sum(ops_ms)
    all_ms = max(spent_ms, in_ops)
    if all_ms <= 0:
        return [0.0] * len(ops_ms), own_ms
    return [own_ms * each / all_ms for each in ops_ms], own_ms * (all_ms - in_ops) / all_ms


def check_same(is_same: bool) -> None:
    """UserError for passes that differ."""
    if not is_same:
        raise UserError(
            "the network doesn't do the same in each pass, so its layers can't be timed. "
            "Time one that doesn't choose its way at random"
        )


def _modes() -> int:
    return torch._C._len_torch_function_stack()
