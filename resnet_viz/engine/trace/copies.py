"""A copy of a network's structure whose weights are shapes alone, or the network's own.

What the pass sets on a module, or appends to a list of it, stays in the copy.
"""

import copy
from collections import OrderedDict
from collections.abc import Callable
from types import MethodType
from typing import Any

import torch
from torch import Tensor, nn

PLAIN = (int, float, complex, bool, str, bytes, type(None), type, torch.dtype, torch.device)

ATOMS = frozenset((int, float, bool, str, type(None)))  # nearly all of them, found sooner
DICTS = frozenset((dict, OrderedDict))


def structure_copy(model: nn.Module, change: Callable[[Tensor], Tensor]) -> nn.Module:
    """The modules of a network made again around tensors that `change` gives for its own.

    A tensor that is in several places stays one. Where an object can't be copied it is shared.
    """
    copying = _Copying(change)
    for module in model.modules():  # first, so that whatever refers to one finds its copy
        copying.expect(module)
    copied = copying.of(model)
    assert isinstance(copied, nn.Module)
    return copied


def on_meta(tensor: Tensor) -> Tensor:
    """The same shape, strides and element type without memory."""
    if tensor.is_sparse or tensor.layout is not torch.strided:
        return tensor.detach().to("meta")
    again = torch.empty_strided(
        tensor.shape, tensor.stride(), dtype=tensor.dtype, device="meta", requires_grad=False
    )
    return _as_kind(tensor, again)


def on_cpu(tensor: Tensor) -> Tensor:
    """The same on the CPU: what is there already isn't copied, unless a pass may write it."""
    if tensor.device.type == "cpu":
        return own_or_clone(tensor)
    moved = tensor.detach().cpu()
    return nn.Parameter(moved, requires_grad=False) if isinstance(tensor, nn.Parameter) else moved


def own_or_clone(tensor: Tensor) -> Tensor:
    """A parameter around the same memory, without its gradient; a copy of any other tensor.

    No weights are copied; a pass may write into all but parameters.
    """
    again = tensor.detach()
    is_parameter = isinstance(tensor, nn.Parameter)
    return nn.Parameter(again, tensor.requires_grad) if is_parameter else again.clone()


def _as_kind(tensor: Tensor, again: Tensor) -> Tensor:
    if isinstance(tensor, nn.Parameter):
        return nn.Parameter(again, requires_grad=False)
    return again


def is_compiled(module: Any) -> bool:
    """Whether a module is what torch.compile makes around another."""
    return type(module).__name__ == "OptimizedModule"


class _Copying:
    """`known` has the copies by the identity of what they are of, as `copy.deepcopy` takes it."""

    def __init__(self, change: Callable[[Tensor], Tensor]) -> None:
        self.change = change
        self.known: dict[int, Any] = {}
        self.empty: set[int] = set()

    def expect(self, module: nn.Module) -> None:
        """Makes an empty module for one, and copies its tensors."""
        if isinstance(module, torch.jit.ScriptModule) or is_compiled(module):
            return
        self._kept(module, object.__new__(type(module)))
        self.empty.add(id(module))
        for tensor in (*module._parameters.values(), *module._buffers.values()):
            self.of(tensor)

    def of(self, value: Any) -> Any:
        if type(value) in ATOMS or isinstance(value, PLAIN):
            return value
        if id(value) in self.empty:
            return self._filled(value)
        if id(value) in self.known:
            return self.known[id(value)]
        if isinstance(value, Tensor):
            return self._kept(value, self.change(value))
        if isinstance(value, torch.jit.ScriptModule):
            return self._kept(value, self._script(value))
        if is_compiled(value):
            return self._kept(value, self.of(value._orig_mod))
        if isinstance(value, nn.Module):
            self.expect(value)
            return self._filled(value)
        return self._plain(value)

    def _filled(self, module: nn.Module) -> nn.Module:
        self.empty.discard(id(module))
        again: nn.Module = self.known[id(module)]
        own = {
            key: value if type(value) in ATOMS else self._quickly(value)
            for key, value in module.__dict__.items()
        }
        if "_compiled_call_impl" in own:  # what torch.compile made of the module itself
            own["_compiled_call_impl"] = None
        again.__dict__ = own
        return again

    def _quickly(self, value: Any) -> Any:
        """The copy of an attribute: most are dicts of hooks without any."""
        kind = type(value)
        return kind() if kind in DICTS and not value else self.of(value)

    def _script(self, module: torch.jit.ScriptModule) -> nn.Module:
        again: Any = copy.deepcopy(module)
        for inner, outer in zip(again.modules(), module.modules(), strict=True):
            for own in (outer._parameters, outer._buffers):
                for name, tensor in own.items():
                    inner._c.setattr(name, self.of(tensor))
        assert isinstance(again, nn.Module)
        return again

    def _plain(self, value: Any) -> Any:
        kind = type(value)
        if kind is list:
            again = self._kept(value, [])
            again.extend(map(self.of, value))
            return again
        if kind in (tuple, set, frozenset):
            return kind(map(self.of, value))
        if kind in DICTS:
            again = self._kept(value, kind())
            again.update((self.of(key), self.of(each)) for key, each in value.items())
            return again
        if isinstance(value, MethodType):
            return MethodType(value.__func__, self.of(value.__self__))
        if kind.__module__.startswith("torch.fx"):  # a graph, which runs nothing itself
            return self._kept(value, value)
        try:
            return copy.deepcopy(value, self.known)
        except Exception:  # whatever an object of others raises: it is shared then
            return self._kept(value, value)

    def _kept(self, value: Any, again: Any) -> Any:
        self.known[id(value)] = again
        return again
