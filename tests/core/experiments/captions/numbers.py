"""Numbers as captions write them, read back, and all that an outcome has measured."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import permutations
from math import isfinite, log
from statistics import fmean, median
from typing import NamedTuple

from resnet_viz.core.experiments.found.landscape import LOW_LOSS, MOST_LOSS
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import (
    BATCH,
    LEARNING_RATE,
    MOMENTUM,
    NOISE_BATCH,
    WEIGHT_DECAY,
)
from resnet_viz.core.wording import MINUS, THIN_SPACE

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
WRITTEN = re.compile(
    rf"(?<![\w.])[{MINUS}-]?\d+(?:{THIN_SPACE}\d{{3}})*(?:\.\d+)?(?:e[+-]?\d+)?"
    r"(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+| million|%)?"
)
# What is a name or a source, not a measurement.
NAMES = re.compile(r"\(?\w+ et al\. \d{4}(?:, (?:figure|section) [\d.]+)?\)?|1×1|option [ABC]")
FINAL = 20  # steps whose mean is the final loss
LEAST_DIGITS = 3  # of a large factor


class Written(NamedTuple):
    """A number of a text, and how far from it the measured one may be."""

    text: str
    value: float
    within: float

    def is_of(self, numbers: Iterable[float]) -> bool:
        return any(abs(each - self.value) <= self.within for each in numbers)


def written_in(text: str, names: Iterable[str]) -> list[Written]:
    """The numbers of a text without those in names of networks and blocks."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "~")
    return [_read(found[0]) for found in WRITTEN.finditer(NAMES.sub("~", text))]


def _read(text: str) -> Written:
    plain = text.replace(THIN_SPACE, "").replace(MINUS, "-")
    size = 1.0
    if plain.endswith("%"):
        plain, size = plain[:-1], 0.01
    elif plain.endswith(" million"):
        plain, size = plain[: -len(" million")], 1e6
    elif " × 10" in plain:
        plain, _, power = plain.partition(" × 10")
        size = 10.0 ** int(power.translate(RAISED))
    digits, _, power = plain.partition("e")
    size *= 10.0 ** int(power or 0)
    value = float(digits) * size
    step = 10.0 ** -len(digits.partition(".")[2]) * size
    if abs(value) >= 1000:  # written in three digits
        step = max(step, 10.0 ** (len(str(int(abs(value)))) - LEAST_DIGITS))
    return Written(text, value, 0.5001 * step + 1e-12 * abs(value))


def measured_in(outcome: Outcome) -> set[float]:
    """Numbers of an outcome, and what follows from them: ends, extremes, means, ratios, counts."""
    found = set(_numbers(outcome.found))
    lists = list(_lists(outcome.found))
    for values in lists:
        found |= {min(values), max(values), fmean(values), median(values)}
        found |= {float(len(values)), float(len(values) - 1), (len(values) - 1) / 2}
    ends = [fmean(each.loss[-FINAL:]) for each in outcome.found.training if each.loss]
    ends += _common_ends(outcome)
    grown = [each.trained_on for each in outcome.found.growth if each.trained_on]
    ends += [fmean(each.loss[-FINAL:]) for each in grown if each.loss]
    found |= set(ends)
    ratios = [(values[0], values[-1]) for values in lists]
    ratios += [*permutations(ends, 2)]
    for each in outcome.found.training:
        ratios += [*permutations([record.stem_norm for record in each.records], 2)]
    for one, other in ratios:
        found |= {one / other if other else 0.0, other / one if one else 0.0}
    found |= {float(each.cells) for each in outcome.found.landscapes}
    found |= {float(net.depth) for net in {flow.net for flow in outcome.found.flow}}
    found |= {float(net.depth) for net in {each.net for each in outcome.found.shattered}}
    found |= {median(group) for group in _by_block(outcome)}
    found |= {log(each.classes) for each in outcome.found.training}
    found |= {LEARNING_RATE, MOMENTUM, WEIGHT_DECAY}
    found |= {LOW_LOSS, MOST_LOSS, float(BATCH), float(NOISE_BATCH), float(FINAL), 1.0, 0.0}
    found |= {1 / each for each in tuple(found) if each}
    found |= {abs(each) for each in tuple(found)}
    found |= {float(count) for count in range(1 + max((len(each) for each in lists), default=0))}
    found |= {float(outcome.setting.steps), float(outcome.setting.seeds)}
    return {each for each in found if isfinite(each)}


def _common_ends(outcome: Outcome) -> list[float]:
    """Means of the last 20 steps that all networks have taken, as they are compared."""
    trainings = outcome.found.training
    common = min((len(each.loss) for each in trainings if each.ended_at is None), default=0)
    whole = (each.loss[common - FINAL : common] for each in trainings if len(each.loss) >= common)
    return [fmean(each) for each in whole] if common >= FINAL else []


def _by_block(outcome: Outcome) -> Iterator[list[float]]:
    for each in outcome.found.lesions:
        for name in ("dropped", "cut", "swapped"):
            values = [getattr(block, name) for block in each.blocks]
            known = [value for value in values if value is not None]
            if known:
                yield known


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _numbers(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))


def _lists(value: object) -> Iterator[tuple[float, ...]]:
    """Every list in it; of several that are not numbers only how many they are."""
    if isinstance(value, tuple | list) and value:
        numbers = [each for each in value if isinstance(each, int | float)]
        yield tuple(numbers) if len(numbers) == len(value) else tuple(range(len(value) + 1))
        for each in value:
            yield from _lists(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _lists(getattr(value, field.name))
