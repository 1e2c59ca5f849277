"""A stand-in for torchvision, next to which timm can be imported where torchvision doesn't work.

torchvision's wheel needs the very build of PyTorch that it was made for, and timm imports it for
its data, which no model needs. It is used in the process of models only, while timm is imported.
"""

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

NEEDED = ("", ".transforms", ".transforms.functional", ".datasets", ".ops", ".ops.misc")


@contextmanager
def torchvision_stand_in() -> Iterator[None]:
    """Within it `import torchvision` gives the stand-in."""
    names = [f"torchvision{place}" for place in NEEDED]
    with modules_in_place({name: stand_in(name) for name in names}):
        yield


@contextmanager
def torchvision_hidden() -> Iterator[None]:
    """Within it torchvision is not installed, for who would import the whole of it."""
    with modules_in_place({"torchvision": None}):
        yield


@contextmanager
def modules_in_place(changes: Mapping[str, Any]) -> Iterator[None]:
    """Other modules under these names, as long as it lasts."""
    before = {name: sys.modules.get(name) for name in changes}
    sys.modules.update(changes)
    for name, module in changes.items():
        above, dot, own = name.rpartition(".")
        if dot and above in changes:
            setattr(changes[above], own, module)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


def failure_of(name: str) -> str:
    """Why an installed library can't be imported, '' where it can; what it left is taken away."""
    try:
        importlib.import_module(name)
    except Exception as error:  # a library's own start may fail in any way
        for each in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[each]
        return f"{type(error).__name__}: {error}"
    return ""


def stand_in(name: str) -> ModuleType:
    """A package in which any name is a class, and any decorator leaves what it is given."""
    return _StandIn(name)


class _Kind(type):
    """What a stand-in's classes are: any constant is its name, any method does nothing."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return name if name.isupper() else _nothing


class _StandIn(ModuleType):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in ("register_model", "handle_legacy_interface"):
            return _unchanged
        return _Kind(name, (), {"__init__": _nothing})


def _nothing(*_: object, **__: object) -> None:
    """What every stand-in does."""


def _unchanged(*_: object, **__: object) -> Any:
    return lambda function: function
