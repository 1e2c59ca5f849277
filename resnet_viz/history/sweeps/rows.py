"""The rows of one sweep in SQL: what is missing, what is added, what is read."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from resnet_viz.core.lab.stored_sweep import Mark, News, StoredPoint, TimedPlace
from resnet_viz.core.lab.sweep.points import COLUMNS, Point
from resnet_viz.core.leaves import MOST_INTEGER

BROKEN = "the stored figures of this place are damaged. Delete the sweep and start it again"
MOST_PIECES = 200  # looked at in one reading
MOST_DIGITS = 60  # of a figure
FIGURES = ", ".join(COLUMNS)
ADD = f"""
    INSERT OR IGNORE INTO point (sweep, place, {FIGURES}, error)
    VALUES ({", ".join("?" * (len(COLUMNS) + 3))})
"""  # noqa: S608
READ = f"""
    SELECT point.place, {", ".join(f"point.{name}" for name in COLUMNS)}, point.error,
           timed.latency_ms, timed.run, timed.host, timed.error
    FROM point LEFT JOIN timed ON timed.sweep = point.sweep AND timed.place = point.place
    WHERE point.sweep = ?
"""  # noqa: S608
GAPS = """
    SELECT place + 1, next FROM (
        SELECT place, LEAD(place, 1, ?2) OVER (ORDER BY place) AS next
        FROM point WHERE sweep = ?1
    ) WHERE next > place + 1
"""

Cell = int | float | str | bytes | None


def missing_places(connection: sqlite3.Connection, sweep: int, count: int) -> tuple[range, ...]:
    """The places of 0 to `count` − 1 that have no row, in order."""
    first = connection.execute("SELECT min(place) FROM point WHERE sweep = ?", (sweep,)).fetchone()
    if first[0] is None:
        return (range(count),) if count else ()
    gaps = [(0, first[0]), *connection.execute(GAPS, (sweep, count))]
    return tuple(range(start, min(end, count)) for start, end in gaps if start < min(end, count))


def add_points(connection: sqlite3.Connection, sweep: int, points: Sequence[Point]) -> int:
    """Adds the rows that are not there yet, and says how many they were."""
    there = _there(connection, sweep, points)
    fresh = sorted({point.place: point for point in points if point.place not in there}.values())
    connection.executemany(ADD, (_cells(sweep, point) for point in fresh))
    pieces = ((sweep, first, last) for first, last in _runs_of(each.place for each in fresh))
    connection.executemany('INSERT INTO piece (sweep, "first", "last") VALUES (?, ?, ?)', pieces)
    return len(fresh)


def add_timed(connection: sqlite3.Connection, sweep: int, timed: TimedPlace) -> bool:
    """Adds what was timed of a place; False where that was there already."""
    names = "sweep, place, latency_ms, run, host, error"
    add = f"INSERT OR IGNORE INTO timed ({names}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
    return connection.execute(add, (sweep, *timed)).rowcount > 0


def rows_after(
    connection: sqlite3.Connection, sweep: int, place: int, limit: int
) -> tuple[StoredPoint, ...]:
    """At most `limit` rows behind a place, in the order of places."""
    select = f"{READ} AND point.place > ? ORDER BY point.place LIMIT ?"
    return tuple(map(_point_of, connection.execute(select, (sweep, place, limit))))


def news_after(connection: sqlite3.Connection, sweep: int, mark: Mark, limit: int) -> News:
    """Rows stored after a mark, about `limit` of them, or else those that were timed after it."""
    points: list[StoredPoint] = []
    piece = mark.piece
    between = f"{READ} AND point.place BETWEEN ? AND ? ORDER BY point.place"
    for number, start, end in _pieces_after(connection, sweep, mark.piece, limit):
        points += map(_point_of, connection.execute(between, (sweep, start, end)))
        piece = number
    if points:
        return News(tuple(points), mark._replace(piece=piece))
    timed = f"{READ.replace('place,', 'place, timed.number,', 1)} AND timed.number > ?"
    rows = connection.execute(f"{timed} ORDER BY timed.number LIMIT ?", (sweep, mark.timed, limit))
    for place, number, *cells in rows:
        points.append(_point_of((place, *cells)))
        mark = mark._replace(timed=number)
    return News(tuple(points), mark)


def _pieces_after(
    connection: sqlite3.Connection, sweep: int, number: int, limit: int
) -> Iterator[tuple[int, int, int]]:
    select = 'SELECT number, "first", "last" FROM piece WHERE sweep = ? AND number > ?'
    pieces = connection.execute(f"{select} ORDER BY number LIMIT {MOST_PIECES}", (sweep, number))
    total = 0
    for each, first, last in pieces.fetchall():
        yield each, first, last
        total += last - first + 1
        if total >= limit:
            return


def _there(connection: sqlite3.Connection, sweep: int, points: Sequence[Point]) -> set[int]:
    """Those of the points' places that have a row."""
    if not points:
        return set()
    places = [point.place for point in points]
    between = "SELECT place FROM point WHERE sweep = ? AND place BETWEEN ? AND ?"
    rows = connection.execute(between, (sweep, min(places), max(places)))
    return {place for (place,) in rows}


def _runs_of(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of neighbours, in order."""
    for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        yield run[0], run[-1]


def _cells(sweep: int, point: Point) -> tuple[Cell, ...]:
    figures = point.values or (None,) * len(COLUMNS)
    return (sweep, point.place, *map(_cell, figures), point.error or None)


def _cell(figure: int | None) -> Cell:
    """SQLite's numbers end at 64 bits; longer ones are their digits."""
    if figure is None or abs(figure) <= MOST_INTEGER:
        return figure
    return str(figure).encode()


def _point_of(cells: Sequence[Cell]) -> StoredPoint:
    """A row as it was written; one that was changed meanwhile says so as its error."""
    place, *figures, error, latency_ms, run, host, timing_error = cells
    assert isinstance(place, int)
    values = tuple(map(_figure_of, figures))
    texts = tuple(text or "" for text in (error, run, host, timing_error))
    is_whole = None not in values if not error else values.count(None) == len(values)
    is_time = latency_ms is None or (isinstance(latency_ms, int | float) and latency_ms > 0)
    if not is_whole or not is_time or not all(isinstance(text, str) for text in texts):
        return StoredPoint(place, (), BROKEN)
    known = tuple(value for value in values if value is not None)
    said, uuid, where, failed = map(str, texts)
    return StoredPoint(place, known, said, latency_ms, uuid, where, failed)  # type: ignore[arg-type]


def _figure_of(cell: Cell) -> int | None:
    if isinstance(cell, bytes) and cell.isdigit() and len(cell) <= MOST_DIGITS:
        return int(cell)
    return cell if isinstance(cell, int) else None
