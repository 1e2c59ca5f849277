"""What differs between two networks in a few plain sentences."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.graph.naming import operation_title
from resnet_viz.core.graph.paths import HEAD, STEM
from resnet_viz.core.graph.shape import shown
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.rows import LayerDiff, StageDiff
from resnet_viz.core.wording import digits_grouped, shape_text

SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SHORTCUT_NOUNS = {  # of identities there are fewer where there are more of these
    ShortcutKind.ZERO_PAD: "zero-padded shortcut",
    ShortcutKind.PROJECTION: "projection",
}
ATTRIBUTE_NOUNS = {"groups": "number of groups"}
MOST_NAMED = 3  # stages in a sentence
FOLLOWING = frozenset({"input", "output", "shape", "shortcut", "padding"})


class Names(NamedTuple):
    """What both networks are called."""

    a: str
    b: str


def sentences_of(stages: Sequence[StageDiff], a: str = "A", b: str = "B") -> tuple[str, ...]:
    """What is most different first; one sentence where nothing differs. `a` and `b` are names."""
    names = Names(a, b)
    if all(stage.kind is Kind.SAME for stage in stages):
        return (f"{a} and {b} have the same layers, shapes and shortcuts.",)
    found = (
        *_lone_stages(stages, names),
        *_other_blocks(stages, names),
        *_block_counts(stages, names),
        *_shortcuts(stages, names),
        *_attributes(stages),
        *_lone_layers(stages, names),
    )
    return found or tuple(_shapes(stages, names))


def _both(stages: Iterable[StageDiff]) -> list[StageDiff]:
    return [stage for stage in stages if not stage.kind.is_one_sided]


def _lone_stages(stages: Sequence[StageDiff], names: Names) -> Iterator[str]:
    for kind, name in zip((Kind.ONLY_A, Kind.ONLY_B), names, strict=True):
        titles = [_title(stage) for stage in stages if stage.kind is kind]
        if titles:
            yield f"Only {name} has {_listed(titles)}."


def _other_blocks(stages: Sequence[StageDiff], names: Names) -> Iterator[str]:
    """`Blocks are Bottleneck in B and BasicBlock in A, in every stage.`"""
    where: dict[tuple[str, str], list[StageDiff]] = {}
    for stage in _both(stages):
        titles = {
            (part.title_a, part.title_b)
            for part in stage.parts
            if part.is_block and part.title_a and part.title_b
        }
        for pair in sorted(titles):
            if pair[0] != pair[1]:
                where.setdefault(pair, []).append(stage)
    for (ours, theirs), found in where.items():
        place = _place(found, stages)
        yield f"Blocks are {theirs} in {names.b} and {ours} in {names.a}, {place}."


def _block_counts(stages: Sequence[StageDiff], names: Names) -> Iterator[str]:
    both = _both(stages)
    differences = [(stage, stage.blocks[1] - stage.blocks[0]) for stage in both]
    yield from _more("block", differences, names)


def _shortcuts(stages: Sequence[StageDiff], names: Names) -> Iterator[str]:
    ours, theirs = (sum(sum(each.shortcuts[side].values()) for each in stages) for side in (0, 1))
    if bool(ours) is not bool(theirs):
        having, lacking = names if ours else reversed(names)
        count = ours or theirs
        yield f"{lacking} has no shortcuts. {having} has {digits_grouped(count)}."
        return
    for kind, noun in SHORTCUT_NOUNS.items():
        differences = [
            (stage, stage.shortcuts[1].get(kind, 0) - stage.shortcuts[0].get(kind, 0))
            for stage in _both(stages)
        ]
        yield from _more(noun, differences, names)


def _attributes(stages: Sequence[StageDiff]) -> Iterator[str]:
    """`The stride differs in 6 layers, in conv3_x, conv4_x and conv5_x.`"""
    counts: dict[str, dict[str, int]] = {}
    by_path = {stage.path: stage for stage in stages}
    for stage, layer in _compared_layers(stages):
        for change in layer.changes:
            if change.name not in FOLLOWING:
                places = counts.setdefault(change.name, {})
                places[stage.path] = places.get(stage.path, 0) + layer.repeats
    for name, places in counts.items():
        number = sum(places.values())
        things = "1 layer" if number == 1 else f"{digits_grouped(number)} layers"
        found = [by_path[path] for path in places]
        yield f"The {ATTRIBUTE_NOUNS.get(name, name)} differs in {things}, {_place(found, stages)}."


def _lone_layers(stages: Sequence[StageDiff], names: Names) -> Iterator[str]:
    """Layers that only one has in what both have; what the shortcuts bring along is said there."""
    counts: dict[tuple[Kind, str], list[tuple[StageDiff, int]]] = {}
    for stage, layer in _compared_layers(stages):
        is_said = layer.is_aside and stage.shortcuts[0] != stage.shortcuts[1]
        if layer.kind.is_one_sided and not is_said:
            counts.setdefault((layer.kind, layer.node.op), []).append((stage, layer.repeats))
    listed: dict[tuple[Kind, str], list[tuple[int, str]]] = {}
    for (kind, op), found in counts.items():
        place = _place([stage for stage, _ in found], stages)
        number = sum(count for _, count in found)
        listed.setdefault((kind, place), []).append((number, operation_title(op)))
    for (kind, place), several in listed.items():
        words = _listed([f"{_number(number)} {title}" for number, title in several])
        layers = "layer" if several[-1][0] == 1 else "layers"
        yield f"Only {names.a if kind is Kind.ONLY_A else names.b} has {words} {layers}, {place}."


def _shapes(stages: Sequence[StageDiff], names: Names) -> Iterator[str]:
    layers = [layer for stage in stages for part in stage.parts for layer in part.layers]
    first, number = layers[0], sum(layer.repeats for layer in layers if layer.kind is Kind.SHAPE)
    if first.a and first.b and first.a.in_shape != first.b.in_shape:
        ours, theirs = (shape_text(shown(each.in_shape, each.stage)) for each in (first.a, first.b))
        yield f"The input is {ours} in {names.a} and {theirs} in {names.b}."
    things = "1 layer has another shape" if number == 1 else f"{number} layers have other shapes"
    yield f"{things}."


def _compared_layers(stages: Iterable[StageDiff]) -> Iterator[tuple[StageDiff, LayerDiff]]:
    """The layers of parts that are of one kind in both: of other blocks all layers differ."""
    for stage in _both(stages):
        for part in stage.parts:
            if part.title_a == part.title_b:
                yield from ((stage, layer) for layer in part.layers)


def more_text(noun: str, differences: Sequence[tuple[StageDiff, int]], names: Names) -> str:
    """How many more of something one network has, and where; '' where there are as many."""
    return " ".join(_more(noun, differences, names))


def _more(noun: str, differences: Sequence[tuple[StageDiff, int]], names: Names) -> Iterator[str]:
    """`B has one more projection, in conv2_x.`"""
    for name, sign in ((names.b, 1), (names.a, -1)):
        found = [(stage, sign * each) for stage, each in differences if sign * each > 0]
        number = sum(each for _, each in found)
        if number:
            things = noun if number == 1 else f"{noun}s"
            places = _listed([_title(stage) for stage, _ in found])
            yield f"{name} has {_number(number)} more {things}, in {places}."


def _place(found: Sequence[StageDiff], stages: Sequence[StageDiff]) -> str:
    titles = list(dict.fromkeys(_title(stage) for stage in found))
    staged = [_title(stage) for stage in _both(stages) if any(stage.blocks)]
    if len(titles) > MOST_NAMED and set(titles) >= set(staged):
        return "in every stage"
    return f"in {_listed(titles)}"


def _title(stage: StageDiff) -> str:
    return f"the {stage.title}" if stage.path in (STEM, HEAD) else stage.title


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _number(count: int) -> str:
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else digits_grouped(count)
