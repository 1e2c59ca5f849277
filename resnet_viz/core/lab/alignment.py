"""Rows that several networks share: one order of what each of them has in its own."""

from collections.abc import Iterable, Sequence


def common_order(sequences: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Every key once: each sequence keeps its order, where the sequences agree on one.

    What only a later sequence has comes after what is before it there.
    """
    order: list[str] = []
    for keys in sorted(sequences, key=len, reverse=True):
        place = 0
        for key in keys:
            if key in order:
                place = order.index(key) + 1
            else:
                order.insert(place, key)
                place += 1
    return tuple(order)
