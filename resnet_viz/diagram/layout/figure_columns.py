"""How many columns a stage has where several networks are next to each other."""

from collections.abc import Mapping, Sequence
from math import inf, log

from resnet_viz.diagram.layout.columns import (
    GUTTER,
    Row,
    Split,
    Stack,
    row_within,
    splits_of,
)
from resnet_viz.diagram.view import Direction

# Of what is laid out, width over height: a page of paper, or a row for each network.
ASPECTS = {Direction.TOP_TO_BOTTOM: 0.8, Direction.LEFT_TO_RIGHT: 0.6}
UNWRAPPED = {Direction.TOP_TO_BOTTOM: 640.0, Direction.LEFT_TO_RIGHT: 330.0}  # points, never split
WRAP_COST = 0.1  # of a stage in more than one column, against the shape
ROW_ROOM = 60.0  # of frame, title and gap in each row

Stacks = Mapping[str, Stack]  # of one network, by what names its rows


def plan_rows(
    networks: Sequence[Stacks], keys: Sequence[str], direction: Direction
) -> list[dict[str, Split]]:
    """Cells in each column of every section; long stages wrap, so that the figure has a shape."""
    tables = [{key: splits_of(stack) for key, stack in each.items()} for each in networks]
    heights = {height for each in tables for table in each.values() for _, height, _ in table}
    least = max((height for height in heights if height <= UNWRAPPED[direction]), default=0.0)
    limits = sorted(height for height in heights if height >= least)
    plans = ([_within(each, limit) for each in tables] for limit in limits)
    best: list[dict[str, Row]] = []
    least_cost = inf
    for plan in plans:
        cost = _cost(plan, keys, ASPECTS[direction])
        if cost < least_cost:
            best, least_cost = plan, cost
    return [{key: row[0] for key, row in each.items()} for each in best]


def _within(tables: Mapping[str, list[Row]], limit: float) -> dict[str, Row]:
    return {key: row_within(table, limit) for key, table in tables.items()}


def _cost(plan: Sequence[Mapping[str, Row]], keys: Sequence[str], aspect: float) -> float:
    """How far from its shape the figure is, and what wrapping costs, in each network the same."""
    width = sum(max(row[2] for row in each.values()) + GUTTER for each in plan)
    height = sum(max(each[key][1] for each in plan if key in each) + ROW_ROOM for key in keys)
    wrapped = sum(len(row[0]) > 1 for each in plan for row in each.values())
    return abs(log(width / height / aspect)) + WRAP_COST * wrapped
