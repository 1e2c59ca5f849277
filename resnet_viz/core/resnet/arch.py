"""ARCH, the text that names a network: `NAME[,key=value]...` to spec and back."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from resnet_viz.core.choice import MOST_MEANT, did_you_mean, listed, meant_by
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.resnet import depth as depths
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.given_spec import tidied
from resnet_viz.core.resnet.keys import KEYS, OPTIONS
from resnet_viz.core.resnet.presets import BY_NAME, IMAGENET_SPEC, PRESETS, is_true_name
from resnet_viz.core.resnet.published import published_elsewhere
from resnet_viz.core.resnet.spec import Block, Image, ResNetSpec

FREE_NAME = "resnet"


def parse(text: str | ResNetSpec) -> ResNetSpec:
    """The legal spec that ARCH names; a spec is checked and given back.

    UserError says what is wrong with the text and what is allowed.
    """
    if isinstance(text, ResNetSpec):
        return rules.checked(tidied(text))
    return rules.checked(_read(_checked_text(text))[0])


def _checked_text(given: object) -> str:
    if not isinstance(given, str):
        quoted = shortened(repr(given))
        raise UserError(f"{quoted} is neither a text such as 'resnet50' nor a ResNetSpec", "arch")
    return given


def is_network_name(name: str) -> bool:
    """Whether an ARCH may begin with this name, in whichever way it is written.

    True too for a network of another family, of which `parse` says what it has.
    """
    name = name.strip()
    try:
        return _is_free(name) or name in BY_NAME or bool(_text_named(name))
    except UserError:
        return True


def unpublished_text(text: str) -> str:
    """What to say of a legal ARCH that asks for a depth nobody published; '' for any other.

    Where somebody published it with other blocks, the ARCH of that is named too.
    """
    spec, values = _read(text)
    note = depths.spread_text(spec) if "depth" in values and "stages" not in values else ""
    other = published_elsewhere(spec) if note else None
    return f"{note} The published one is {other.arch}." if other else note


def is_own_name(name: str) -> bool:
    """Whether a name is one that our texts begin with, and not another's for the same network."""
    return _is_free(name.strip()) or name.strip() in BY_NAME


def ours_of(text: str) -> str:
    """Our text of a legal ARCH that begins with another's name; '' for any other text."""
    if is_own_name(text.partition(",")[0]):
        return ""
    try:
        return str(parse(text))
    except UserError:
        return ""


def other_name_text(text: str) -> str:
    """What to say of a legal ARCH that begins with another's name: our text of it; else ''.

    '' too where the names differ in no more than capitals and dashes.
    """
    ours = ours_of(text)
    is_same = re.sub(r"\W|_", "", text.lower()) == re.sub("_", "", ours)
    return "" if is_same or not ours else f"{text} is {ours}"


@lru_cache(maxsize=1024)
def shortest_text(spec: ResNetSpec) -> str:
    """The shortest ARCH text that parses to this spec and is true; the same text each time.

    A name says depth and block, so it names no network with others: `resnet50,depth=14` is not
    true of what has 14 layers. Stages are written out: what a depth alone leads to is a rule.
    """
    named = (
        preset.name
        + _unless(preset.spec.stages == spec.stages, f",stages={rules.dashed(spec.stages)}")
        + _option_texts(preset.spec, spec)
        for preset in PRESETS
        if is_true_name(preset, spec)
    )
    return min((*named, _free_text(spec)), key=len)


def _free_text(spec: ResNetSpec) -> str:
    usual = _block_for(None, spec.stages)
    block = _unless(usual is spec.block, f",block={spec.block}")
    stages, options = rules.dashed(spec.stages), _option_texts(IMAGENET_SPEC, spec)
    return f"{FREE_NAME},stages={stages}{block}{options}"


def _read(text: str) -> tuple[ResNetSpec, dict[str, Any]]:
    """The spec that a text asks for, legal or not, and the values that it gives."""
    name, *parts = (part.strip() for part in text.split(","))
    values = _values_of(parts)
    return spec_with(spec_named(name), values), values


def spec_with(known: ResNetSpec | None, values: dict[str, Any]) -> ResNetSpec:
    """The named network, None for the free one, with the values of keys; legal or not.

    UserError where block, depth and stages don't go together.
    """
    block, stages = _structure(known, values)
    base = known or IMAGENET_SPEC
    options = {OPTIONS[key]: value for key, value in values.items() if key in OPTIONS}
    return replace(base, block=block, stages=stages, **options)


def spec_named(name: str) -> ResNetSpec | None:
    """The network of a name, ours or another's; None for the free one; UserError for others."""
    if _is_free(name):
        return None
    if name in BY_NAME:
        return BY_NAME[name].spec
    if text := _text_named(name):
        return _read(text)[0]
    raise _unknown_name(name)


