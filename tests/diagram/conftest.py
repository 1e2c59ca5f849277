"""Every picture that the geometry must hold for, drawn once by the real drawing process."""

import pytest

from resnet_viz.diagram.view import View
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


CASES = [(arch, view) for arch in FAMILY + ODD + VARIANTS for view in VIEWS]
CASES += [(arch, view) for arch in SCALED for view in SCALED_VIEWS]
CASES += [(arch, view) for arch in MIXED for view in MIXED_VIEWS]


@pytest.fixture(
    scope="session",
    params=CASES,
    ids=_name,
)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """The family and odd networks, at all levels, both ways, folded, to scale, and mixed."""
    return draw(*request.param)
