"""Every place within plain values, for tests that change one of them."""

from typing import Any


def ways_into(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value within."""
    ways = [way] if way else []
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in pairs:
            ways += ways_into(each, (*way, key))
    return ways
