"""The published networks, against the papers' tables."""

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.presets import (
    BY_NAME,
    PRESETS,
    Family,
    Preset,
    family_of,
    preset_of,
    title_of,
)
from resnet_viz.core.resnet.spec import Block

BASIC, BOTTLENECK = Block.BASIC, Block.BOTTLENECK
TABLE_1 = {
    18: (BASIC, (2, 2, 2, 2)),
    34: (BASIC, (3, 4, 6, 3)),
    50: (BOTTLENECK, (3, 4, 6, 3)),
    101: (BOTTLENECK, (3, 4, 23, 3)),
    152: (BOTTLENECK, (3, 8, 36, 3)),
}
SECTION_4_2 = {20: 3, 32: 5, 44: 7, 56: 9, 110: 18, 1202: 200}
NAMES = (
    "resnet18 resnet34 resnet50 resnet101 resnet152 resnet20 resnet32 resnet44 resnet56 resnet110 "
    "resnet1202 plain18 plain34 plain20 plain32 plain44 plain56 plain110 preact18 preact34 "
    "preact50 preact101 preact152 preact200 preact110 preact164 preact1001 resnext50_32x4d "
    "resnext101_32x8d resnext101_64x4d wide_resnet50_2 wide_resnet101_2"
)


def test_every_promised_name_is_there_and_no_other() -> None:
    assert [preset.name for preset in PRESETS] == NAMES.split()


@pytest.mark.parametrize("prefix", ["resnet", "plain", "preact"])
@pytest.mark.parametrize("depth", TABLE_1)
def test_block_and_stages_are_those_of_table_1(prefix: str, depth: int) -> None:
    preset = BY_NAME.get(f"{prefix}{depth}")
    if preset:
        assert (preset.spec.block, preset.spec.stages) == TABLE_1[depth]


@pytest.mark.parametrize("prefix", ["resnet", "plain"])
@pytest.mark.parametrize("depth", SECTION_4_2)
def test_the_cifar_networks_are_those_of_section_4_2(prefix: str, depth: int) -> None:
    preset = BY_NAME.get(f"{prefix}{depth}")
    if preset:
        spec = preset.spec
        assert (spec.block, spec.stages) == (BASIC, (SECTION_4_2[depth],) * 3)
        assert [spec.planes(stage) for stage in (1, 2, 3)] == [16, 32, 64]
        assert (spec.stem, spec.image, spec.classes) == ("cifar", (3, 32, 32), 10)
        assert spec.shortcut == ("A" if prefix == "resnet" else "none")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.name))
def test_names_titles_and_depths_agree(preset: Preset) -> None:
    assert str(preset.spec.depth) in preset.name
    assert str(preset.spec.depth) in preset.title
    assert title_of(preset.spec) == preset.title
    assert parse(preset.name) == preset.spec
    assert str(preset.spec) == preset.name
    assert preset_of(preset.spec) is preset
    assert preset in family_of(preset.spec)
    assert preset.source


# Parameters: costs.md of the design, torchvision's documents, and what the authors' own code of
# 2016 builds (1.7 M and 10.2 M in their table 4 and 5).
@pytest.mark.parametrize(
    ("name", "params", "macs"),
    [
        ("resnet20", 269_722, 40_551_040),
        ("resnet32", 464_154, 68_862_592),
        ("resnet56", 853_018, 125_485_696),
        ("resnet110", 1_727_962, None),
        ("resnet1202", 19_421_274, 2_829_238_912),
        ("plain18", 11_515_688, None),
        ("plain34", 21_623_848, 3_644_493_824),
        ("preact164", 1_703_258, None),
        ("preact1001", 10_327_706, None),
        ("resnext50_32x4d", 25_028_904, 4_230_479_872),
        ("resnext101_32x8d", 88_791_336, None),
        ("resnext101_64x4d", 83_455_272, None),
        ("wide_resnet50_2", 68_883_240, 11_398_021_120),
        ("wide_resnet101_2", 126_886_696, None),
        ("resnet50,shortcut=none", 22_780_456, None),
        ("resnet101,shortcut=none", 41_772_584, None),
        ("resnet152,shortcut=none", 57_416_232, None),
        ("resnet34,shortcut=A", None, 3_644_493_824),  # the paper's 3.6 G
        ("resnet50,se=16", 28_088_024, None),  # SE-ResNet-50
        ("resnet50,stem=deep,downsample=avg", 25_576_264, None),  # ResNet-50-D
    ],
)
def test_known_figures(name: str, params: int | None, macs: int | None) -> None:
    totals = report_of(network_named(name)).totals
    assert params in (None, totals.params)
    assert macs in (None, totals.macs)


def test_the_title_stays_when_only_the_input_or_the_stride_changes() -> None:
    assert title_of(parse("resnet50,stride_in=1x1,classes=10,input=32")) == "ResNet-50"


@pytest.mark.parametrize(
    ("arch", "title"),
    [
        ("resnet,depth=26,block=bottleneck", "ResNet-26 (bottleneck, 2-2-2-2)"),
        ("plain18,stages=2-3-2", "Plain-16 (basic, 2-3-2)"),
        ("preact18,stages=2-3-2,se=4", "PreAct-ResNet-16 (basic, 2-3-2), SE 4"),
        ("resnet50,se=16", "ResNet-50, SE 16"),
        ("resnet50,stem=deep,downsample=avg", "ResNet-50, deep stem, avg downsample"),
        ("resnet20,shortcut=C", "ResNet-20, option C"),
        ("resnet20,stages=2-3-2,shortcut=B", "ResNet-16 (basic, 2-3-2), option B"),
        ("preact18,shortcut=none", "Plain-18, pre-activation"),
        ("resnet50,shortcut=none", "Plain-50"),
        ("resnext50_32x4d,shortcut=none,se=16", "ResNeXt-50 32×4d, plain, SE 16"),
    ],
)
def test_a_network_without_a_name_is_called_by_what_it_is_near_to(arch: str, title: str) -> None:
    assert title_of(parse(arch)) == title


def test_each_network_is_seen_among_its_own_family() -> None:
    families = {
        "resnet50,se=16": Family.IMAGENET,
        "resnet20,stages=2-3-2": Family.CIFAR,
        "preact164,classes=100": Family.PREACT_CIFAR,
        "wide_resnet50_2": Family.WIDE,
    }
    found = {arch: family_of(parse(arch))[0].family for arch in families}
    assert found == families


@pytest.mark.parametrize(
    ("arch", "title"),
    [
        ("resnet50,classes=0", "ResNet-50, no fc layer"),
        ("resnet50,classes=10", "ResNet-50"),
        ("resnet50,stem_width=32", "ResNet-50, stem width 32"),
        ("resnet50,stem=deep,stem_width=24-32-64", "ResNet-50, deep stem, stem width 24-32-64"),
        ("resnet18,se=16,se_min=8", "ResNet-18, SE 16, at least 8 squeezed"),
    ],
)
def test_a_title_says_what_the_stem_squeezing_and_the_head_have_of_their_own(
    arch: str, title: str
) -> None:
    assert title_of(parse(arch)) == title
