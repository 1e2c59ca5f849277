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


def test_one_stem_has_one_form_however_its_channels_are_written() -> None:
    assert parse("resnet50,stem_width=64") == parse("resnet50")
    assert parse("resnet50,stem=deep,stem_width=32-32-64") == parse("resnet50,stem=deep")
    halved = parse("resnet50,stem=deep,stem_width=16-16-32")
    assert halved == parse("resnet50,stem=deep,stem_width=32")
    assert str(halved) == "resnet50,stem=deep,stem_width=32"
    assert str(parse("resnet18,stem=deep,stem_width=24-32-64")).endswith("stem_width=24-32-64")


def test_a_stem_gives_what_it_is_told_and_the_first_stages_planes_where_it_is_not() -> None:
    assert parse("resnet50").stem_channels == (64,)
    assert parse("resnet50,width=32").stem_channels == (32,)
    assert parse("resnet50,stem=deep,width=33").stem_channels == (16, 16, 33)
    assert parse("resnet50,stem=deep,stem_width=24-32-64,width=96").stem_channels == (24, 32, 64)


def test_the_depth_is_that_of_the_name_without_a_last_layer_too() -> None:
    assert parse("resnet,depth=50,classes=0") == parse("resnet50,classes=0")
    assert parse("resnet50,classes=0").depth == 50


def test_channels_are_squeezed_to_the_floor_at_least() -> None:
    spec = parse("resnet18,se=16,se_min=8")
    assert [spec.squeezed_channels(stage) for stage in (1, 2, 3, 4)] == [8, 8, 16, 32]
