"""Every kind of request that there is, and values of any kind that travels."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

import resnet_viz
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.request import Request

Values = st.SearchStrategy[Any]
LEAVES: Mapping[Any, Values] = {
    str: st.text(max_size=8),
    int: st.integers(),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=8),
    NoneType: st.none(),
    object: st.none() | st.integers(),  # whatever is read later
    # A setting is legal when made: its folder is one line.
    Setting: st.builds(
        Setting,
        init=st.sampled_from(Init),
        has_batch_norm=st.booleans(),
        seed=st.integers(0, 9),
        steps=st.integers(0, 120),
        data=st.sampled_from(DataSet),
        folder=st.sampled_from(["", "/pictures", "/else/ä ö"]),
    ),
}
# What the window's JSON of others may hold, too: shown in one line, kept in SQLite.
FOREIGN_LEAVES: Mapping[Any, Values] = {
    **LEAVES,
    str: st.text("aé7 .×", max_size=8),
    int: st.integers(-(2**63) + 1, 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
}


def request_kinds() -> set[type[Request[Any]]]:
    """All of them, found in the modules called `requests` and in the one of verifications."""
    modules = pkgutil.walk_packages(resnet_viz.__path__, "resnet_viz.")
    names = [each.name for each in modules if each.name.endswith((".requests", ".verification"))]
    declared = [vars(importlib.import_module(name)).values() for name in names]
    return {
        each
        for values in declared
        for each in values
        if isinstance(each, type) and issubclass(each, Request) and each is not Request
    }


def values_of(kind: Any, leaves: Mapping[Any, Values] = LEAVES) -> Values:
    """Any values of a declared kind."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in leaves:
        return leaves[kind]
    if origin in (Union, UnionType):
        return st.one_of([values_of(each, leaves) for each in parts])
    if origin is tuple and parts[-1] is Ellipsis:
        return st.lists(values_of(parts[0], leaves), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(each, leaves) for each in parts))
    if origin is Mapping:
        keys, items = (values_of(each, leaves) for each in parts)
        return st.dictionaries(keys, items, max_size=3)
    if issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)] if is_dataclass(kind) else list(hints)
    return st.builds(kind, **{name: values_of(hints[name], leaves) for name in names})
