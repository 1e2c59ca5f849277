"""What one pass of a real model does, in order: calls of modules, and functions called in them.

Both have the names that a recording has. What reads what is not looked at.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.modules.module import (
    register_module_forward_hook,
    register_module_forward_pre_hook,
)
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.engine.trace.parameters import paths_of
from resnet_viz.engine.trace.recorder import name_of
from resnet_viz.engine.trace.tensors import tensors_in

Hook = Callable[[nn.Module, Any], None]


class SeenCall(NamedTuple):
    """One call of a module: the how manieth of it, the place of the call around it, or -1.

    `shapes` are those of the tensors that it returned.
    """

    path: str
    number: int
    parent: int
    shapes: Shapes = ()


class SeenOp(NamedTuple):
    """One function: the place of the call that it ran in, its name, the shapes of its outputs.

    `is_idle` is one that gives back what it was given, unchanged; `is_aten` an aten operation that
    no function of Python called, as in TorchScript.
    """

    call: int
    name: str
    shapes: Shapes = ()
    is_aten: bool = False
    is_idle: bool = False


class Script(NamedTuple):
    """All calls and functions of a pass, each in order of their begins."""

    calls: tuple[SeenCall, ...]
    ops: tuple[SeenOp, ...]


def script_of(model: nn.Module, run: Callable[[], None]) -> Script:
    """What a pass does; `run` must not be in inference mode, where writes aren't counted."""
    noted = _Noted(paths_of(model))
    with calls_hooked(noted.begin, noted.end), _Dispatches(noted), _Functions(noted):
        run()
    return Script(tuple(noted.calls), tuple(noted.ops))


def call_path(path: str, number: int) -> str:
    """The path of a call: its module's, with its number from the second on."""
    return path if number == 1 else f"{path}#{number}"


@contextmanager
def calls_hooked(begin: Hook, end: Hook) -> Iterator[None]:
    """Each call of any module is reported within this context; no module has a hook of ours.

    `begin` is given the module and its arguments, `end` the module and what it returned.
    """

    def after(module: nn.Module, _: Any, out: Any) -> None:
        end(module, out)

    with register_module_forward_pre_hook(begin), register_module_forward_hook(after):
        yield


class _Noted:
    """Calls and functions so far; `open` are the places of the calls that are not over yet."""

    def __init__(self, paths: Mapping[int, str]) -> None:
        self.calls: list[SeenCall] = []
        self.ops: list[SeenOp] = []
        self.open: list[int] = []
        self.is_in_function = False
        self._paths = paths
        self._counts: Counter[str] = Counter()

    def begin(self, module: nn.Module, _: Any) -> None:
        parent = self.open[-1] if self.open else -1
        path = self._paths.get(id(module))
        if path is None:  # made in the middle of the pass
            above = self.calls[parent].path if parent >= 0 else ""
            path = f"{above}.{type(module).__name__}".lstrip(".")
        self._counts[path] += 1
        self.open.append(len(self.calls))
        self.calls.append(SeenCall(path, self._counts[path], parent))

    def end(self, _: nn.Module, out: Any) -> None:
        place = self.open.pop()
        with torch._C.DisableTorchFunction():
            shapes = tuple(map(_shape, tensors_in(out)))
        self.calls[place] = self.calls[place]._replace(shapes=shapes)

    def run(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any], is_aten: bool) -> Any:
        """Runs a function and notes it."""
        place, call = len(self.ops), self.open[-1] if self.open else -1
        self.ops.append(SeenOp(call, name_of(func), (), is_aten))
        given = [*tensors_in(args), *tensors_in(kwargs)]
        before = [each._version for each in given]
        out = func(*args, **kwargs)
        written = [each for each, was in zip(given, before, strict=True) if each._version != was]
        outs = [*tensors_in(out)] or written
        ids = {*map(id, given)}
        is_idle = not written and all(id(each) in ids for each in outs)
        shapes = tuple(map(_shape, outs))
        self.ops[place] = self.ops[place]._replace(shapes=shapes, is_idle=is_idle)
        return out


class _Functions(TorchFunctionMode):
    """Notes each function of PyTorch as it was called."""

    def __init__(self, noted: _Noted) -> None:
        super().__init__()
        self._noted = noted

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        noted, was = self._noted, self._noted.is_in_function
        noted.is_in_function = True
        try:
            return noted.run(func, args, kwargs or {}, is_aten=False)
        finally:
            noted.is_in_function = was


class _Dispatches(TorchDispatchMode):  # type: ignore[no-untyped-call]  # PyTorch's is untyped
    """Notes each aten operation that runs outside of a function."""

    supports_higher_order_operators = True

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """PyTorch imports its compiler to skip it, which takes a second: nothing is compiled."""
        return False

    def __init__(self, noted: _Noted) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # PyTorch's is untyped
        self._noted = noted

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if self._noted.is_in_function:
            return func(*args, **(kwargs or {}))
        with torch._C.DisableTorchFunction():  # else what is asked of tensors here is a function
            return self._noted.run(func, args, kwargs or {}, is_aten=True)


def _shape(tensor: Tensor) -> Shape:
    return tuple(map(int, tensor.shape))