def _text_named(name: str) -> str:
    """A network by the name that others write, as ours; '' for none."""
    from resnet_viz.core.resnet.other_names import text_named  # not before a window's first paint

    return text_named(name)


def _is_free(name: str) -> bool:
    return name.lower() == FREE_NAME


def _unknown_name(name: str) -> UserError:
    near, quoted = _near_names(name), shortened(name)
    other_depths = f"Other depths are {FREE_NAME},depth=N"
    if near:
        words = f"{did_you_mean(near)}No network is named '{quoted}'. {other_depths}"
        return UserError(words, "name", near)
    known = f"Names are {listed(BY_NAME)}"
    return UserError(f"no network is named '{quoted}'. {known}. {other_depths}", "name")


def _near_names(name: str) -> tuple[str, ...]:
    """Names that read like it; of those with a depth, the next of that kind by depth."""
    number = re.fullmatch(r"([a-z]+)-?(\d{1,9})", name.lower(), re.ASCII)
    alike = [each for each in PRESETS if number and each.name == number[1] + str(each.spec.depth)]
    if number is None or not alike:
        longer = tuple(each for each in BY_NAME if name and each.startswith(name.lower()))
        return (longer or meant_by(name, BY_NAME))[:MOST_MEANT]
    depth = int(number[2])
    alike.sort(key=lambda preset: abs(preset.spec.depth - depth))
    return tuple(preset.name for preset in alike[:2])


def _values_of(parts: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part in parts:
        if not part:
            raise UserError("nothing comes after a comma. Write KEY=VALUE there or leave it out")
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if key not in KEYS:
            raise _unknown_key(key, part)
        if not equals or not value:
            raise UserError(f"{key} has no value. Write {key}={KEYS[key].allowed}", key)
        if key in values:
            raise UserError(f"{key} is given twice. Give it once", key)
        values[key] = KEYS[key].read(value)
    return values


def _unknown_key(key: str, part: str) -> UserError:
    near = meant_by(key, KEYS)
    if near:
        return UserError(f"{did_you_mean(near)}'{shortened(part)}' isn't an option", key, near)
    return UserError(f"unknown option '{shortened(part)}'. Options are {listed(KEYS)}", key)


def _structure(known: ResNetSpec | None, values: dict[str, Any]) -> tuple[Block, tuple[int, ...]]:
    depth: int | None = values.get("depth")
    stages: tuple[int, ...] | None = values.get("stages")
    if known is None and depth is None and stages is None:
        raise UserError(
            f"{FREE_NAME} alone names no network. Add depth= or stages=, such as "
            f"{FREE_NAME},depth=50 or {FREE_NAME},stages=3-4-6-3",
            "depth",
        )
    block = values.get("block") or (known.block if known else _block_for(depth, stages))
    if stages is not None:
        _check_agreement(block, stages, depth)
        return block, stages
    if depth is not None:
        return block, depths.stages_for_depth(depth, block, _stage_count(known))
    assert known is not None
    return block, known.stages


def _stage_count(base: ResNetSpec | None) -> int:
    """How many stages a depth is spread over: as many as the named network has."""
    return len(base.stages) if base else depths.USUAL_STAGES


def _block_for(depth: int | None, stages: tuple[int, ...] | None) -> Block:
    if depth is not None:
        return depths.usual_block(depth)
    return depths.usual_block(ResNetSpec(Block.BASIC, stages or ()).depth)


def _check_agreement(block: Block, stages: tuple[int, ...], depth: int | None) -> None:
    rules.check_stages(stages)
    actual = ResNetSpec(block, stages).depth
    if depth not in (None, actual):
        raise UserError(
            f"depth={depth} and stages={rules.dashed(stages)} disagree: {block} blocks in these "
            f"stages give depth {actual}. Leave one of the two out",
            "depth",
            (str(actual),),
        )


def _unless(is_usual: bool, text: str) -> str:
    return "" if is_usual else text


def _option_texts(base: ResNetSpec, spec: ResNetSpec) -> str:
    """What is not as in the named network, in the order of the keys."""
    return "".join(
        f",{key}={_value_text(_stated(spec, field))}"
        for key, field in OPTIONS.items()
        if getattr(spec, field) != getattr(base, field)
    )


def _stated(spec: ResNetSpec, field: str) -> Any:
    """A field's value as a number where the spec leaves it to another."""
    return getattr(spec, field) if field != "stem_width" else spec.stem_width or spec.width


def _value_text(value: Any) -> str:
    if not isinstance(value, Image):
        return rules.dashed(value) if isinstance(value, tuple) else str(value)
    if value.channels != 3:
        return "x".join(map(str, value))
    if value.height == value.width:
        return str(value.height)
    return f"{value.height}x{value.width}"
