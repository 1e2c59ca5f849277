"""ARCH, both ways: what each text means, what is refused and with which words."""

import random
import unicodedata
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import FREE_NAME, parse, unpublished_text
from resnet_viz.core.resnet.keys import KEYS, OPTIONS
from resnet_viz.core.resnet.presets import BY_NAME, IMAGENET_SPEC, PRESETS
from resnet_viz.core.resnet.spec import (
    Block,
    Downsample,
    Image,
    Order,
    ResNetSpec,
    ShortcutOption,
    Stem,
    StrideIn,
)
from tests.samples.legal_specs import LEGAL_SPECS

PLAUSIBLE = st.sampled_from(
    [
        *BY_NAME,
        FREE_NAME,
        *KEYS,
        *Block,
        *StrideIn,
        *ShortcutOption,
        *Stem,
        *Order,
        *Downsample,
        *"=,-x× 0159",
        "224",
        "3-4-6-3",
        "50",
        "٣",
    ]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PLAUSIBLE, max_size=12).map("".join))


def other_texts(spec: ResNetSpec) -> Iterator[str]:
    """Every text that may name the spec, leaving out what can be left out in every way."""
    channels, height, width = spec.image
    sizes = (f"{height}", f"{height}x{width}", f"{channels}x{height}x{width}")
    options = [("", f",{key}={getattr(spec, key)}") for key in OPTIONS if key != "input"]
    structure = (
        (*BY_NAME, FREE_NAME),
        ("", f",block={spec.block}"),
        ("", f",depth={spec.depth}"),
        ("", f",stages={'-'.join(map(str, spec.stages))}"),
    )
    for parts in product(*structure):
        for kept in options_kept(parts[0], spec, options):
            for size in ("", *(f",input={size}" for size in sizes)):
                yield "".join((*parts, *kept, size))


