"""Which network weights belong to, read from their names and shapes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.state import StateShapes, is_fitting, misfit_text, state_shapes
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.presets import CIFAR_SPEC, IMAGENET_SPEC, title_of
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Block, Downsample, Order, ResNetSpec, ShortcutOption, Stem

_BLOCK = re.compile(r"layer(\d{1,2})\.(\d{1,4})\.", re.ASCII)
FIRST = "layer1.0"
USUAL_SE = 16  # Hu et al. 2018, table 10


def recognise(shapes: StateShapes, file: str = "the file") -> ResNetSpec:
    """The network whose state_dict has these shapes; `file` is what they are called if it fails.

    What shapes don't show is taken as usual: `stride_in=3x3`, the family's image, and option A for
    a network that changes shapes without projections (its plain twin has the same weights).
    UserError where no network of ours has them.
    """
    try:
        spec = checked(_read(shapes))
    except KeyError as error:
        raise _unknown_weights(file, f"{error.args[0]} is missing") from error
    except (IndexError, ValueError, ZeroDivisionError) as error:
        raise _unknown_weights(file, "its layers have no shapes that fit together") from error
    except UserError as error:
        raise _unknown_weights(file, error.message) from error
    wanted = state_shapes(expand(spec))
    if not is_fitting(shapes, wanted):
        nearest = f"nearest is {title_of(spec)}, with {misfit_text(shapes, wanted)}"
        raise _unknown_weights(file, nearest)
    return spec


def assumed_text(network: Network) -> str:
    """What the weights leave open and is taken as usual: part of a sentence."""
    spec = spec_of(network)
    height, width = spec.image[1:]
    words = [f"input {height} × {width}"]
    if spec.block is Block.BOTTLENECK:
        words.append(f"stride on the {spec.stride_in.replace('x', '×')} convolution")
    if spec.shortcut is ShortcutOption.ZERO_PAD:
        words.append("zero-padded shortcuts (its plain twin has the same weights)")
    if spec.order is Order.PRE and spec.shortcut.has_projections:
        words.append("projections of the activated input")
    note = "" if spec.classes else "no last layer, so the network ends after pooling. "
    first = "not" if spec.classes else "Not"
    return f"{note}{first} stated in weights, so assumed: {', '.join(words)}"


def _unknown_weights(file: str, reason: str) -> UserError:
    return UserError(f"{file} doesn't match any ResNet: {reason}", "weights")


def _read(shapes: StateShapes) -> ResNetSpec:
    stages = _stages(shapes)
    block = Block.BOTTLENECK if f"{FIRST}.conv3.weight" in shapes else Block.BASIC
    stem, convs = _stem(shapes)
    base = CIFAR_SPEC if stem is Stem.CIFAR else IMAGENET_SPEC
    is_pooled = any(len(shapes.get(name, ())) == 4 for name in _projections(shapes, "1"))
    spec = replace(
        base,
        block=block,
        stages=stages,
        order=_order(shapes),
        stem=stem,
        stem_width=tuple(shapes[name][0] for name in convs),
        downsample=Downsample.AVG if is_pooled else Downsample.CONV,
        width=shapes[f"{FIRST}.conv{block.convs}.weight"][0] // block.expansion,
        image=base.image._replace(channels=shapes[convs[0]][1]),
        classes=shapes["fc.weight"][0] if "fc.weight" in shapes else 0,
    )
    if block is Block.BOTTLENECK:
        spec = _with_groups(spec, shapes)
    spec = replace(spec, shortcut=_shortcut(shapes, spec))
    return _with_excitation(spec, shapes)


def _order(shapes: StateShapes) -> Order:
    """`pre` where there is a last norm, or a block's first has the channels of its input."""
    norm, conv = shapes.get("layer2.0.bn1.weight", ()), shapes.get("layer2.0.conv1.weight", ())
    is_before = bool(norm and conv) and norm[0] != conv[0]
    return Order.PRE if is_before or "final_bn.weight" in shapes else Order.POST


