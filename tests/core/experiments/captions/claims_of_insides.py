"""What has to be true for sentences of lesions and of what is left after each block."""

import re
from itertools import pairwise
from math import isclose
from statistics import fmean, median
from typing import Any

from resnet_viz.core.experiments.outcome import Outcome
from tests.core.experiments.captions.claims import (
    E,
    about,
    always,
    claim,
    it,
    one_named,
    shows,
    shows_range,
)


def may_guess(share: float, chance: float, pictures: int, errors: float = 3.1) -> bool:
    """Whether so many right answers are within what guessing gives now and then."""
    return bool(share <= chance + errors * (chance * (1 - chance) / max(pictures, 1)) ** 0.5)


@claim(
    r"In (.+) a probe is right for (\S+) after the stem and (\S+) after (\d+) blocks?\.", E.INSIDE
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    probe = about(outcome, found[1]).probe
    ends = shows(found[2], probe[0]) and shows(found[3], probe[-1])
    return ends and int(found[4]) == len(probe) - 1


@claim(r"After (\d+) blocks? a probe is right for (\S+) in (.+), for (\S+) in (.+)\.", E.INSIDE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    plain, other = (one_named(outcome, text) for text in (found[3], found[5]))
    is_pair = (plain.net.depth, plain.seed, plain.is_trained) == (
        other.net.depth,
        other.seed,
        other.is_trained,
    )
    counts = {int(found[1]), len(plain.probe) - 1, len(other.probe) - 1}
    kinds = (plain.net.is_residual, other.net.is_residual)
    numbers = shows(found[2], plain.probe[-1]) and shows(found[4], other.probe[-1])
    return is_pair and len(counts) == 1 and kinds == (False, True) and numbers


@claim(r"That may be guessing all along, which gives \S+\.", E.INSIDE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    each = it(outcome)
    return all(may_guess(share, each.chance, each.pictures) for share in each.probe)


@claim(r"After the last block that may be guessing, which gives \S+\.", E.INSIDE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    each = it(outcome)
    return may_guess(each.probe[-1], each.chance, each.pictures)


@claim(
    r"From block (\d+) on it may as well guess, which gives \S+: the blocks let nothing through "
    r"that a linear reader could use\.",
    E.INSIDE,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each, place = it(outcome), int(found[1])
    before, after = each.probe[place - 1], each.probe[place:]
    is_guess = all(may_guess(share, each.chance, each.pictures) for share in after)
    return is_guess and before > each.chance


@claim(r"Its own last layers are right for (\S+) there\.", E.INSIDE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return bool(it(outcome).is_trained) and shows(found[1], it(outcome).readout[-1])


@claim(r"In (.+) the features after block (\d+) are not finite, so nothing can be read\.", E.INSIDE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return bool(about(outcome, found[1]).ended_at == int(found[2]))


@claim(r"In (.+) ‖F‖/‖x‖ falls from (\S+) at the first block to (\S+) at the last\.", E.INSIDE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    ratios = about(outcome, found[1]).branch_ratio
    is_fall = ratios[-1] < ratios[0]
    return is_fall and shows(found[2], ratios[0]) and shows(found[3], ratios[-1])


@claim(r"In (.+) ‖F‖/‖x‖ is (\S+) at the first block and (\S+) at the last\.", E.INSIDE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    ratios = about(outcome, found[1]).branch_ratio
    return shows(found[2], ratios[0]) and shows(found[3], ratios[-1])


@claim(r"The cosine of F and x is (.+) there\.", E.INSIDE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return shows_range(found[1], it(outcome).cosine)


claim(r"A probe is a ridge regression on the means of all channels, .*", E.INSIDE)(always)


@claim(r"Whole, (.+) is right for (\S+) of (\S+) test pictures?\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    return shows(found[2], each.accuracy) and shows(found[3], each.pictures)


@claim(r"That may be guessing, which gives \S+: it hasn't learned enough .*", E.LESION)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    each = it(outcome)
    return may_guess(each.accuracy, each.chance, each.pictures)


def shares(outcome: Outcome, name: str) -> list[float]:
    values = [getattr(block, name) for block in it(outcome).blocks]
    return [value for value in values if value is not None]


def dropped_at(outcome: Outcome, path: str) -> float:
    (dropped,) = (each.dropped for each in it(outcome).blocks if each.path == path)
    return float(dropped)


@claim(r"Without (layer\S+) it is right for (\S+)\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return shows(found[2], dropped_at(outcome, found[1]))


@claim(
    r"Whichever of (\d+) blocks is dropped, at most (\S+) is left\. Guessing gives (\S+)\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each, dropped = it(outcome), shares(outcome, "dropped")
    is_much_lost = max(dropped) < each.accuracy - 0.4 * (each.accuracy - each.chance)
    return int(found[1]) == len(dropped) and is_much_lost and shows(found[2], max(dropped))


@claim(
    r"Without one of (\d+) blocks it is right for (\S+) \((\S+)\) to (\S+), (\S+) in the "
    r"median\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    dropped = shares(outcome, "dropped")
    is_worst = isclose(dropped_at(outcome, found[3]), min(dropped))
    numbers = shows(found[2], min(dropped)) and shows(found[4], max(dropped))
    return (
        int(found[1]) == len(dropped) and is_worst and numbers and shows(found[5], median(dropped))
    )


@claim(r"For (\d+) of (\d+) blocks that costs a point or nothing\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    dropped = shares(outcome, "dropped")
    costs = [it(outcome).accuracy - each for each in dropped]
    least, most = (sum(cost <= point for cost in costs) for point in (0.01, 0.0121))
    is_most = int(found[1]) > len(dropped) / 2
    return least <= int(found[1]) <= most and len(dropped) == int(found[2]) and is_most


@claim(
    r"With one shortcut cut (\S+) is left in the median, with two neighbours swapped (\S+)\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    cut, swapped = median(shares(outcome, "cut")), median(shares(outcome, "swapped"))
    return shows(found[1], cut) and shows(found[2].rstrip("."), swapped)


@claim(r"With two neighbours swapped (\S+) is left in the median\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return shows(found[1], median(shares(outcome, "swapped")))


def random_means(outcome: Outcome) -> dict[int, float]:
    return {each.count: fmean(each.accuracies) for each in it(outcome).random if each.accuracies}


@claim(
    r"Removed at random, blocks degrade it gradually: (\S+) on average without (\d+) blocks?, "
    r"(\S+) without (\d+)\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each, means = it(outcome), random_means(outcome)
    first, last = int(found[2]), int(found[4])
    way = each.accuracy - each.chance
    steps = [each.accuracy, *(means[count] for count in sorted(means))]
    falls = [one - other for one, other in pairwise(steps)]
    return (
        (first, last) == (min(means), max(means))
        and shows(found[1], means[first])
        and shows(found[3], means[last])
        and means[last] < each.accuracy
        and max(falls) <= 0.51 * way
    )


@claim(
    r"Without (\d+) random blocks? it is right for (\S+) on average, without (\d+) for (\S+)\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    means = random_means(outcome)
    return shows(found[2], means[int(found[1])]) and shows(found[4], means[int(found[3])])


@claim(r"(.+) can't be run without (.+): a block that changes the shape .*", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    return found[2] == ", ".join(each.chosen) and each.chosen_accuracy is None


@claim(r"Without your choice \((.+)\) (.+) is right for (\S+)\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[2])
    return found[1] == ", ".join(each.chosen) and shows(found[3], each.chosen_accuracy)


def blocks_of(outcome: Outcome) -> list[Any]:
    return [(each.net, block) for each in outcome.found.lesions for block in each.blocks]


@claim(r"A dropped block passes on what its shortcut carries\.", E.LESION)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return any(net.is_residual and block.dropped is not None for net, block in blocks_of(outcome))


@claim(
    r"A plain block that changes the shape can't be dropped: nothing can take its place\.", E.LESION
)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    plain = [block for net, block in blocks_of(outcome) if not net.is_residual]
    return any(block.is_shape_changing and block.dropped is None for block in plain)


@claim(r"With one block dropped (.+) is right for (\S+) in the median, (.+) for (\S+)\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    plain = about(outcome, found[1])
    plain_median = median(shares(outcome, "dropped"))
    other = about(outcome, found[3])
    other_median = median(shares(outcome, "dropped"))
    is_pair = plain.net.depth == other.net.depth and plain.seed == other.seed
    have_learned = not any(
        may_guess(each.accuracy, each.chance, each.pictures, 2.9) for each in (plain, other)
    )
    kinds = (plain.net.is_residual, other.net.is_residual)
    numbers = shows(found[2], plain_median) and shows(found[4], other_median)
    return is_pair and have_learned and kinds == (False, True) and numbers


@claim(r"Batch norm's statistics were measured again before the lesions, .*", E.LESION)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return outcome.setting.has_batch_norm
