"""ARCH, the text that names a network: `NAME[,key=value]...` to spec and back."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from resnet_viz.core import rules
from resnet_viz.core.errors import UserError
from resnet_viz.core.presets import BY_NAME, PRESETS
from resnet_viz.core.spec import IMAGENET_IMAGE, Block, Image, ResNetSpec, StrideIn
from resnet_viz.core.wording import either

FREE_NAME = "resnet"
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def parse(text: str | ResNetSpec) -> ResNetSpec:
    """The legal spec that ARCH names; a spec is checked and given back.

    UserError says what is wrong with the text and what is allowed.
    """
    if isinstance(text, ResNetSpec):
        return rules.checked(text)
    name, *parts = (part.strip() for part in text.split(","))
    values = _values_of(parts)
    block, stages = _structure(_known_name(name), values)
    return rules.checked(
        ResNetSpec(
            block,
            stages,
            values.get("stride_in", StrideIn.CONV3X3),
            values.get("input", IMAGENET_IMAGE),
            values.get("classes", 1000),
        )
    )


def shortest_text(spec: ResNetSpec) -> str:
    """The shortest ARCH text that parses to this spec; the same text each time."""
    return min(_structure_texts(spec), key=len) + "".join(_option_texts(spec))


def read_stages(text: str) -> tuple[int, ...]:
    """`3-4-6-3` as numbers."""
    if not re.fullmatch(r"\d{1,9}(-\d{1,9})*", text, re.ASCII):
        raise UserError(
            f"stages={text} is not a list of blocks; write a number for each stage with dashes "
            "between them, such as 3-4-6-3",
            "stages",
            ("3-4-6-3",),
        )
    return tuple(map(int, text.split("-")))


def read_image(text: str) -> Image:
    """`224`, `224x192` (height x width) or `3x224x224` (channels first) as an image shape."""
    parts = text.lower().replace("×", "x").split("x")
    if len(parts) > 3 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise UserError(
            f"input={text} is not an image size; write 224, 224x192 (height x width) or "
            "3x224x224 (channels first)",
            "input",
            ("3x224x224",),
        )
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        return Image(height=numbers[0], width=numbers[0])
    return Image(*numbers) if len(numbers) == 3 else Image(height=numbers[0], width=numbers[1])


def _number_reader(key: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _NUMBER.fullmatch(text):
            raise UserError(f"{key}={text} is not a whole number of at most 9 digits", key)
        return int(text)

    return read


def _choice_reader(key: str, choices: type[Block] | type[StrideIn]) -> Callable[[str], Any]:
    def read(text: str) -> Block | StrideIn:
        try:
            return choices(text)
        except ValueError:
            allowed = tuple(choices)
            message = f"{key}={text} is unknown; {key} is {either(allowed)}"
            raise UserError(message, key, allowed) from None

    return read


class Key(NamedTuple):
    """A key of ARCH: how its value is read, and what may stand there."""

    read: Callable[[str], Any]
    allowed: str


KEYS: dict[str, Key] = {
    "depth": Key(_number_reader("depth"), "50"),
    "block": Key(_choice_reader("block", Block), either(Block)),
    "stages": Key(read_stages, "3-4-6-3"),
    "stride_in": Key(_choice_reader("stride_in", StrideIn), either(StrideIn)),
    "input": Key(read_image, "224"),
    "classes": Key(_number_reader("classes"), "1000"),
}


def _known_name(name: str) -> str:
    if name == FREE_NAME or name in BY_NAME:
        return name
    near = _near_names(name)
    raise UserError(
        f"no network is named '{name}'; known: {', '.join((*BY_NAME, FREE_NAME))}"
        f"{f'; nearest: {either(near)}' if near else ''}; other depths are {FREE_NAME},depth=N",
        "name",
        near,
    )


def _near_names(name: str) -> tuple[str, ...]:
    """Names that read like it; of those with a depth, the next by depth."""
    number = re.fullmatch(rf"{FREE_NAME}-?(\d{{1,9}})", name.lower(), re.ASCII)
    if number is None:
        from difflib import get_close_matches  # only a mistake needs it

        return tuple(get_close_matches(name.lower(), BY_NAME, n=2))
    depth = int(number[1])
    by_distance = sorted(PRESETS, key=lambda preset: abs(preset.spec.depth - depth))
    return tuple(preset.name for preset in by_distance[:2])


def _values_of(parts: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part in parts:
        if not part:
            raise UserError("nothing stands behind a comma; write KEY=VALUE there or leave it out")
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if key not in KEYS:
            raise UserError(f"'{part}' is unknown; known: {'=, '.join(KEYS)}=", key)
        if not equals or not value:
            raise UserError(f"{key} has no value; write {key}={KEYS[key].allowed}", key)
        if key in values:
            raise UserError(f"{key} is given twice; give it once", key)
        values[key] = KEYS[key].read(value)
    return values


def _structure(name: str, values: dict[str, Any]) -> tuple[Block, tuple[int, ...]]:
    known = BY_NAME[name].spec if name in BY_NAME else None
    depth: int | None = values.get("depth")
    stages: tuple[int, ...] | None = values.get("stages")
    if known is None and depth is None and stages is None:
        raise UserError(
            f"{FREE_NAME} alone names no network; add depth= or stages=, such as "
            f"{FREE_NAME},depth=50 or {FREE_NAME},stages=3-4-6-3",
            "depth",
        )
    block = values.get("block") or (known.block if known else _block_for(depth, stages))
    if stages is not None:
        _check_agreement(block, stages, depth)
        return block, stages
    if depth is not None:
        return block, rules.stages_for_depth(depth, block)
    assert known is not None
    return block, known.stages


def _block_for(depth: int | None, stages: tuple[int, ...] | None) -> Block:
    if depth is not None:
        return rules.usual_block(depth)
    return rules.usual_block(ResNetSpec(Block.BASIC, stages or ()).depth)


def _check_agreement(block: Block, stages: tuple[int, ...], depth: int | None) -> None:
    rules.check_stages(stages)
    actual = ResNetSpec(block, stages).depth
    if depth not in (None, actual):
        dashed = "-".join(map(str, stages))
        raise UserError(
            f"depth={depth} and stages={dashed} disagree: {block} blocks in these stages "
            f"give depth {actual}; leave one of the two out",
            "depth",
            (str(actual),),
        )


def _structure_texts(spec: ResNetSpec) -> Iterator[str]:
    """Every way to say block and stages that `_structure` reads as just these."""
    stages = f",stages={'-'.join(map(str, spec.stages))}"
    depth = f",depth={spec.depth}"
    block = f",block={spec.block}"
    is_depth_enough = _depth_means(spec)
    for name, preset in BY_NAME.items():
        named_block = "" if preset.spec.block is spec.block else block
        if preset.spec.stages == spec.stages:
            yield name + named_block
        if is_depth_enough:
            yield name + named_block + depth
        yield name + named_block + stages
    free_block = "" if _block_for(None, spec.stages) is spec.block else block
    yield FREE_NAME + free_block + stages
    if is_depth_enough:
        free_block = "" if _block_for(spec.depth, None) is spec.block else block
        yield FREE_NAME + free_block + depth


def _depth_means(spec: ResNetSpec) -> bool:
    """Whether depth and block alone lead back to these stages."""
    try:
        return rules.stages_for_depth(spec.depth, spec.block) == spec.stages
    except UserError:
        return False


def _option_texts(spec: ResNetSpec) -> Iterator[str]:
    if spec.stride_in is not StrideIn.CONV3X3:
        yield f",stride_in={spec.stride_in}"
    if spec.image != IMAGENET_IMAGE:
        yield f",input={_image_text(spec.image)}"
    if spec.classes != 1000:
        yield f",classes={spec.classes}"


def _image_text(image: Image) -> str:
    if image.channels != 3:
        return "x".join(map(str, image))
    if image.height == image.width:
        return str(image.height)
    return f"{image.height}x{image.width}"
