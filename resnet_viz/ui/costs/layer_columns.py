"""Which columns the layer table shows, in what order, and how wide each has to be."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn, Needs

MOST_MEASURED = 3  # texts of a column, its longest ones


def offered(convention: Convention, met: Collection[Needs] = ()) -> tuple[int, ...]:
    """The places of the columns that there are: work as it is counted, and whose needs are met."""
    return tuple(
        place
        for place, column in enumerate(COLUMNS)
        if column.convention in (None, convention)
        and (column.needs is Needs.NOTHING or column.needs in met)
    )


def needs_met(rows: Iterable[LayerRow]) -> frozenset[Needs]:
    """What these rows have, that some columns need."""
    found: set[Needs] = set()
    for row in rows:
        if row.time:
            found.add(Needs.RUN)
        if row.weights:
            found.add(Needs.WEIGHTS)
            if row.weights.change is not None:
                found.add(Needs.TWO_WEIGHTS)
    return frozenset(found)


def chosen(places: Iterable[int], words: Sequence[str]) -> tuple[int, ...]:
    """Those of the columns that a person chose, in that order; names of layers are always there."""
    by_word = {COLUMNS[place].word: place for place in places}
    ordered = ("layer", *(word for word in words if word != "layer"))
    return tuple(by_word[word] for word in dict.fromkeys(ordered) if word in by_word)


def fitting(widths: Mapping[int, int], room: int) -> tuple[int, ...]:
    """The columns that have room next to each other, the most important first chosen."""
    found: list[int] = []
    for place in sorted(widths, key=lambda place: (COLUMNS[place].rank, place)):
        room -= widths[place]
        if room < 0:
            break
        found.append(place)
    return tuple(sorted(found))


def telling_rows(rows: Iterable[LayerRow]) -> tuple[LayerRow, ...]:
    """The rows that between them have the widest text of each column: of equal layers the last.

    Thousands of layers have a few dozen kinds, which are quick to measure.
    """
    rows = tuple(rows)
    kinds = {(row.cost.title, row.cost.out_shape, row.cost.params): row for row in rows}
    timed = [row for row in rows if row.time]
    slowest = [max(timed, key=lambda row: row.time.median_ms if row.time else 0)] if timed else []
    return (*kinds.values(), *slowest)


def longest_texts(column: LayerColumn, rows: Iterable[LayerRow]) -> list[str]:
    """The few longest texts of a column, of which one is the widest."""
    return sorted({column.text(row) for row in rows}, key=len)[-MOST_MEASURED:]


def widest(texts: Iterable[str], width_of: Callable[[str], int]) -> int:
    """The room that the widest text takes."""
    return max(map(width_of, texts), default=0)
