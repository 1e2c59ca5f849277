"""Self times of all modules of a model, taken by hooks during one pass."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor, nn

from resnet_viz.core.graph.paths import parent_of
from resnet_viz.engine.timing.backward import GradNode, nodes_between, nodes_of, watch_node
from resnet_viz.engine.timing.clocks import Clock, Mark

Lengths = Callable[[Mark, Mark], float]


@dataclass(frozen=True, slots=True)
class ModuleTimes:
    """Milliseconds of one pass: each module's time without its children's, and the whole.

    The whole is taken from outside of the model, so that the hooks can't miss any of it.
    `backward_ms` is the part of each module's time that its backward pass took, empty without one.
    """

    self_ms: tuple[float, ...]
    whole_ms: float
    backward_ms: tuple[float, ...] = ()


class Marking(Protocol):
    """What marks the parts of a pass: `paths` are those whose times it gives, in their order.

    A pass runs in `attached()`. Where `inside()` is not None another one runs in it too, after
    which `times()` are of both.
    """

    paths: tuple[str, ...]

    def attached(self) -> AbstractContextManager[None]: ...

    def inside(self) -> AbstractContextManager[None] | None: ...

    def times(self, length_ms: Lengths, whole_ms: float) -> ModuleTimes: ...


class Watch:
    """Marks each module's begin and end. Each module must run once a pass, as ours do.

    With `has_backward` the nodes of each layer's backward pass are marked too.
    """

    def __init__(self, model: nn.Module, clock: Clock, *, has_backward: bool = False) -> None:
        self.paths = tuple(path for path, _ in model.named_modules())
        self._modules = tuple(module for _, module in model.named_modules())
        self._clock = clock
        self._begins: list[Mark] = [None] * len(self.paths)
        self._ends: list[Mark] = [None] * len(self.paths)
        self._has_backward = has_backward
        self._given: list[tuple[GradNode, ...]] = [()] * len(self.paths)
        self._backward: list[list[tuple[Mark, Mark]]] = [[] for _ in self.paths]
        places = {path: place for place, path in enumerate(self.paths)}
        self._children = tuple(
            tuple(places[path] for path in self.paths if path and parent_of(path) == parent)
            for parent in self.paths
        )

    @contextmanager
    def attached(self) -> Iterator[None]:
        """The hooks are in place within this context, and only there."""
        for marks in self._backward:
            marks.clear()
        handles = [
            handle
            for place, module in enumerate(self._modules)
            for handle in (
                module.register_forward_pre_hook(self._before(place)),
                module.register_forward_hook(self._after(place)),
            )
        ]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def inside(self) -> None:
        """The family's networks compute nothing outside of modules."""

    def times(self, length_ms: Lengths, whole_ms: float) -> ModuleTimes:
        """The last pass's times, by the clock's `wall_ms` or `cpu_ms`."""
        own = [length_ms(*marks) for marks in zip(self._begins, self._ends, strict=True)]
        forward = self_times(own, self._children)
        if not self._has_backward:
            return ModuleTimes(forward, whole_ms)
        backward = tuple(sum(length_ms(*pair) for pair in marks) for marks in self._backward)
        both = tuple(one + other for one, other in zip(forward, backward, strict=True))
        return ModuleTimes(both, whole_ms, backward)

    def _before(self, place: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        begins, mark, given = self._begins, self._clock.mark, self._given

        def note(_: nn.Module, __: tuple[Tensor, ...]) -> None:
            begins[place] = mark()

        def note_inputs(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            given[place] = nodes_of(inputs)  # before the layer writes into them
            begins[place] = mark()

        return note_inputs if self._is_marked_back(place) else note

    def _after(self, place: int) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        ends, mark, given, backward = self._ends, self._clock.mark, self._given, self._backward

        def note(_: nn.Module, __: tuple[Tensor, ...], ___: Tensor) -> None:
            ends[place] = mark()

        def note_nodes(_: nn.Module, __: tuple[Tensor, ...], output: Tensor) -> None:
            ends[place] = mark()
            for node in nodes_between(given[place], output):
                watch_node(node, backward[place].append, mark)
            given[place] = ()

        return note_nodes if self._is_marked_back(place) else note

    def _is_marked_back(self, place: int) -> bool:
        return self._has_backward and not self._children[place]


def self_times(own_ms: Sequence[float], children: Sequence[Sequence[int]]) -> tuple[float, ...]:
    """Each time less those of the children within it."""
    return tuple(
        own - sum(own_ms[child] for child in inside)
        for own, inside in zip(own_ms, children, strict=True)
    )
