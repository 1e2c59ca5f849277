"""Modules from outside of what is installed: loaded from their text only, and noted.

A file's compiled form next to it (`__pycache__`) may say something else than its text, which is
what a person saw and agreed to.
"""

import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from importlib.util import module_from_spec, spec_from_file_location
from types import CodeType, ModuleType
from typing import Any

from resnet_viz.core.models.code import module_name_of, roots_of
from resnet_viz.core.resources import PACKAGE

SCHEMES = ("stdlib", "platstdlib", "purelib", "platlib")


class FromText(SourceFileLoader):
    """Compiles a module's text each time: no compiled form is read or written."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


@contextmanager
def imports_from(path: str) -> Iterator[None]:
    """Within it a file's imports find what is next to it and in its package, as for a script."""
    roots = roots_of(path)
    within = tuple(f"{root.rstrip(os.sep)}{os.sep}" for root in roots)

    def finder(folder: str) -> Any:
        if not f"{os.path.abspath(folder)}{os.sep}".startswith(within):
            raise ImportError(folder)
        compiled = (ExtensionFileLoader, EXTENSION_SUFFIXES)
        return FileFinder(folder, (FromText, [".py"]), compiled)

    before = sys.path[:]
    sys.path[:0] = roots
    sys.path_hooks.insert(0, finder)
    sys.path_importer_cache.clear()
    try:
        yield
    finally:
        sys.path[:] = before
        sys.path_hooks[:] = [each for each in sys.path_hooks if each is not finder]
        sys.path_importer_cache.clear()


def module_at(path: str) -> ModuleType:
    """The module of a file of Python, which runs; whatever it raises goes on."""
    name = module_name_of(path)
    if name in sys.modules or not name.replace(".", "").isidentifier():
        name = f"factory_of_{abs(hash(path))}"  # a file may be called torch.py
    spec = spec_from_file_location(name, path, loader=FromText(name, path))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outside_files() -> frozenset[str]:
    """The files of all modules that this process loaded from outside of what is installed."""
    files = (getattr(module, "__file__", None) for module in tuple(sys.modules.values()))
    paths = {os.path.abspath(file) for file in files if isinstance(file, str)}
    places = _installed()
    found = (path for path in paths if not path.startswith(places))
    return frozenset(path for path in found if not os.path.realpath(path).startswith(places))


@lru_cache(maxsize=1)
def _installed() -> tuple[str, ...]:
    """Where what is installed is: folders with a slash at their ends, by both of their names."""
    places = (sysconfig.get_paths()[name] for name in SCHEMES)
    own = (site.getusersitepackages(), sys.base_prefix, str(PACKAGE))
    both = (
        form(place) for place in (*places, *own) for form in (os.path.abspath, os.path.realpath)
    )
    return tuple(dict.fromkeys(f"{place.rstrip(os.sep)}{os.sep}" for place in both))
