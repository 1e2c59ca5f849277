"""Every picture that the geometry must hold for, drawn once by the real drawing process."""

import pytest

from resnet_viz.diagram.view import View
from tests.diagram.drawn import (
    FAMILY,
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
    return f"{arch}-{view.level}-{view.direction}{folded}{scaled}"


CASES = [(arch, view) for arch in FAMILY + ODD + VARIANTS for view in VIEWS]
CASES += [(arch, view) for arch in SCALED for view in SCALED_VIEWS]


@pytest.fixture(
    scope="session",
    params=CASES,
    ids=_name,
)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """The family and odd networks at every level and both ways, folded and not, some to scale."""
    return draw(*request.param)
