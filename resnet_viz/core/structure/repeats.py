"""Equal neighbours in a tree are kept once: the longest tandem repeats, and what they hand on.

A run is taken only as far as its repetitions read the same: from outside what all of them read, or
from the one before what it hands on; and only its last may be read from behind it.
"""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from resnet_viz.core.graph.runs.renaming import moved_path, paths_in
from resnet_viz.core.graph.tree import Group, Node

LONGEST_PERIOD = 8
SAME = -1  # in place of a carrier: every repetition reads the same


class Piece(NamedTuple):
    """A part of a tree; equal parts have one `sign`. Its layers are those from `first` to `end`.

    `is_bare` says that there is neither a group nor a parameter in it.
    """

    part: Node | Group
    sign: int
    first: int
    end: int
    is_bare: bool


class Run(NamedTuple):
    """Pieces `start` to `end` of a list, which are the first `period` of them over and over."""

    start: int
    end: int
    period: int
    carries: tuple[tuple[int, int], ...]


class Wiring:
    """What each layer refers to by its place, and the last layer that refers to each."""

    def __init__(self, refers: Sequence[tuple[int, ...]]) -> None:
        self.refers = refers
        self.last_reader = [-1] * len(refers)
        for place, each in enumerate(refers):
            for at in each:
                if at >= 0:
                    self.last_reader[at] = place


def runs_of(pieces: Sequence[Piece], wiring: Wiring) -> list[Run]:
    """The runs in a list of parts, longest first, none over another, in order of their start."""
    if len(pieces) < 2:
        return []
    waiting = [(start - end, period, start, end) for start, end, period in _stretches(pieces)]
    heapify(waiting)
    taken = [False] * len(pieces)
    found: list[Run] = []
    while waiting:
        _, period, start, end = heappop(waiting)
        if any(taken[start:end]):
            for low, high in _free_spans(taken, start, end):
                if high - low >= 2 * period:
                    heappush(waiting, (low - high, period, low, high))
            continue
        run = _run_in(pieces, wiring, start, end, period)
        if run is None:
            continue
        found.append(run)
        taken[run.start : run.end] = [True] * (run.end - run.start)
        for low, high in ((start, run.start), (run.end, end)):
            if high - low >= 2 * period:
                heappush(waiting, (low - high, period, low, high))
    return sorted(found)


def _stretches(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, int]]:
    """Where neighbours so far apart are equal: start, end and period."""
    signs = [piece.sign for piece in pieces]
    for period in range(1, min(LONGEST_PERIOD, len(signs) // 2) + 1):
        start = 0
        for place in range(len(signs) - period + 1):
            is_last = place == len(signs) - period
            if is_last or signs[place] != signs[place + period]:
                if place - start >= period:
                    yield start, place + period, period
                start = place + 1


def _free_spans(taken: Sequence[bool], start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for place in range(start, end + 1):
        if place == end or taken[place]:
            if place > low:
                yield low, place
            low = place + 1


def _run_in(
    pieces: Sequence[Piece], wiring: Wiring, start: int, end: int, period: int
) -> Run | None:
    """The first run of at least two repetitions in a stretch.

    It begins with a part that has parameters if it is as long then: with a convolution and not with
    the activation of the one before.
    """
    for low in range(start, end - 2 * period + 1):
        if all(piece.is_bare for piece in pieces[low : low + period]):
            continue
        run = _run_at(pieces, wiring, low, end, period)
        if run is None:
            continue
        turned = next(n for n in range(low, low + period) if not pieces[n].is_bare)
        other = _run_at(pieces, wiring, turned, end, period) if turned > low else None
        is_as_long = other is not None and other.end - other.start == run.end - run.start
        return other if is_as_long else run
    return None


def _run_at(pieces: Sequence[Piece], wiring: Wiring, low: int, end: int, period: int) -> Run | None:
    """The run that begins at a place; None where not even two repetitions are alike."""
    first, after = pieces[low].first, pieces[low + period - 1].end
    count, carries = _repetitions(wiring, first, after - first, (end - low) // period)
    if count < 2:
        return None
    return Run(low, low + count * period, period, tuple(carries.items()))


def _repetitions(wiring: Wiring, first: int, size: int, most: int) -> tuple[int, dict[int, int]]:
    """How many repetitions read the same, and what the first reads for what is handed on."""
    rules: dict[int, int] = {}
    count = 1
    while count < most:
        before = first + (count - 1) * size
        is_read_later = max(wiring.last_reader[before : before + size]) >= before + 2 * size
        if is_read_later or not _is_same(wiring, range(first, first + size), count, rules):
            break
        count += 1
    return count, {read: at for read, at in rules.items() if at != SAME}


def _is_same(wiring: Wiring, places: range, number: int, rules: dict[int, int]) -> bool:
    """Whether a repetition reads as the first does; `rules` gets how what is outside is read."""
    new = dict(rules)
    shift = number * len(places)
    for place in places:
        ours, theirs = wiring.refers[place], wiring.refers[place + shift]
        if len(ours) != len(theirs):
            return False
        for one, other in zip(ours, theirs, strict=True):
            if one >= places.start:
                if other != one + shift:
                    return False
                continue
            at = SAME if one == other else other - shift + len(places)
            if (at != SAME and at not in places) or new.setdefault(one, at) != at:
                return False
    rules.update(new)
    return True


def renamed_rows(repetitions: Sequence[Sequence[Node | Group]]) -> tuple[tuple[str, ...], ...]:
    """The paths that don't follow from those of the children: each in every repetition."""
    names: dict[str, list[str]] = {}
    odd: set[str] = set()
    firsts = repetitions[0]
    for number, parts in enumerate(repetitions):
        for first, part in zip(firsts, parts, strict=True):
            for old, new in zip(paths_in(first), paths_in(part), strict=True):
                known = names.setdefault(old, [])
                if len(known) > number:
                    continue  # a run has the path of its first child
                known.append(new)
                if new != moved_path(old, first.path, part.path):
                    odd.add(old)
    return tuple([tuple(row) for old, row in names.items() if old in odd])
