"""ARCH, both ways: what each text means, what is refused and with which words."""

import unicodedata
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_viz.core.arch import FREE_NAME, KEYS, parse
from resnet_viz.core.errors import UserError
from resnet_viz.core.presets import BY_NAME, PRESETS
from resnet_viz.core.spec import Block, Image, ResNetSpec, StrideIn
from tests.legal_specs import LEGAL_SPECS

PLAUSIBLE = st.sampled_from(
    [*BY_NAME, FREE_NAME, *KEYS, *Block, *StrideIn, *"=,-x× 0159", "224", "3-4-6-3", "50", "٣"]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PLAUSIBLE, max_size=12).map("".join))


def other_texts(spec: ResNetSpec) -> Iterator[str]:
    """Every text that may name the spec, leaving out what can be left out in every way."""
    names = (*BY_NAME, FREE_NAME)
    blocks = ("", f",block={spec.block}")
    depths = ("", f",depth={spec.depth}")
    stages = ("", f",stages={'-'.join(map(str, spec.stages))}")
    strides = ("", f",stride_in={spec.stride_in}")
    channels, height, width = spec.image
    sizes = (f"{height}", f"{height}x{width}", f"{channels}x{height}x{width}")
    images = ("", *(f",input={size}" for size in sizes))
    classes = ("", f",classes={spec.classes}")
    for parts in product(names, blocks, depths, stages, strides, images, classes):
        yield "".join(parts)


def meaning_of(text: str) -> ResNetSpec | UserError:
    try:
        return parse(text)
    except UserError as mistake:
        return mistake


def is_one_line(message: str) -> bool:
    return len(message.splitlines()) == 1 and not {unicodedata.category(c) for c in message} & {
        "Cc"
    }


@given(LEGAL_SPECS)
def test_the_text_of_every_legal_spec_leads_back_to_it(spec: ResNetSpec) -> None:
    assert parse(str(spec)) == spec
    assert parse(spec) is spec


@settings(max_examples=15, deadline=None)
@given(LEGAL_SPECS)
@example(ResNetSpec(Block.BASIC, (1, 1, 1, 1)))
@example(ResNetSpec(Block.BOTTLENECK, (2, 2, 2, 2)))
@example(ResNetSpec(Block.BOTTLENECK, (40, 1)))
def test_no_other_text_that_means_the_same_is_shorter(spec: ResNetSpec) -> None:
    shorter = (text for text in other_texts(spec) if len(text) < len(str(spec)))
    assert [text for text in shorter if meaning_of(text) == spec] == []


@settings(max_examples=2000, deadline=None)
@given(TEXTS)
def test_any_text_is_a_network_or_a_mistake_in_one_line(text: str) -> None:
    found = meaning_of(text)
    assert is_one_line(found.message) if isinstance(found, UserError) else found
    assert isinstance(found, UserError) or parse(str(found)) == found


@pytest.mark.parametrize("field", KEYS)
@settings(max_examples=100, deadline=None)
@given(value=st.integers(-10, 10**10) | st.text("0123456789-x×ab", min_size=1, max_size=5))
def test_any_value_is_legal_or_its_field_is_named(field: str, value: int | str) -> None:
    found = meaning_of(f"resnet50,{field}={value}")
    assert isinstance(found, ResNetSpec) or found.field == field


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("resnet50", ResNetSpec(Block.BOTTLENECK, (3, 4, 6, 3))),
        (" resnet50 , block = basic ", ResNetSpec(Block.BASIC, (3, 4, 6, 3))),
        ("resnet34,block=bottleneck", ResNetSpec(Block.BOTTLENECK, (3, 4, 6, 3))),
        ("resnet50,depth=101", ResNetSpec(Block.BOTTLENECK, (3, 4, 23, 3))),
        ("resnet,depth=152", ResNetSpec(Block.BOTTLENECK, (3, 8, 36, 3))),
        ("resnet,depth=34", ResNetSpec(Block.BASIC, (3, 4, 6, 3))),
        ("resnet,depth=50,block=basic", ResNetSpec(Block.BASIC, (5, 6, 8, 5))),
        ("resnet,stages=2-2-2-2", ResNetSpec(Block.BASIC, (2, 2, 2, 2))),
        ("resnet18,stages=1-2", ResNetSpec(Block.BASIC, (1, 2))),
        ("resnet18,depth=18,stages=2-2-2-2", ResNetSpec(Block.BASIC, (2, 2, 2, 2))),
    ],
)
def test_name_block_depth_and_stages(text: str, spec: ResNetSpec) -> None:
    assert parse(text) == spec


