"""The moments at which calls of modules and operations in them begin and end in a pass."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from resnet_viz.core.errors import UserError
from resnet_viz.engine.timing.clocks import Clock, Mark
from resnet_viz.engine.timing.hooks import Lengths
from resnet_viz.engine.timing.recorded.training import nodes_so_far


class CallMarks:
    """The begin and the end of each call of a pass, in order of the begins.

    With `has_spans` they have the numbers of nodes of the autograd graph too.
    """

    def __init__(self, count: int, clock: Clock, *, has_spans: bool = False) -> None:
        self._count, self._mark, self._has_spans = count, clock.mark, has_spans
        self._nodes: list[list[int]] = []
        self._begins: list[Mark] = []
        self._ends: dict[int, Mark] = {}
        self._open: list[int] = []
        self._latest = -1

    def clear(self) -> None:
        """As before a pass."""
        self._nodes.clear()
        self._begins.clear()
        self._ends.clear()
        self._open.clear()

    def begin(self, _: nn.Module, __: Any) -> None:
        """A hook before a call."""
        self._open.append(len(self._begins))
        if self._has_spans:
            self._nodes.append([nodes_so_far()])
        self._begins.append(self._mark())

    def end(self, _: nn.Module, __: Any) -> None:
        """A hook after a call."""
        mark = self._mark()
        self._latest = self._open.pop()
        self._ends[self._latest] = mark
        if self._has_spans:
            self._nodes[self._latest].append(nodes_so_far())

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The numbers of the nodes that each call made."""
        return [(begin, end) for begin, end in self._nodes]

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
        self._nodes: list[tuple[int, int]] = []
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
        nodes, begin = nodes_so_far(), self._mark()
        result = func(*args, **kwargs)
        self._pairs.append((begin, self._mark()))
        self._nodes.append((nodes, nodes_so_far()))
        return result

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The numbers of the nodes that each made."""
        return self._nodes

    @contextmanager
    def running(self) -> Iterator[None]:
        """The mode within this context, from `go_on` on; off after it, whatever is raised."""
        self._seen = 0
        self._pairs.clear()
        self._nodes.clear()
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


def check_same(is_same: bool) -> None:
    """UserError for passes that differ."""
    if not is_same:
        raise UserError(
            "the network doesn't do the same in each pass, so its layers can't be timed. "
            "Time one that doesn't choose its way at random"
        )


def _modes() -> int:
    return torch._C._len_torch_function_stack()
