"""Self times of all modules of a model, taken by hooks during one pass."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from torch import Tensor, nn

from resnet_viz.engine.clocks import Clock, Mark


@dataclass(frozen=True, slots=True)
class ModuleTimes:
    """Milliseconds of one pass: each module's time without its children's, and the whole.

    The whole is taken from outside of the model, so that the hooks can't miss any of it.
    """

    self_ms: tuple[float, ...]
    whole_ms: float


class Watch:
    """Marks each module's begin and end. Each module must run once a pass, as ours do."""

    def __init__(self, model: nn.Module, clock: Clock) -> None:
        self.paths = tuple(path for path, _ in model.named_modules())
        self._modules = tuple(module for _, module in model.named_modules())
        self._clock = clock
        self._begins: list[Mark] = [None] * len(self.paths)
        self._ends: list[Mark] = [None] * len(self.paths)
        places = {path: place for place, path in enumerate(self.paths)}
        self._children = tuple(
            tuple(places[path] for path in self.paths if path and _parent(path) == parent)
            for parent in self.paths
        )

    @contextmanager
    def attached(self) -> Iterator[None]:
        """The hooks are in place within this context, and only there."""
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

    def self_ms(self, length_ms: Callable[[Mark, Mark], float]) -> tuple[float, ...]:
        """The last pass's self times, by the clock's `wall_ms` or `cpu_ms`."""
        own = [length_ms(*marks) for marks in zip(self._begins, self._ends, strict=True)]
        return self_times(own, self._children)

    def _before(self, place: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        begins, mark = self._begins, self._clock.mark

        def note(_: nn.Module, __: tuple[Tensor, ...]) -> None:
            begins[place] = mark()

        return note

    def _after(self, place: int) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        ends, mark = self._ends, self._clock.mark

        def note(_: nn.Module, __: tuple[Tensor, ...], ___: Tensor) -> None:
            ends[place] = mark()

        return note


def self_times(own_ms: Sequence[float], children: Sequence[Sequence[int]]) -> tuple[float, ...]:
    """Each time less those of the children within it."""
    return tuple(
        own - sum(own_ms[child] for child in inside)
        for own, inside in zip(own_ms, children, strict=True)
    )


def _parent(path: str) -> str:
    return path.rpartition(".")[0]
