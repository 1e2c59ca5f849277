"""What a network says of itself, whoever made it."""

import pytest

from resnet_viz.core.networks import network_named


@pytest.mark.parametrize(
    ("arch", "text"),
    [
        ("resnet50", "1000 classes"),
        ("resnet20", "10 classes"),
        ("resnet50,classes=0", "2048 features"),
        ("preact110,classes=0", "64 features"),
    ],
)
def test_its_outputs_are_classes_or_where_no_layer_makes_those_features(
    arch: str, text: str
) -> None:
    assert network_named(arch).outputs_text == text