def _stem(shapes: StateShapes) -> tuple[Stem, tuple[str, ...]]:
    """The stem, and the names of its convolutions' weights."""
    if "conv1.0.weight" in shapes:
        return Stem.DEEP, ("conv1.0.weight", "conv1.3.weight", "conv1.6.weight")
    name = "conv1.weight"
    return (Stem.CIFAR if shapes[name][2] == 3 else Stem.IMAGENET), (name,)


def _stages(shapes: StateShapes) -> tuple[int, ...]:
    found = {(int(match[1]), int(match[2])) for match in map(_BLOCK.match, shapes) if match}
    if not found:
        raise UserError("no residual blocks were found")
    stages = max(stage for stage, _ in found)
    return tuple(
        1 + max(index for stage, index in found if stage == number)
        for number in range(1, stages + 1)
    )


def _projections(shapes: StateShapes, place: str) -> Iterator[str]:
    """The names of the weights at a place of the projections."""
    return (name for name in shapes if name.endswith(f".downsample.{place}.weight"))


def _with_groups(spec: ResNetSpec, shapes: StateShapes) -> ResNetSpec:
    """Groups, and the least group width that gives every stage's 3×3 convolution its channels."""
    numbers = range(1, len(spec.stages) + 1)
    weights = {number: shapes[f"layer{number}.0.conv2.weight"] for number in numbers}
    groups = weights[1][0] // weights[1][1]
    usual = replace(spec, groups=groups)
    if all(usual.inner_channels(number) == weights[number][0] for number in numbers):
        return usual
    least = max(-(-64 * weights[number][1] // spec.planes(number)) for number in numbers)
    return replace(usual, group_width=least)


def _shortcut(shapes: StateShapes, spec: ResNetSpec) -> ShortcutOption:
    projected = {name.partition(".downsample.")[0] for name in shapes if ".downsample." in name}
    changed = {f"layer{stage}.0" for stage in _changing_stages(spec)}
    if projected:
        is_needed = projected == changed
        return ShortcutOption.PROJECTION if is_needed else ShortcutOption.ALL_PROJECTIONS
    if not spec.is_stem_padded:
        return ShortcutOption.NONE
    return ShortcutOption.ZERO_PAD if changed else spec.shortcut


def _changing_stages(spec: ResNetSpec) -> range:
    """The stages whose first block changes the shape."""
    first = 2 if spec.stem_channels[-1] == spec.out_channels(1) else 1
    return range(first, len(spec.stages) + 1)


def _with_excitation(spec: ResNetSpec, shapes: StateShapes) -> ResNetSpec:
    """Squeeze-and-excitation, with a floor where no reduction gives what is found by itself."""
    if f"{FIRST}.se.fc1.weight" not in shapes:
        return spec
    squeezed = {
        spec.out_channels(stage): shapes[f"layer{stage}.0.se.fc1.weight"][0]
        for stage in range(1, len(spec.stages) + 1)
    }
    exact = _reductions(squeezed, 0, spec.most_se)
    if exact:
        return spec.with_se(exact[-1])
    floored = replace(spec, se_min=min(squeezed.values()))
    fitting = _reductions(squeezed, floored.se_min, floored.most_se)
    if not fitting:
        found = " and ".join(f"{channels} to {count}" for channels, count in squeezed.items())
        raise UserError(f"no one reduction squeezes {found} channels")
    return floored.with_se(USUAL_SE if USUAL_SE in fitting else fitting[-1])


def _reductions(squeezed: Mapping[int, int], floor: int, most: int) -> range:
    """What divides all these channels to these counts, of which the least may be a floor."""
    least = max(channels // (count + 1) + 1 for channels, count in squeezed.items())
    above = (channels // count for channels, count in squeezed.items() if count > floor)
    return range(least, min((most, *above)) + 1)
