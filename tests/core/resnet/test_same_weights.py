"""Which networks of the family take each other's weights."""

import pytest

from resnet_viz.core.graph.state import state_shapes
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.same_weights import has_same_weights


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("resnet50", "resnet50,stride_in=1x1,input=64", True),
        ("resnet50,shortcut=A", "resnet50,shortcut=none", True),
        ("resnet50", "resnet50,classes=0", False),
        ("resnet50", "resnet50,stem_width=32", False),
        ("resnet50,se=16", "resnet50,se=16,se_min=8", True),  # its fewest are 16
        ("resnet18,se=16", "resnet18,se=16,se_min=8", False),
        ("resnet18,se=64,se_min=8", "resnet18,se=70,se_min=8", True),
        ("resnet18", "resnet18,se=16", False),
    ],
)
def test_weights_go_from_one_to_the_other_where_names_and_shapes_are_the_same(
    one: str, other: str, is_same: bool
) -> None:
    assert has_same_weights(network_named(one), network_named(other)) is is_same
    shapes = [state_shapes(network_named(arch).graph) for arch in (one, other)]
    assert (shapes[0] == shapes[1]) is is_same
