"""What people read of an experiment in a terminal: a row a network, then a row a block."""

from collections.abc import Mapping, Sequence
from typing import Any

from resnet_viz.core.experiments.experiment import EXPERIMENTS
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.telling import json_of
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.wording import NONE, digits_grouped
from resnet_viz.export.table import Head, Table

Single = str | int | float  # a truth is an int
NAMED = {"arch": "Network", "path": "Block"}
CURVES = (
    "loss",
    "signal",
    "weights",
    "activations",
    "probe_accuracy",
    "readout_accuracy",
    "branch_ratio",
)
"""Lists of which people read how they begin and end: by step, or from the stem on."""


def found_tables(outcome: Outcome) -> tuple[Table, ...]:
    """What people read of an outcome: a row a network, then a row a block where there are any.

    Of curves both ends are given. Maps are left to charts and files.
    """
    networks: Any = json_of(outcome)["networks"]
    title = EXPERIMENTS[outcome.experiment].title
    blocks = [
        {"arch": network["arch"], **entry}
        for network in networks
        for key, entries in network.items()
        if isinstance(entries, list)
        for entry in entries
        if isinstance(entry, Mapping) and "path" in entry and _has_values(entry)
    ]
    tables = (_table(title, networks), _table(title, blocks))
    return tuple(table for table in tables if table.texts)


def _has_values(entry: Mapping[str, Any]) -> bool:
    """Whether it has more than names: maps are left to charts."""
    return any(isinstance(value, int | float) or value is None for value in entry.values())


def _table(title: str, entries: Sequence[Mapping[str, Any]]) -> Table:
    """The values of entries of the same kind, a column for each key that has one."""
    keys = tuple(dict.fromkeys(
        key for entry in entries for key, value in entry.items() if _is_shown(key, value)
    ))  # fmt: skip
    values = tuple(tuple(entry.get(key) for key in keys) for entry in entries)
    heads = tuple(_head(key, [row[at] for row in values]) for at, key in enumerate(keys))
    texts = tuple(tuple(map(_text, row)) for row in values)
    return Table(title, keys, values, heads, texts, (), None)


def _is_shown(key: str, value: Any) -> bool:
    return isinstance(value, Single) or (key in CURVES and isinstance(value, list) and value != [])


def _head(key: str, values: Sequence[Any]) -> Head:
    title = NAMED.get(key) or key.removeprefix("is_").replace("_", " ").capitalize()
    is_number = not any(isinstance(value, str | bool) for value in values)
    return Head(title, is_number=is_number, key=key)


def _text(value: Any) -> str:
    if value is None or value == []:
        return NONE
    if isinstance(value, list):
        return f"{_text(value[0])} → {_text(value[-1])}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return digits_grouped(value)
    return f"{value:.4g}" if isinstance(value, float) else shown_text(str(value))
