"""From another project's names to ours, name by name; what shapes tell comes after."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.resnet.naming.anchors import Anchor
from resnet_viz.core.resnet.naming.numbered import spelled_out
from resnet_viz.core.resnet.naming.tables import DIALECTS, NUMBERED, Dialect, Rule

Names = dict[str, str]
"""Our name of an entry, and the name it has in the file."""


def translated(anchor: Anchor, shapes: Mapping[str, Shape]) -> Names:
    """Our names of the entries behind an anchor's prefix, as far as a table has them.

    Of two entries for one place the first counts, and the other has no name of ours.
    """
    inner = {name.removeprefix(anchor.prefix): name for name in shapes if _is_in(anchor, name)}
    dialect = anchor.dialect
    if dialect is NUMBERED:
        dialect = DIALECTS[0]
        own = {name: shapes[whole] for name, whole in inner.items()}
        inner = {new: inner[old] for old, new in spelled_out(own).items()}
    first = _first_numbers(dialect, inner)
    names: Names = {}
    for name, whole in inner.items():
        if ours := _translate(name, dialect, first):
            names.setdefault(ours, whole)
    return names


def _is_in(anchor: Anchor, name: str) -> bool:
    return name.startswith(anchor.prefix)


def _first_numbers(dialect: Dialect, names: Iterable[str]) -> tuple[int, int]:
    """The numbers that a dialect counts stages and blocks from."""
    block = _compiled(dialect.block)
    found = [match for match in map(block.match, names) if match]
    stages = min((int(match["stage"]) for match in found), default=1)
    blocks = min((int(match["block"]) for match in found), default=0)
    return stages, blocks


def _translate(name: str, dialect: Dialect, first: tuple[int, int]) -> str:
    match = _compiled(dialect.block).match(name)
    if match is None:
        return _ruled(name, dialect.stem)
    part = _ruled(name[match.end() :], dialect.parts)
    stage, block = int(match["stage"]) - first[0] + 1, int(match["block"]) - first[1]
    return f"layer{stage}.{block}.{part}" if part else ""


def _ruled(name: str, rules: tuple[Rule, ...]) -> str:
    """The name with its beginning as the first rule that fits it says, '' where none does."""
    for pattern, ours in rules:
        if match := _compiled(pattern).match(name):
            return match.expand(ours) + name[match.end() :]
    return ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
