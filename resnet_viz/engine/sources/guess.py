"""The inputs of a model where none are given: of what its library says, or of its first layer.

What is guessed is tried by a pass, except where a library itself says it.
"""

import inspect
from collections.abc import Iterator
from typing import Any

from torch import nn

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.models.inputs import EXAMPLE, InputAsked

Inputs = tuple[InputAsked, ...]
TOKENS = "int64"
LENGTH = 128  # of a text, unless the model takes less
SOUND = 16_000  # numbers of a second of sound
FRAMES = 3000  # of a spectrogram: Whisper takes just these, of half a minute
SIDES = (224, 32, 28, 64, 96, 128, 256, 299, 384, 512)  # of images, the most usual first
LENGTHS = (1024, 128, 32, SOUND)  # of signals
CUBES = ((16, 112, 112), (32, 32, 32), (64, 64, 64))  # of films and volumes
STEPS = 32  # of a series that a recurrent layer reads
RECURRENT = (nn.LSTM, nn.GRU, nn.RNN)


def said_by_library(model: nn.Module) -> Inputs:
    """What the library's own data of a model say: timm's `input_size`, transformers' config."""
    timm = getattr(model, "pretrained_cfg", None) or getattr(model, "default_cfg", None)
    size = timm.get("input_size") if isinstance(timm, dict) else None
    if isinstance(size, tuple) and all(isinstance(side, int) for side in size):
        return (InputAsked("", (1, *size)),)
    if hasattr(model, "main_input_name") and hasattr(model, "config"):
        return tuple(_of_config(model, model.config))
    return ()


def guesses_for(model: nn.Module) -> Iterator[Inputs]:
    """Inputs that a module may take, the most likely first.

    UserError where its forward pass takes something that no layer tells.
    """
    names = _needed(model)
    if len(names) > 1:
        asked = " ".join(f"--input {name}:SHAPE" for name in names)
        raise UserError(
            f"{type(model).__name__} takes {', '.join(names[:-1])} and {names[-1]}, and what "
            f"shapes they have can't be guessed. Give each of them: {asked}",
            "input",
        )
    if not names:
        yield ()
        return
    yield from ((InputAsked("", shape, dtype),) for shape, dtype in _shapes_for(model))


def unguessed(model: nn.Module, why: str) -> UserError:
    """Why a model needs to be given its input."""
    names = _needed(model)
    what = f"input {names[0]}" if names else "input"
    return UserError(
        f"the {what} of {shortened(type(model).__name__)} can't be guessed{why}. "
        f"Give it as {EXAMPLE}",
        "input",
    )


def _needed(model: nn.Module) -> list[str]:
    """The arguments of a forward pass that have no default."""
    try:
        found = inspect.signature(model.forward).parameters.values()
    except (TypeError, ValueError):
        return ["input"]
    places = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    needed = [each.name for each in found if each.default is each.empty]
    kinds = {each.name: each.kind for each in found}
    named = [name for name in needed if kinds[name] in (*places, inspect.Parameter.KEYWORD_ONLY)]
    has_any = any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in found)
    return named or (["input"] if has_any or found else [])


def _shapes_for(model: nn.Module) -> Iterator[tuple[tuple[int, ...], str]]:
    seen = 0
    for module in model.modules():
        for found in _shapes_of(module):
            yield found
            seen += 1
        if seen:
            return  # of the first layer that tells


def _shapes_of(module: nn.Module) -> Iterator[tuple[tuple[int, ...], str]]:
    match module:
        case nn.Conv2d() | nn.ConvTranspose2d():
            yield from (((1, module.in_channels, side, side), "") for side in SIDES)
        case nn.Conv1d() | nn.ConvTranspose1d():
            yield from (((1, module.in_channels, length), "") for length in LENGTHS)
        case nn.Conv3d() | nn.ConvTranspose3d():
            yield from (((1, module.in_channels, *cube), "") for cube in CUBES)
        case nn.Embedding() | nn.EmbeddingBag():
            yield from (((1, length), TOKENS) for length in (LENGTH, 32, 16))
        case nn.Linear():
            size = module.in_features
            yield from (((1, size), ""), ((1, STEPS, size), ""))
            yield from _flattened(size)
        case nn.MultiheadAttention():
            yield (1, STEPS, module.embed_dim), ""
        case nn.BatchNorm2d():
            yield from (((1, module.num_features, side, side), "") for side in SIDES[:2])
        case nn.BatchNorm1d():
            yield (1, module.num_features), ""
        case _ if isinstance(module, RECURRENT):
            yield (1, STEPS, module.input_size), ""
        case _:
            return


def _flattened(size: int) -> Iterator[tuple[tuple[int, ...], str]]:
    """The images that a fully connected layer may see as one row."""
    for channels in (1, 3):
        side = round((size / channels) ** 0.5)
        if channels * side * side == size:
            yield (1, channels, side, side), ""


def _of_config(model: Any, config: Any) -> Iterator[InputAsked]:
    """What transformers' configuration says, by the names of arguments that it has."""
    name = model.main_input_name
    text = getattr(config, "text_config", config)
    tokens = (1, min(LENGTH, getattr(text, "max_position_embeddings", None) or LENGTH))
    vision = getattr(config, "vision_config", config)
    if name == "pixel_values":
        yield InputAsked(name, _image_shape(vision))
    elif name == "input_values":
        yield InputAsked(name, (1, SOUND))
    elif name == "input_features":
        rows = getattr(config, "num_mel_bins", 80)
        yield InputAsked(name, (1, rows, FRAMES))
    else:
        yield InputAsked(name, tokens, TOKENS)
    taken = inspect.signature(model.forward).parameters
    if name == "input_ids" and "pixel_values" in taken and vision is not config:
        yield InputAsked("pixel_values", _image_shape(vision))
    if name == "pixel_values" and "input_ids" in taken:
        yield InputAsked("input_ids", tokens, TOKENS)
    if getattr(config, "is_encoder_decoder", False) and "decoder_input_ids" in taken:
        yield InputAsked("decoder_input_ids", tokens, TOKENS)


def _image_shape(config: Any) -> tuple[int, ...]:
    size = getattr(config, "image_size", None) or SIDES[0]
    sides = tuple(size) if isinstance(size, list | tuple) else (int(size), int(size))
    return (1, int(getattr(config, "num_channels", None) or 3), *sides)
