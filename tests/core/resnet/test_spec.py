"""The spec: depth as the paper counts it, and the block switch that keeps the stages."""

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import Block, ResNetSpec


@pytest.mark.parametrize("depth", [18, 34, 50, 101, 152])
def test_the_depth_of_a_published_network_is_in_its_name(depth: int) -> None:
    assert parse(f"resnet{depth}").depth == depth


def test_resnet34_with_bottlenecks_is_resnet50_and_back() -> None:
    basic, bottleneck = parse("resnet34"), parse("resnet50")
    assert basic.with_block(Block.BOTTLENECK) == bottleneck
    assert bottleneck.with_block(Block.BASIC) == basic


def test_equal_specs_are_one_key() -> None:
    assert len({parse("resnet50"), parse("resnet34,block=bottleneck"), parse("resnet50")}) == 1


def test_a_spec_can_not_be_changed() -> None:
    with pytest.raises(AttributeError):
        parse("resnet50").classes = 10  # type: ignore[misc]  # that it is refused is the point


def test_text_of_a_spec_names_it() -> None:
    assert str(ResNetSpec(Block.BASIC, (2, 2, 2, 2))) == "resnet18"
