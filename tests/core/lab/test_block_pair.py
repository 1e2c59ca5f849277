"""One basic block against one bottleneck: the numbers, and the sentences made of them."""

import re
from math import prod

import pytest

from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.block_pair import BlockPair, pair_of
from resnet_viz.core.lab.choices import BlockPlace, PairSetup, Same
from resnet_viz.core.lab.pair_text import further_text, lead_text, times_text, title_text
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse

USUAL = PairSetup()
WIDTH = PairSetup(same=Same.WIDTH)


def pair(arch: str = "resnet50", setup: PairSetup = USUAL) -> BlockPair:
    return pair_of(parse(arch), setup)


def block_of(arch: str, path: str) -> list[LayerCost]:
    """The layers of a block as `cost` counts them in the whole network."""
    layers = report_of(network_named(arch)).layers
    return [layer for layer in layers if layer.path.startswith(f"{path}.")]


def test_the_picture_s_figures_are_counted_by_hand() -> None:
    found = pair()
    places = 14 * 14
    assert found.basic.sums.macs == 2 * 9 * 256 * 256 * places == 231_211_008
    assert found.bottleneck.sums.macs == (2 * 1024 * 256 + 9 * 256 * 256) * places == 218_365_952
    assert found.wide.sums.macs == 2 * 9 * 1024 * 1024 * places == 3_699_376_128
    assert lead_text(found) == "The bottleneck carries 4 × the channels for 0.94 × the MACs."
    assert further_text(found) == (
        "A basic block on 1024 channels would cost 3.70 G MACs: 17 × as much as the bottleneck."
    )
    assert title_text(found) == "One block of conv4_x, 14 × 14"


def test_at_the_same_width_the_basic_block_has_the_bottlenecks_channels() -> None:
    found = pair(setup=WIDTH)
    assert found.basic.channels == found.bottleneck.channels == 1024
    assert found.basic.sums == found.wide.sums
    assert lead_text(found) == (
        "On 1024 channels a basic block takes 17 × the MACs of a bottleneck."
    )


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
@pytest.mark.parametrize(("place", "index"), [(BlockPlace.FIRST, 0), (BlockPlace.LATER, 1)])
def test_both_blocks_cost_what_they_do_in_the_whole_networks(
    stage: int, place: BlockPlace, index: int
) -> None:
    found = pair_of(parse("resnet34"), PairSetup(stage, Same.OUTPUT, place))
    for arch, counted in (("resnet34", found.basic), ("resnet50", found.bottleneck)):
        own = block_of(arch, f"layer{stage}.{index}")
        assert [each.cost.path for each in counted.layers] == [each.path for each in own]
        assert counted.sums.macs == sum(each.macs for each in own)
        assert counted.sums.params == sum(each.params for each in own)
        assert counted.sums.activations == sum(each.activations for each in own)


def test_resnet50_is_its_stem_its_blocks_and_its_head() -> None:
    spec = parse("resnet50")
    blocks = 0
    for stage, count in enumerate(spec.stages, start=1):
        first, later = (
            pair_of(spec, PairSetup(stage, Same.OUTPUT, place)).bottleneck.sums.macs
            for place in BlockPlace
        )
        blocks += first + (count - 1) * later
    stem, head = 7 * 7 * 3 * 64 * 112 * 112, 2048 * 1000
    assert stem + blocks + head == 4_089_184_256


def test_a_first_block_has_its_projection_among_its_layers() -> None:
    found = pair(setup=PairSetup(place=BlockPlace.FIRST))
    for counted in (found.basic, found.bottleneck):
        assert counted.shortcut == "projection"
        assert any(each.is_aside and each.cost.op == "conv2d" for each in counted.layers)
    assert all(not each.is_aside for each in pair().bottleneck.layers)


@pytest.mark.parametrize("setup", [PairSetup(), WIDTH, PairSetup(place=BlockPlace.FIRST)])
def test_the_worked_numbers_give_the_figures(setup: PairSetup) -> None:
    found = pair("resnext50_32x4d", setup)
    for counted in (found.basic, found.bottleneck):
        for layer in counted.layers:
            if layer.cost.op != "conv2d":
                continue
            factors = map(int, re.findall(r"\d+", layer.formulas["macs"]))
            assert prod(factors) == layer.cost.macs


def test_a_stage_that_the_network_does_not_have_is_its_last() -> None:
    found = pair("resnet20", PairSetup(stage=7))
    assert (found.setup.stage, found.title) == (3, "conv4_x")


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (4.0, "4 ×"),
        (0.944, "0.94 ×"),
        (16.94, "17 ×"),
        (1.5, "1.5 ×"),
        (9.96, "10 ×"),
        (0.059, "0.059 ×"),
    ],
)
def test_a_ratio_is_read_at_a_glance(ratio: float, text: str) -> None:
    assert times_text(ratio) == text
