"""Every picture that the geometry must hold for, drawn once by the real drawing process."""

import pytest

from resnet_viz.diagram.view import View
from tests.diagram.drawn import FAMILY, MIXED, MIXED_VIEWS, ODD, VARIANTS, VIEWS, Drawn, draw


def _name(case: tuple[str, View]) -> str:
    arch, view = case
    folded = "-folded" if view.is_folded else ""
    return "-".join((f"{arch}-{view.level}{folded}", *view.toggled))


@pytest.fixture(
    scope="session",
    params=[
        *((arch, view) for arch in FAMILY + ODD + VARIANTS for view in VIEWS),
        *((arch, view) for arch in MIXED for view in MIXED_VIEWS),
    ],
    ids=_name,
)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """Every network of the family, and odd ones, at every level, folded and not, and mixed."""
    return draw(*request.param)
