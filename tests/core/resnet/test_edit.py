"""One choice changed, and what follows from it."""

import pytest
from hypothesis import given

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.edit import changed, twin_of
from resnet_viz.core.resnet.presets import BY_NAME, switched
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Block, Downsample, ResNetSpec, ShortcutOption, Stem
from tests.samples.legal_specs import LEGAL_SPECS


@pytest.mark.parametrize(
    ("arch", "key", "value", "expected"),
    [
        ("resnet50", "depth", 101, "resnet101"),
        ("resnet20", "depth", 56, "resnet56"),
        ("resnext50_32x4d", "block", Block.BASIC, "resnet34"),
        ("resnet50,se=200", "block", Block.BASIC, "resnet34,se=64"),
        ("resnet50,downsample=avg", "shortcut", ShortcutOption.ZERO_PAD, "resnet50,shortcut=A"),
        ("resnet50", "downsample", Downsample.AVG, "resnet50,downsample=avg"),
        ("resnet50", "input", (3, 64, 64), "resnet50,input=64"),
        ("resnet50", "se", 16, "resnet50,se=16"),
        ("resnet50,se=16,se_min=8", "se", 0, "resnet50"),
        ("resnet50,se=16,se_min=8", "se", 8, "resnet50,se=8,se_min=8"),
        ("resnet50", "classes", 0, "resnet50,classes=0"),
        (
            "resnet50,stem=deep,stem_width=24-32-48",
            "stem",
            Stem.CIFAR,
            "resnet50,stem=cifar,stem_width=48",
        ),
        ("resnet50,stem=deep,stem_width=24-32-64", "stem", Stem.IMAGENET, "resnet50"),
        ("resnet50,stem_width=128", "stem", Stem.DEEP, "resnet50,stem=deep,stem_width=64-64-128"),
        ("resnet50,stem_width=32", "width", 32, "resnet50,width=32"),
        ("resnet50,stem_width=32", "width", 48, "resnet50,width=48,stem_width=32"),
        ("resnet50,shortcut=A,stem_width=128", "block", Block.BASIC, "resnet34,shortcut=A"),
        ("resnet50,stem_width=128", "block", Block.BASIC, "resnet34,stem_width=128"),
        ("resnet50,se=999,se_min=8", "block", Block.BASIC, "resnet34,se=512,se_min=8"),
    ],
)
def test_a_change_takes_along_what_has_to_follow(
    arch: str, key: str, value: object, expected: str
) -> None:
    assert changed(parse(arch), key, value) == parse(expected)


def test_a_depth_that_no_stage_list_reaches_is_refused() -> None:
    with pytest.raises(UserError, match="Nearest: 50 and 53"):
        changed(parse("resnet50"), "depth", 51)


@given(LEGAL_SPECS)
def test_the_twin_of_the_twin_is_the_network_itself(spec: ResNetSpec) -> None:
    twin = checked(twin_of(spec))
    assert twin.is_plain is not spec.is_plain
    if not spec.is_plain:
        assert twin_of(twin, spec) == spec


def test_the_twin_of_a_plain_network_has_its_familys_shortcuts() -> None:
    assert twin_of(parse("plain34")) == parse("resnet34")
    assert twin_of(parse("plain20"), parse("resnet50")) == parse("resnet20")
    wide_stem = parse("plain20,stem_width=17")  # which zero channels can't carry on
    assert twin_of(wide_stem) == parse("resnet20,stem_width=17,shortcut=B")


@pytest.mark.parametrize(
    ("arch", "name", "expected"),
    [
        ("resnet50", "resnet20", "resnet20"),
        ("resnet20", "resnet50", "resnet50"),
        ("resnet50,input=64,classes=7", "resnet20", "resnet20,input=64,classes=7"),
        ("resnet20,classes=100", "resnet18", "resnet18,classes=100"),
        ("resnet50,stride_in=1x1", "resnet152", "resnet152,stride_in=1x1"),
        ("resnet50,se=16", "resnet101", "resnet101"),
    ],
)
def test_another_published_network_keeps_the_persons_own_images_and_classes(
    arch: str, name: str, expected: str
) -> None:
    assert switched(parse(arch), BY_NAME[name]) == parse(expected)
