"""Which of many examples `./test` runs; `./test --deep` runs the others too."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

import pytest

Case = TypeVar("Case")


def mostly_deep(cases: Iterable[Case], quick: Collection[Case]) -> list[Any]:
    """The cases as parameters, marked deep but for the quick ones, each of which is among them."""
    listed = list(cases)
    assert all(case in listed for case in quick)
    return [
        case if case in quick else pytest.param(case, marks=pytest.mark.deep) for case in listed
    ]
