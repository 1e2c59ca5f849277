"""Every picture that the geometry must hold for, drawn once by the real drawing process."""

from itertools import product
from typing import Any

import pytest

from resnet_viz.diagram.view import View
from tests.deep import mostly_deep
from tests.diagram.drawn import (
    FAMILY,
    MIXED,
    MIXED_VIEWS,
    ODD,
    SCALED,
    SCALED_VIEWS,
    VARIANTS,
    VIEWS,
    Drawn,
    draw,
)


def _name(case: tuple[str, View]) -> str:
    arch, view = case
    folded, scaled = "-folded" * view.is_folded, "-scaled" * view.is_to_scale
    return "-".join((f"{arch}-{view.level}-{view.direction}{folded}{scaled}", *view.toggled))


def _all(archs: tuple[str, ...], views: tuple[View, ...]) -> list[Any]:
    """Each network in each view, marked deep where both are seen in another pair."""
    count = max(len(archs), len(views))
    quick = {(archs[n % len(archs)], views[n % len(views)]) for n in range(count)}
    return mostly_deep(product(archs, views), quick)


CASES = _all(FAMILY + ODD + VARIANTS, VIEWS)
CASES += _all(SCALED, SCALED_VIEWS)
CASES += _all(MIXED, MIXED_VIEWS)


@pytest.fixture(scope="session", params=CASES, ids=_name)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """The family and odd networks, at all levels, both ways, folded, to scale, and mixed."""
    return draw(*request.param)
