"""Training passes of recorded networks: their loss, and what of the backward pass is whose.

Each node of the autograd graph has a number that says when it was made. Those that were made while
a layer ran forward are that layer's work backward.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.memory_limits import is_out_of_memory
from resnet_viz.engine.timing.backward import GradNode, nodes_of, watch_node
from resnet_viz.engine.timing.clocks import Clock, Mark
from resnet_viz.engine.timing.hooks import Lengths
from resnet_viz.engine.timing.prepare import Context
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.record import reason_of
from resnet_viz.engine.trace.tensors import tensors_in

OF_LEAVES = 2**63  # and above: the numbers of nodes where a parameter's gradient arrives

nodes_so_far: Callable[[], int] = torch._C._autograd._get_sequence_nr
"""How many nodes of the autograd graph this thread has made."""


class Span(NamedTuple):
    """The numbers of the nodes that a row made, from `begin` and before `end`."""

    begin: int
    end: int
    row: int


def training_pass(model: nn.Module, given: Given, context: Context) -> Callable[[], None]:
    """Forward, the loss, backward; no step of an optimiser."""
    args, kwargs = given.args, given.kwargs

    def run() -> None:
        model.zero_grad(set_to_none=True)
        with context():
            loss = loss_of(model(*args, **kwargs))
        loss.backward()  # type: ignore[no-untyped-call]  # PyTorch's own

    return run


def loss_of(output: Any) -> Tensor:
    """The mean square of each output that has gradients, added up; UserError where none has."""
    outputs = [each for each in tensors_in(output) if each.requires_grad]
    if not outputs:
        raise UserError(
            "no output of this network has gradients, so it can't be trained. Time the forward pass"
        )
    return torch.stack([each.float().square().mean() for each in outputs]).sum()


def nodes_made(run: Callable[[], None], title: str) -> int:
    """Runs a training pass once, and how many nodes it made.

    UserError where the network, or PyTorch, refuses it.
    """
    before = nodes_so_far()
    try:
        run()
    except (UserError, torch.AcceleratorError):
        raise
    except Exception as error:  # whatever code of others raises in train mode, or backward
        if is_out_of_memory(error):
            raise
        reason = reason_of(error).rstrip(".")
        raise UserError(
            f"{title} can't be trained with this input: {reason}. Time the forward pass"
        ) from error
    return nodes_so_far() - before


def inner_nodes(output: Any) -> Iterable[tuple[int, GradNode]]:
    """The nodes that an output was made by, with their numbers, without those of leaves."""
    seen: set[GradNode] = set()
    waiting = list(nodes_of(tuple(tensors_in(output))))
    while waiting:
        node = waiting.pop()
        number = node._sequence_nr()
        if node in seen or number >= OF_LEAVES:
            continue
        seen.add(node)
        yield number, node
        waiting.extend(following for following, _ in node.next_functions if following is not None)


class BackwardMarks:
    """The begin and the end of each node's work in a backward pass."""

    def __init__(self, clock: Clock) -> None:
        self._mark = clock.mark
        self._pairs: list[tuple[int, Mark, Mark]] = []
        self._first, self.count = 0, 0
        self._around: tuple[Mark, Mark] | None = None

    def clear(self) -> None:
        """As at the begin of a pass."""
        self._pairs.clear()
        self._first = nodes_so_far()

    def watch(self, output: Any) -> None:
        """Hooks on all nodes that an output was made by."""
        self.count = nodes_so_far() - self._first
        begin = self._mark()
        for number, node in inner_nodes(output):
            place = number - self._first
            watch_node(node, partial(self._keep, place), self._mark)
        self._around = begin, self._mark()

    def _keep(self, place: int, pair: tuple[Mark, Mark]) -> None:
        self._pairs.append((place, *pair))

    def hooking_ms(self, length_ms: Lengths) -> float:
        """How long it took to set the hooks, when nothing of the network ran."""
        return length_ms(*self._around) if self._around else 0.0

    def lengths(
        self, spans: list[Span], count: int, length_ms: Lengths
    ) -> tuple[list[float], float]:
        """What each of so many rows took, and the rest of the time until the last node's end.

        The rest has the loss, and where the gradients of parameters arrive.
        """
        rows = [0.0] * count
        begins = [span.begin for span in spans]
        for number, begin, end in self._pairs:
            at = bisect_right(begins, number) - 1
            if at >= 0 and number < spans[at].end:
                rows[spans[at].row] += length_ms(begin, end)
        if not self._pairs or self._around is None:
            return rows, 0.0
        whole = length_ms(self._around[1], self._pairs[-1][2])
        return rows, max(0.0, whole - sum(rows))


def in_order(spans: Iterable[Span], first: int) -> list[Span]:
    """Those that made nodes, by their numbers counted from `first`; none is within another."""
    found = sorted(
        Span(begin - first, end - first, row) for begin, end, row in spans if end > begin
    )
    assert all(one.end <= other.begin for one, other in pairwise(found))
    return found
