"""What makes PyTorch report a pass to a recorder: hooks, a function mode, a dispatch mode."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import nn
from torch.nn.modules.module import (
    register_module_forward_hook,
    register_module_forward_pre_hook,
)
from torch.overrides import TorchFunctionMode
from torch.utils._device import _device_constructors
from torch.utils._python_dispatch import TorchDispatchMode

from resnet_viz.engine.trace.recorder import Recorder


@contextmanager
def recording_to(recorder: Recorder, *, is_meta: bool) -> Iterator[None]:
    """Within it everything that PyTorch runs in this thread is reported.

    The hooks are PyTorch's global ones: the modules have none of ours.
    """

    def enter(module: nn.Module, _: Any) -> None:
        recorder.enter(module)

    def leave(_: nn.Module, __: Any, ___: Any) -> None:
        recorder.leave()

    with ExitStack() as stack:
        stack.enter_context(register_module_forward_pre_hook(enter))
        stack.enter_context(register_module_forward_hook(leave, always_call=True))
        stack.enter_context(_Dispatches(recorder))
        stack.enter_context(_Functions(recorder, is_meta))
        yield


class _Functions(TorchFunctionMode):
    """Reports each function of PyTorch as it was called.

    On the meta device, tensors that a network makes itself are made there too.
    """

    def __init__(self, recorder: Recorder, is_meta: bool) -> None:
        super().__init__()
        self._recorder = recorder
        self._makers: Any = _device_constructors() if is_meta else ()

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        if func in self._makers:
            kwargs = {**kwargs, "device": torch.device("meta")}
        return self._recorder.function(func, args, kwargs)


class _Dispatches(TorchDispatchMode):  # type: ignore[no-untyped-call]  # PyTorch's is untyped
    """Reports each aten operation below them."""

    supports_higher_order_operators = True

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """PyTorch imports its compiler to skip it, which takes a second: nothing is compiled."""
        return False

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # PyTorch's is untyped
        self._recorder = recorder

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        with torch._C.DisableTorchFunction():  # else what is asked of tensors here is an operation
            return self._recorder.aten(func, args, kwargs or {})
