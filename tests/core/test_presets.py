"""The published networks, against the paper's table 1."""

import pytest

from resnet_viz.core.arch import parse
from resnet_viz.core.presets import BY_NAME, PRESETS, Preset, title_of
from resnet_viz.core.spec import Block

TABLE_1 = {
    18: (Block.BASIC, (2, 2, 2, 2)),
    34: (Block.BASIC, (3, 4, 6, 3)),
    50: (Block.BOTTLENECK, (3, 4, 6, 3)),
    101: (Block.BOTTLENECK, (3, 4, 23, 3)),
    152: (Block.BOTTLENECK, (3, 8, 36, 3)),
}


def test_block_and_stages_are_those_of_table_1() -> None:
    named = {f"resnet{depth}": structure for depth, structure in TABLE_1.items()}
    assert {preset.name: (preset.spec.block, preset.spec.stages) for preset in PRESETS} == named


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.name))
def test_names_titles_and_depths_agree(preset: Preset) -> None:
    assert preset.title == f"ResNet-{preset.spec.depth}" == title_of(preset.spec)
    assert preset.name == f"resnet{preset.spec.depth}"
    assert BY_NAME[preset.name] is preset


def test_the_title_stays_when_only_the_input_or_the_stride_changes() -> None:
    assert title_of(parse("resnet50,stride_in=1x1,classes=10,input=32")) == "ResNet-50"


def test_a_network_without_a_name_is_called_by_depth_block_and_stages() -> None:
    assert title_of(parse("resnet,depth=26,block=bottleneck")) == "ResNet-26 (bottleneck, 2-2-2-2)"