@pytest.mark.parametrize(
    ("size", "image"),
    [
        ("192", Image(3, 192, 192)),
        ("224x192", Image(3, 224, 192)),
        ("224×192", Image(3, 224, 192)),
        ("1X28X28", Image(1, 28, 28)),
    ],
)
def test_input_is_height_by_width_with_channels_first_when_three(size: str, image: Image) -> None:
    assert parse(f"resnet18,input={size}").image == image


def test_the_other_options() -> None:
    spec = parse("resnet50,stride_in=1x1,classes=10")
    assert (spec.stride_in, spec.classes) == (StrideIn.CONV1X1, 10)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_published_network_is_called_by_its_name(preset: object) -> None:
    assert str(preset.spec) == preset.name  # type: ignore[attr-defined]  # pytest's ids take any


@pytest.mark.parametrize(
    ("text", "words", "nearest"),
    [
        ("resnet51", "no network is named 'resnet51'; known: resnet18", ("resnet50", "resnet34")),
        ("ResNet-50", "nearest: resnet50 or ", ("resnet50", "resnet34")),
        ("resnet26", "other depths are resnet,depth=N", ("resnet18", "resnet34")),
        ("renset50", "nearest: resnet50 or ", ("resnet50", "resnet152")),
        ("a\nb\x1b[31m\u2028c", r"named 'a\nb\x1b[31m\u2028c'", ()),
        ("", "no network is named ''", ()),
        ("resnet", "alone names no network; add depth= or stages=", ()),
        ("resnet50,", "nothing stands behind a comma", ()),
        ("resnet50,depth", "depth has no value; write depth=50", ()),
        ("resnet50,depth=", "depth has no value", ()),
        ("resnet50,width=64x", "'width=64x' is unknown; known: depth=", ()),
        ("resnet50,classes=1,classes=2", "classes is given twice", ()),
        ("resnet50,classes=0", "classes goes from 1 to 1000000", ("1",)),
        ("resnet50,classes=ten", "classes=ten is not a whole number", ()),
        ("resnet50,classes=-1", "is not a whole number", ()),
        ("resnet50,block=wide", "block is basic or bottleneck", ("basic", "bottleneck")),
        ("resnet50,stride_in=2x2", "stride_in is 3x3 or 1x1", ("3x3", "1x1")),
        ("resnet50,depth=51", "nearest: 50 and 53", ("50", "53")),
        ("resnet18,depth=35", "nearest: 34 and 36", ("34", "36")),
        ("resnet50,depth=0", "nearest: 14", ("14",)),
        ("resnet50,depth=999999999", "nearest: 3002", ("3002",)),
        ("resnet50,stages=3-4-6-3,depth=34", "give depth 50; leave one", ("50",)),
        ("resnet50,stages=3,4,6,3", "'4' is unknown", ()),
        ("resnet50,stages=3-4-", "is not a list of blocks", ("3-4-6-3",)),
        ("resnet50,stages=3-0-6-3", "each stage needs at least 1 block", ("3-1-6-3",)),
        ("resnet50,stages=1-1-1-1-1-1-1-1-1", "1 to 8 are allowed", ("1-1-1-1-1-1-1-1",)),
        ("resnet50,input=0", "height and width from 1 to 8192", ("3x1x1",)),
        ("resnet50,input=9999", "input=3x9999x9999 is out of range", ("3x8192x8192",)),
        ("resnet50,input=1x2x3x4", "is not an image size", ("3x224x224",)),
        ("resnet50,input=big", "is not an image size", ("3x224x224",)),
    ],
)
def test_a_mistake_says_what_is_allowed_and_what_is_near(
    text: str, words: str, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(UserError) as caught:
        parse(text)
    assert words in caught.value.message
    assert caught.value.nearest == nearest


def test_too_many_blocks_are_cut_down_in_proportion() -> None:
    with pytest.raises(UserError) as caught:
        parse("resnet50,stages=3000-1000")
    assert caught.value.nearest == ("750-250",)
