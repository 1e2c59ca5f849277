"""The networks that no other beats: the Pareto front of any two or more measures."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from resnet_viz.core.cost.measure import Better

Number = int | float
Row = Sequence[Number | None]
Costs = tuple[Number, ...]

STAIRS = 3  # of so many measures, the front so far is a flight of stairs


def front_of(rows: Sequence[Row], wanted: Sequence[Better]) -> list[int]:
    """The places of the rows on the front, in order; `wanted` says what is better of each column.

    A row is on it unless another is as good in every column and better in one, so that equal rows
    are on it together. What is neither better nor worse is wanted, the more the better. A row
    with a value that is not known is not on it.
    """
    places: dict[Costs, list[int]] = {}
    for place, row in enumerate(rows):
        costs = tuple(_costs(row, wanted))
        if len(costs) == len(wanted):
            places.setdefault(costs, []).append(place)
    found = _by_stairs if len(wanted) <= STAIRS else _one_by_one
    return sorted(place for costs in found(sorted(places)) for place in places[costs])


def _costs(row: Row, wanted: Sequence[Better]) -> Iterator[Number]:
    """The known values with their signs so that less is better."""
    for value, better in zip(row, wanted, strict=True):
        if value is not None:
            yield value if better is Better.FEWER else -value


def _by_stairs(rows: list[Costs]) -> Iterator[Costs]:
    """The front of up to three columns, of distinct rows in order.

    Only an earlier row can beat a later one. Of the earlier ones those are remembered that are best
    by their last column for what they have in the one before: stairs that go down.
    """
    steps: list[Number] = []
    heights: list[Number] = []
    for row in rows:
        step, height = (*row, 0, 0)[1:STAIRS]
        found = bisect_right(steps, step)
        if found and heights[found - 1] <= height:
            continue
        yield row
        end = found
        while end < len(steps) and heights[end] >= height:
            end += 1
        steps[found:end], heights[found:end] = [step], [height]


def _one_by_one(rows: list[Costs]) -> Iterator[Costs]:
    """The front of any number of columns, of distinct rows in order."""
    front: list[Costs] = []
    for row in rows:
        for place, other in enumerate(front):
            if all(theirs <= ours for theirs, ours in zip(other, row, strict=True)):
                front.insert(0, front.pop(place))  # what beats one beats its neighbours too
                break
        else:
            front.append(row)
            yield row
