"""ARCH, the text that names a network: `NAME[,key=value]...` to spec and back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.resnet import depth as depths
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.given_spec import tidied
from resnet_viz.core.resnet.keys import KEYS, OPTIONS
from resnet_viz.core.resnet.presets import BY_NAME, IMAGENET_SPEC, PRESETS
from resnet_viz.core.resnet.spec import Block, Image, ResNetSpec
from resnet_viz.core.wording import either

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
    """Whether an ARCH may begin with this name."""
    return name.strip() == FREE_NAME or name.strip() in BY_NAME


def unpublished_text(text: str) -> str:
    """What to say of a legal ARCH that asks for a depth nobody published; '' for any other."""
    spec, values = _read(text)
    return depths.spread_text(spec) if "depth" in values and "stages" not in values else ""


@lru_cache(maxsize=1024)
def shortest_text(spec: ResNetSpec) -> str:
    """The shortest ARCH text that parses to this spec; the same text each time."""
    bases = ((name, BY_NAME[name].spec) for name in BY_NAME)
    texts = (
        structure + _option_texts(base, spec)
        for name, base in (*bases, (FREE_NAME, IMAGENET_SPEC))
        for structure in _structure_texts(name, base, spec)
    )
    return min(texts, key=len)


def _read(text: str) -> tuple[ResNetSpec, dict[str, Any]]:
    """The spec that a text asks for, legal or not, and the values that it gives."""
    name, *parts = (part.strip() for part in text.split(","))
    values = _values_of(parts)
    block, stages = _structure(_known_name(name), values)
    base = BY_NAME[name].spec if name in BY_NAME else IMAGENET_SPEC
    options = {OPTIONS[key]: value for key, value in values.items() if key in OPTIONS}
    return replace(base, block=block, stages=stages, **options), values


def _known_name(name: str) -> str:
    if is_network_name(name):
        return name
    near = _near_names(name)
    raise UserError(
        f"no network is named '{shortened(name)}'. Known: {', '.join((*BY_NAME, FREE_NAME))}"
        f"{f'. Nearest: {either(near)}' if near else ''}. Other depths are {FREE_NAME},depth=N",
        "name",
        near,
    )


def _near_names(name: str) -> tuple[str, ...]:
    """Names that read like it; of those with a depth, the next of that kind by depth."""
    number = re.fullmatch(r"([a-z]+)-?(\d{1,9})", name.lower(), re.ASCII)
    alike = [each for each in PRESETS if number and each.name == number[1] + str(each.spec.depth)]
    if number is None or not alike:
        from difflib import get_close_matches  # only a mistake needs it

        longer = [each for each in BY_NAME if name and each.startswith(name.lower())]
        return tuple((longer or get_close_matches(name.lower(), BY_NAME))[:2])
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
            raise UserError(
                f"unknown option '{shortened(part)}'. Options are {', '.join(KEYS)}", key
            )
        if not equals or not value:
            raise UserError(f"{key} has no value. Write {key}={KEYS[key].allowed}", key)
        if key in values:
            raise UserError(f"{key} is given twice. Give it once", key)
        values[key] = KEYS[key].read(value)
    return values


def _structure(name: str, values: dict[str, Any]) -> tuple[Block, tuple[int, ...]]:
    known = BY_NAME[name].spec if name in BY_NAME else None
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


def _structure_texts(name: str, base: ResNetSpec, spec: ResNetSpec) -> Iterator[str]:
    """Every way to say block and stages after this name that `_structure` reads as just these."""
    is_free = name == FREE_NAME
    stages, depth = f",stages={rules.dashed(spec.stages)}", f",depth={spec.depth}"
    block = f",block={spec.block}"
    if not is_free and base.stages == spec.stages:
        yield name + _unless(base.block is spec.block, block)
    usual = _block_for(None, spec.stages) if is_free else base.block
    yield name + _unless(usual is spec.block, block) + stages
    if depths.is_solved(spec, len(base.stages)):
        usual = _block_for(spec.depth, None) if is_free else base.block
        yield name + _unless(usual is spec.block, block) + depth


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