def options_kept(
    name: str, spec: ResNetSpec, options: list[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    """All options, and all but each one whose absence the name may stand for."""
    everything = tuple(text for _, text in options)
    base = BY_NAME[name].spec if name in BY_NAME else IMAGENET_SPEC
    needed = [
        text
        for text in everything
        if str(getattr(base, text[1:].partition("=")[0])) != text.partition("=")[2]
    ]
    yield everything
    yield tuple(needed)
    for text in needed:
        yield tuple(each for each in needed if each != text)


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
def test_no_other_true_text_that_means_the_same_is_shorter(spec: ResNetSpec) -> None:
    shorter = (text for text in other_texts(spec) if len(text) < len(str(spec)))
    assert [text for text in shorter if meaning_of(text) == spec and is_true(text, spec)] == []


def is_true(text: str, spec: ResNetSpec) -> bool:
    """Whether a text says nothing false of a network; a depth says nothing of the stages."""
    name = text.partition(",")[0]
    if ",depth=" in text:
        return False
    preset = BY_NAME.get(name)
    if preset is None:
        return True
    names_groups = name.startswith(("resnext", "wide"))
    return (
        (preset.spec.depth, preset.spec.block) == (spec.depth, spec.block)
        and (not name.startswith("plain") or spec.is_plain)
        and (not name.startswith("preact") or spec.order is Order.PRE)
        and (
            not names_groups
            or (preset.spec.groups, preset.spec.group_width) == (spec.groups, spec.group_width)
        )
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("resnet50,depth=14", "resnet,stages=1-1-1-1,block=bottleneck"),
        ("resnet18,block=bottleneck", "resnet,stages=2-2-2-2,block=bottleneck"),
        ("resnet,depth=53", "resnet,stages=3-4-7-3,block=bottleneck"),
        ("resnet101,block=basic", "resnet,stages=3-4-23-3,block=basic"),
        ("resnet34,block=bottleneck", "resnet50"),
        ("resnet50,groups=32,group_width=4,se=16", "resnext50_32x4d,se=16"),
        ("plain18,shortcut=B", "resnet18"),
        ("preact164,order=post", "resnet,stages=18-18-18,stem=cifar,width=16,input=32,classes=10"),
        ("resnet18,stages=1-3-2-2", "resnet,stages=1-3-2-2"),
        (
            "wrn-16-4",
            "resnet,stages=2-2-2,order=pre,stem=cifar,stem_width=16,input=32,classes=10",
        ),
    ],
)
def test_a_text_says_nothing_of_a_network_that_is_not_true(asked: str, text: str) -> None:
    assert str(parse(asked)) == text
    assert parse(text) == parse(asked)


# What the program wrote before version 3 in sessions and stored runs.
@pytest.mark.parametrize(
    ("old", "spec"),
    [
        ("resnet50,depth=14", ResNetSpec(Block.BOTTLENECK, (1, 1, 1, 1))),
        ("resnet,depth=53", ResNetSpec(Block.BOTTLENECK, (3, 4, 7, 3))),
        ("resnet,depth=269", ResNetSpec(Block.BOTTLENECK, (4, 32, 49, 4))),
        ("resnet,block=bottleneck,stages=1-1", ResNetSpec(Block.BOTTLENECK, (1, 1))),
        ("resnet18,stages=1-2", ResNetSpec(Block.BASIC, (1, 2))),
    ],
)
def test_texts_of_earlier_versions_mean_the_same_network(old: str, spec: ResNetSpec) -> None:
    assert parse(old) == spec


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


def test_each_option_sets_what_it_is_called_after() -> None:
    spec = parse(
        "resnet50,shortcut=C,order=pre,stride_in=1x1,stem=deep,stem_width=24-32-64,"
        "downsample=avg,width=32,groups=2,group_width=48,se=8,se_min=4,input=64,classes=10"
    )
    assert spec == ResNetSpec(
        Block.BOTTLENECK,
        (3, 4, 6, 3),
        ShortcutOption.ALL_PROJECTIONS,
        Order.PRE,
        StrideIn.CONV1X1,
        Stem.DEEP,
        (24, 32, 64),
        Downsample.AVG,
        32,
        2,
        48,
        8,
        4,
        Image(3, 64, 64),
        10,
    )


def test_words_may_be_written_large_or_small() -> None:
    assert parse("resnet18,shortcut=c,order=PRE") == parse("resnet18,shortcut=C,order=pre")


def test_a_name_fixes_its_family_and_options_change_it() -> None:
    assert parse("resnet20,depth=32") == parse("resnet32")
    assert parse("resnet20,shortcut=none") == parse("plain20")
    assert parse("resnet50,order=pre") == parse("preact50")
    assert parse("resnet50,groups=32,group_width=4") == parse("resnext50_32x4d")
    assert parse("preact110,block=bottleneck,shortcut=B") == parse("preact164")
    assert parse("resnet34,block=bottleneck") == parse("resnet50")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("resnet,depth=53", "distributed as in ResNet-50"),
        ("resnet20,depth=22", "distributed as in ResNet-20"),
        ("resnet,depth=50", ""),
        ("resnet50", ""),
        ("resnet,stages=3-4-7-3", ""),
        ("resnet,depth=26", "Published with bottleneck blocks, 2-2-2-2 (timm and Hugging Face"),
        ("resnet,depth=26", "The published one is resnet,stages=2-2-2-2,block=bottleneck."),
        ("resnet,depth=50,block=basic", "Published with bottleneck blocks, 3-4-6-3 (ResNet-50)"),
        ("resnet,depth=269", "Published with bottleneck blocks, 3-30-48-8"),
        ("resnet,depth=26,block=bottleneck", ""),
        ("resnet,depth=14,block=bottleneck", ""),
        ("resnet,depth=200", ""),
        ("resnet,depth=10", ""),
        ("resnet20,depth=14", ""),
    ],
)
def test_a_depth_that_nobody_published_is_noted(text: str, words: str) -> None:
    note = unpublished_text(text)
    assert words in note
    assert bool(note) == bool(words)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_published_network_is_called_by_its_name(preset: object) -> None:
    assert str(preset.spec) == preset.name  # type: ignore[attr-defined]  # pytest's ids take any


