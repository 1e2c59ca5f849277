"""What one pass of a real model does, in order: calls of modules, and functions called in them.

Both have the names that `engine.trace` gives them in a recording.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from torch import Tensor, nn
from torch.nn.modules.module import (
    register_module_forward_hook,
    register_module_forward_pre_hook,
)
from torch.overrides import TorchFunctionMode

from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.engine.trace.parameters import paths_of
from resnet_viz.engine.trace.recorder import name_of
from resnet_viz.engine.trace.tensors import tensors_in

Hook = Callable[[nn.Module], None]


class SeenCall(NamedTuple):
    """One call of a module: the how manieth of it, and the place of the call around it, or -1."""

    path: str
    number: int
    parent: int


class SeenOp(NamedTuple):
    """One function: the place of the call that it ran in, its name, the shapes of its outputs.

    One that gives back what it was given, unchanged, has no shapes.
    """

    call: int
    name: str
    shapes: Shapes


class Script(NamedTuple):
    """All calls and functions of a pass, each in order of their begins."""

    calls: tuple[SeenCall, ...]
    ops: tuple[SeenOp, ...]


def script_of(model: nn.Module, run: Callable[[], None]) -> Script:
    """What a pass does; `run` must not be in inference mode, where writes aren't counted."""
    noted = _Noted(paths_of(model))
    with calls_hooked(noted.begin, noted.end), _NotedFunctions(noted):
        run()
    return Script(tuple(noted.calls), tuple(noted.ops))


@contextmanager
def calls_hooked(begin: Hook, end: Hook) -> Iterator[None]:
    """Each call of any module is reported within this context; no module has a hook of ours."""

    def before(module: nn.Module, _: Any) -> None:
        begin(module)

    def after(module: nn.Module, _: Any, __: Any) -> None:
        end(module)

    with register_module_forward_pre_hook(before), register_module_forward_hook(after):
        yield


class _Noted:
    """Calls and functions so far; `open` are the places of the calls that are not over yet."""

    def __init__(self, paths: Mapping[int, str]) -> None:
        self.calls: list[SeenCall] = []
        self.ops: list[SeenOp] = []
        self.open: list[int] = []
        self._paths = paths
        self._counts: Counter[str] = Counter()

    def begin(self, module: nn.Module) -> None:
        parent = self.open[-1] if self.open else -1
        path = self._paths.get(id(module))
        if path is None:  # made in the middle of the pass
            above = self.calls[parent].path if parent >= 0 else ""
            path = f"{above}.{type(module).__name__}".lstrip(".")
        self._counts[path] += 1
        self.open.append(len(self.calls))
        self.calls.append(SeenCall(path, self._counts[path], parent))

    def end(self, _: nn.Module) -> None:
        self.open.pop()


class _NotedFunctions(TorchFunctionMode):
    """Notes each function of PyTorch as it was called."""

    def __init__(self, noted: _Noted) -> None:
        super().__init__()
        self._noted = noted

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        ops, call = self._noted.ops, self._noted.open[-1] if self._noted.open else -1
        place = len(ops)
        ops.append(SeenOp(call, name_of(func), ()))
        given = [*tensors_in(args), *tensors_in(kwargs)]
        before = [each._version for each in given]
        result = func(*args, **kwargs)
        written = [each for each, was in zip(given, before, strict=True) if each._version != was]
        outs = [*tensors_in(result)] or written
        ids = {*map(id, given)}
        if written or not all(id(each) in ids for each in outs):
            ops[place] = ops[place]._replace(shapes=tuple(map(_shape, outs)))
        return result


def _shape(tensor: Tensor) -> Shape:
    return tuple(map(int, tensor.shape))
