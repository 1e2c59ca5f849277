"""Words next to what they are about, moved apart where they would meet."""

from collections.abc import Sequence


def spread_apart(wanted: Sequence[float], most: float, line: float) -> list[float]:
    """Heights in rising order, a line from each other, at most `most` where there is room."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + line) if found else y)
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], most)
        most = found[place] - line
    return found