@pytest.mark.parametrize(
    ("text", "words", "nearest"),
    [
        ("resnet51", "did you mean resnet50 or resnet56? No network", ("resnet50", "resnet56")),
        ("resnet60", "Other depths are resnet,depth=N", ("resnet56", "resnet50")),
        ("plain19", "did you mean plain18 or plain20? No ", ("plain18", "plain20")),
        ("preact165", "did you mean preact164 or preact152?", ("preact164", "preact152")),
        ("resnext101", "did you mean resnext", ("resnext101_32x8d", "resnext101_64x4d")),
        ("renset50", "did you mean resnet50? No network is named 'renset50'", ("resnet50",)),
        ("resnt50", "did you mean resnet50? No network is named 'resnt50'", ("resnet50",)),
        ("vgg16", "resnet20 or one of 26 more. Other depths are resnet,depth=N", ()),
        ("wrn-30-2", "did you mean wrn-28-2 or wrn-34-2? A Wide", ("wrn-28-2", "wrn-34-2")),
        ("a\nb\x1b[31m\u2028c", r"named 'a\nb\x1b[31m\u2028c'", ()),
        ("", "no network is named ''", ()),
        ("resnet", "alone names no network. Add depth= or stages=", ()),
        ("resnet50,", "nothing comes after a comma", ()),
        ("resnet50,depth", "depth has no value. Write depth=50", ()),
        ("resnet50,depth=", "depth has no value", ()),
        ("resnet50,colour=red", "unknown option 'colour=red'. Options are depth, block", ()),
        ("resnet50,widht=64", "did you mean width? 'widht=64' isn't an option", ("width",)),
        ("resnet50,stem=dep", "did you mean stem=deep? stem=dep is unknown", ("deep",)),
        ("resnet,depth=35", "Nearest: 34 and 36. With block=bottleneck it is", ("34", "36")),
        ("resnet50,width=64x", "width=64x is not a whole number", ()),
        ("resnet50,shortcut=D", "Choose A, B, C or none", ("A", "B", "C", "none")),
        ("resnet50,order=mid", "Choose post or pre", ("post", "pre")),
        ("resnet50,stem=big", "Choose imagenet, deep or cifar", ("imagenet", "deep", "cifar")),
        ("resnet50,downsample=max", "Choose conv or avg", ("conv", "avg")),
        ("resnet50,se=-1", "se=-1 is not a whole number", ()),
        ("resnet20,depth=21", "Nearest: 20 and 22", ("20", "22")),
        ("resnet50,classes=1,classes=2", "classes is given twice", ()),
        ("resnet50,classes=1000001", "Choose 0 to 1000000", ("1000000",)),
        ("resnet50,stem_width=a", "such as 24-32-64", ()),
        ("resnet50,stem_width=64-", "such as 24-32-64", ()),
        ("resnet50,stem=deep,stem_width=16-32", "three such as 24-32-64", ("32",)),
        ("resnet50,stem_width=24-32-64", "or add stem=deep", ("64",)),
        ("resnet50,stem_width=0", "Choose 1 to 1024", ("1",)),
        ("resnet50,se_min=8", "Add se=16", ("1",)),
        ("resnet50,se=16,se_min=2000", "Choose 1 to 1024", ("1024",)),
        ("resnet50,classes=ten", "classes=ten is not a whole number", ()),
        ("resnet50,classes=-1", "is not a whole number", ()),
        ("resnet50,block=wide", "Choose basic or bottleneck", ("basic", "bottleneck")),
        ("resnet50,stride_in=2x2", "Choose 3x3 or 1x1", ("3x3", "1x1")),
        ("resnet50,depth=51", "Nearest: 50 and 53", ("50", "53")),
        ("resnet18,depth=35", "Nearest: 34 and 36", ("34", "36")),
        ("resnet50,depth=0", "Nearest: 14", ("14",)),
        ("resnet50,depth=999999999", "Nearest: 3002", ("3002",)),
        ("resnet50,stages=3-4-6-3,depth=34", "give depth 50. Leave one", ("50",)),
        ("resnet50,stages=3,4,6,3", "unknown option '4'", ()),
        ("resnet50,stages=3-4-", "is not a list of blocks", ("3-4-6-3",)),
        ("resnet50,stages=3-0-6-3", "each stage needs at least 1 block", ("3-1-6-3",)),
        ("resnet50,stages=1-1-1-1-1-1-1-1-1", "1 to 8 are allowed", ("1-1-1-1-1-1-1-1",)),
        ("resnet50,input=0", "height and width from 1 to 8192", ("3x1x1",)),
        ("resnet50,input=9999", "input=3x9999x9999 is out of range", ("3x8192x8192",)),
        ("resnet50,input=1x2x3x4", "isn't an image size", ()),
        ("resnet50,input=big", "isn't an image size", ()),
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


def test_ten_thousand_texts_are_networks_or_mistakes_told_in_one_line() -> None:
    dice = random.Random(20151210)  # noqa: S311  # no secret hangs on it
    pieces = [
        *BY_NAME,
        FREE_NAME,
        *KEYS,
        *"ABC,,,===---x0123456789é\n ",
        "none",
        "pre",
        "avg",
        "1e9",
    ]
    legal = 0
    for _ in range(10_000):
        name = dice.choice([*BY_NAME, FREE_NAME, dice.choice(pieces)])
        options = (
            f"{dice.choice([*KEYS, dice.choice(pieces)])}={dice.choice(values_of(dice))}"
            for _ in range(dice.randrange(5))
        )
        text = ",".join((name, *options))
        if dice.random() < 0.3:
            at = dice.randrange(len(text) + 1)
            text = text[:at] + dice.choice(pieces) + text[at:]
        meaning = meaning_of(text)
        if isinstance(meaning, UserError):
            assert is_one_line(meaning.message), text
        else:
            legal += 1
            assert parse(str(meaning)) == meaning, text
    assert 500 < legal < 9500


def values_of(dice: random.Random) -> list[str]:
    """Values that may be legal for some key, and some that never are."""
    words = [*Block, *ShortcutOption, *Order, *StrideIn, *Stem, *Downsample]
    numbers = [str(dice.randrange(-2, 9)), str(dice.randrange(300)), str(10**12), "٣", ""]
    return [*words, *numbers, "3-4-6-3", "1-1", "0-2", "64x48", "1x28x28", "2x3x4x5", "50"]
