"""Where in a mapping of names the residual networks are: what is before their blocks' names."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.core.resnet.naming.tables import DIALECTS, NUMBERED, Dialect

MOST = 16  # networks that one mapping may hold
LONGEST = 1000  # letters of a name; what is longer names no layer


class Anchor(NamedTuple):
    """A prefix, and how the network behind it is named."""

    prefix: str
    dialect: Dialect


def anchors_in(names: Iterable[str]) -> tuple[Anchor, ...]:
    """Each prefix behind which blocks are, in the order of the names; at most `MOST`.

    `module.encoder_q.layer1.0.conv1.weight` has the prefix `module.encoder_q.`.
    """
    found: dict[str, Anchor] = {}
    for name in names:
        anchor = _anchor_of(name) if len(name) <= LONGEST else None
        if anchor:
            found.setdefault(anchor.prefix, anchor)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _anchor_of(name: str) -> Anchor | None:
    for dialect in (*DIALECTS, NUMBERED):
        if match := _first_conv(dialect).fullmatch(name):
            return Anchor(match["prefix"], dialect)
    return None


@lru_cache
def _first_conv(dialect: Dialect) -> re.Pattern[str]:
    return re.compile(rf"(?P<prefix>(?:.*\.)?){dialect.block}{dialect.first}", re.ASCII | re.DOTALL)
