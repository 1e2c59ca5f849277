"""Every sentence that a caption may have, and what has to be true of the outcome for it.

Written against the found values themselves, not against what the captions compute of them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import isclose, log
from statistics import fmean, median
from typing import Any, NamedTuple

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.net import Net, NetKind, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Init
from tests.core.experiments.captions.numbers import written_in

E = Experiment
Check = Callable[[Outcome, re.Match[str]], bool]


class Claim(NamedTuple):
    """A sentence, in which experiments it may be, and when it is true."""

    pattern: str
    experiments: tuple[Experiment, ...]
    is_true: Check


CLAIMS: list[Claim] = []


def claim(pattern: str, *experiments: Experiment) -> Callable[[Check], Check]:
    def add(check: Check) -> Check:
        CLAIMS.append(Claim(pattern, experiments, check))
        return check

    return add


def always(*_: Any) -> bool:
    """How something was measured: nothing that a result could contradict."""
    return True


def entries_of(outcome: Outcome) -> list[Any]:
    found = outcome.found
    lists = (
        found.flow,
        found.training,
        found.growth,
        found.lesions,
        found.shattered,
        found.inside,
        found.paths,
        found.landscapes,
        found.responses,
    )
    return [entry for each in lists for entry in each]


def nets_of(outcome: Outcome) -> dict[Net, str]:
    return names_of(each.net for each in entries_of(outcome))


def named(outcome: Outcome, text: str) -> list[Net]:
    """The networks that a text names, those whose name is within another's only as a whole."""
    found = []
    for net, name in sorted(nets_of(outcome).items(), key=lambda pair: -len(pair[1])):
        if re.search(rf"(?<![\w,=-]){re.escape(name)}(?![\w=-])", text):
            text = text.replace(name, "~")
            found.append(net)
    assert found, text
    return found


def one_named(outcome: Outcome, text: str) -> Any:
    """The entry of the network and seed that a sentence is about."""
    (net,) = named(outcome, text)
    seed = re.search(r"\(seed (\d+)\)", text)
    entries = [each for each in entries_of(outcome) if each.net == net]
    entries = [each for each in entries if not seed or each.seed == int(seed[1])]
    if outcome.experiment is E.INSIDE or outcome.experiment is E.PATHS:
        is_trained = "untrained" not in text and "before training" not in text
        entries = [each for each in entries if each.is_trained is is_trained]
    return entries[0]


def shows(text: str, *numbers: float) -> bool:
    """Whether a text has just these numbers, to the digits that it writes."""
    written = written_in(text, ())
    return len(written) == len(numbers) and all(
        each.is_of([number]) for each, number in zip(written, numbers, strict=True)
    )


def shows_range(text: str, values: Iterable[float]) -> bool:
    """The same for the least and the greatest, or one where both read the same."""
    least, *_, most = sorted([*values] * 2)
    return shows(text, least, most) or (shows(text, least) and shows(text, most))


def signal_ratios(outcome: Outcome, net: Net) -> list[float]:
    own = [each for each in outcome.found.flow if each.net == net]
    return [each.signal[0] / each.signal[-1] for each in own if each.signal and each.signal[-1]]


def is_known(outcome: Outcome, net: Net) -> bool:
    own = [each for each in outcome.found.flow if each.net == net]
    return len(signal_ratios(outcome, net)) == len(own) and all(signal_ratios(outcome, net))


def flow_pair(outcome: Outcome) -> tuple[Net, Net]:
    """The deepest plain and residual networks of the same depth whose values are finite."""
    lost = {each.net for each in outcome.found.flow if each.has_overflowed}
    return deepest_pair(net for net in nets_of(outcome) if net not in lost)


def deepest_pair(nets: Iterable[Net]) -> tuple[Net, Net]:
    """The first of those; one without pre-activation goes before one with it."""
    known = list(nets)
    pairs = [
        (one, other)
        for one in known
        for other in known
        if not one.is_residual and other.is_residual and one.depth == other.depth
    ]
    return max(pairs, key=lambda pair: (pair[0].depth, pair[1].kind is NetKind.RESIDUAL))


def sizes(outcome: Outcome, net: Net) -> list[float]:
    """How large each seed's change is, whichever way."""
    return [abs(log(ratio)) for ratio in signal_ratios(outcome, net)]


@claim(
    r"On its way back from the last block to the stem, the gradient (grows|shrinks) (.*)\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    parts = re.findall(r"by a factor of (.+?) in (\S+?)(?=, by a| and by a|$)", found[2])
    results = []
    for factor, name in parts:
        (net,) = named(outcome, name)
        ratios = signal_ratios(outcome, net)
        factors = ratios if found[1] == "grows" else [1 / each for each in ratios]
        is_way = is_known(outcome, net) and min(factors) > 1.2
        results.append(is_way and shows_range(factor, factors))
    return bool(parts) and all(results)


@claim(
    r"In (.+) the gradient at the stem is about as large as at the last block: (.+) times\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return all(
        is_known(outcome, net) and max(sizes(outcome, net)) < log(2)
        for net in named(outcome, found[1])
    )


@claim(
    r"In (.+) it depends on the seed: the gradient at the stem is (.+) times that at the last "
    r"block\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    ratios = [signal_ratios(outcome, net) for net in named(outcome, found[1])]
    return all(len(each) > 1 and max(each) / min(each) > 1.1 for each in ratios)


@claim(
    r"In (.+) the gradient at the stem is 0: it became smaller than PyTorch's numbers reach\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return all(
        any(each.signal and not each.signal[0] for each in outcome.found.flow if each.net == net)
        for net in named(outcome, found[1])
    )


@claim(r"In (.+) values became larger than PyTorch's numbers reach, .*", E.GRADIENTS)
@claim(r"In (.+) gradients became larger than PyTorch's numbers reach, .*", E.SHATTERED)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return all(
        any(each.has_overflowed for each in entries_of(outcome) if each.net == net)
        for net in named(outcome, found[1])
    )


@claim(r"At (\d+) layers it changes far less with shortcuts\.", E.GRADIENTS)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    plain, residual = flow_pair(outcome)
    return min(sizes(outcome, plain)) > max(sizes(outcome, residual)) + log(1.9)


@claim(
    r"In this setting shortcuts don't keep the gradient even: it changes more in (.+) than in "
    r"(.+)\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (more,), (less,) = named(outcome, found[1]), named(outcome, found[2])
    return (
        more.is_residual
        and not less.is_residual
        and min(sizes(outcome, more)) > max(sizes(outcome, less)) + log(1.9)
    )


@claim(r"In this setting (.+) and (.+) don't clearly differ in this\.", E.GRADIENTS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    one, other = (sizes(outcome, named(outcome, found[n])[0]) for n in (1, 2))
    return min(one) <= max(other) + log(2.1) and min(other) <= max(one) + log(2.1)


@claim(r"At (\d+) layers it arrives with shortcuts\.", E.GRADIENTS)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    plain, residual = flow_pair(outcome)
    return is_known(outcome, residual) and not is_known(outcome, plain)


@claim(r"In this setting it arrives without shortcuts only\.", E.GRADIENTS)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    plain, residual = flow_pair(outcome)
    return is_known(outcome, plain) and not is_known(outcome, residual)


@claim(r"Batch norm is on and does not prevent the growth in (.+)\.", E.GRADIENTS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return outcome.setting.has_batch_norm and all(
        min(signal_ratios(outcome, net)) > 10 for net in named(outcome, found[1])
    )


@claim(
    r"The weights' gradients don't show this: the first and the last differ only (.+)\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    parts = re.findall(r"by a factor of (.+?) in (\S+?)(?=, by a| and by a|$)", found[1])
    results = []
    for factor, name in parts:
        (net,) = named(outcome, name)
        own = [each for each in outcome.found.flow if each.net == net]
        ratios = [each.weights[0] / each.weights[-1] for each in own]
        factors = [max(ratio, 1 / ratio) for ratio in ratios]
        is_gone = max(signal_ratios(outcome, net)) < 1e-2
        results.append(is_gone and max(factors) <= 101 and shows_range(factor, factors))
    return bool(parts) and not outcome.setting.has_batch_norm and all(results)


@claim(
    r"Activations in (.+) grow by a factor of (.+) from the stem to the last block, and the loss "
    r"starts at (.+)\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (net,) = named(outcome, found[1])
    own = [each for each in outcome.found.flow if each.net == net and each.activations]
    growths = [each.activations[-1] / each.activations[0] for each in own if each.activations[0]]
    return (
        min(growths) > 5
        and shows_range(found[2], growths)
        and shows_range(found[3], [each.loss for each in own])
    )


@claim(
    r"In (.+) the gradients of (\d+) of (\d+) convolutions are exactly 0 at the start\.",
    E.GRADIENTS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (net,) = named(outcome, found[1])
    weights = next(each.weights for each in outcome.found.flow if each.net == net)
    counts = weights.count(0.0), len(weights)
    is_zero_gamma = outcome.setting.init is Init.ZERO_GAMMA
    return is_zero_gamma and counts == (int(found[2]), int(found[3]))


@claim(r"Plain networks have no branch whose γ could be 0 and start as He's\.", E.GRADIENTS)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    has_plain = any(not net.is_residual for net in nets_of(outcome))
    return has_plain and outcome.setting.init is Init.ZERO_GAMMA


@claim(r"Measured in one pass of \d+ pictures before any training\.", E.GRADIENTS)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return outcome.setting.steps == 0


def cosines(outcome: Outcome, net: Net) -> list[float]:
    own = [each for each in outcome.found.shattered if each.net == net]
    known = [each.correlation[1] for each in own if len(each.correlation) > 1]
    return known if len(known) == len(own) else []


@claim(r"Between the gradients of neighbouring points the mean cosine is (.+)\.", E.SHATTERED)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    known = {net for net in nets_of(outcome) if cosines(outcome, net)}
    parts = re.findall(r"(\S+(?: to \S+)?) in (\S+?)(?=, | and |$)", found[1])
    shown = {named(outcome, name)[0]: text for text, name in parts}
    return set(shown) == known and all(
        shows_range(text, cosines(outcome, net)) for net, text in shown.items()
    )


@claim(r"In (.+) neighbouring inputs have nearly unrelated gradients\.", E.SHATTERED)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return all(max(map(abs, cosines(outcome, net))) < 0.25 for net in named(outcome, found[1]))


def shattered_pair(outcome: Outcome) -> tuple[list[float], list[float]]:
    known = [net for net in nets_of(outcome) if cosines(outcome, net)]
    plain, residual = deepest_pair(known)
    return cosines(outcome, plain), cosines(outcome, residual)


@claim(r"At (\d+) layers shortcuts keep them alike\.", E.SHATTERED)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    plain, residual = shattered_pair(outcome)
    return min(residual) > max(plain) + 0.1 and min(residual) >= 0.5


@claim(r"At (\d+) layers they are more alike with shortcuts\.", E.SHATTERED)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    plain, residual = shattered_pair(outcome)
    return min(residual) > max(plain) + 0.1


@claim(r"Here those of (.+) are more alike than those of (.+)\.", E.SHATTERED)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (more,), (less,) = named(outcome, found[1]), named(outcome, found[2])
    return min(cosines(outcome, more)) > max(cosines(outcome, less)) + 0.1


@claim(r"Here (.+) and (.+) don't clearly differ in this\.", E.SHATTERED)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    one, other = (cosines(outcome, named(outcome, found[n])[0]) for n in (1, 2))
    return min(one) <= max(other) + 0.2 and min(other) <= max(one) + 0.2


@claim(r"In (.+) every gradient is 0, so there is nothing to compare\.", E.SHATTERED)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return all(
        any(
            not each.correlation and not any(each.gradient)
            for each in outcome.found.shattered
            if each.net == net
        )
        for net in named(outcome, found[1])
    )


claim(r"Gradients are those of one class's output by the picture, .*", E.SHATTERED)(always)


# Inside and lesions: accuracies against guessing.


def may_guess(share: float, chance: float, pictures: int) -> bool:
    """Whether so many right answers are within what guessing gives now and then."""
    return bool(share <= chance + 3.1 * (chance * (1 - chance) / max(pictures, 1)) ** 0.5)


LATEST: dict[int, Any] = {}
"""The entry that the sentences before were about, by outcome."""


def about(outcome: Outcome, text: str) -> Any:
    LATEST[id(outcome)] = one_named(outcome, text)
    return LATEST[id(outcome)]


def it(outcome: Outcome) -> Any:
    return LATEST[id(outcome)]


@claim(
    r"In (.+) a probe is right for (\S+) after the stem and (\S+) after (\d+) blocks?\.", E.INSIDE
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    probe = about(outcome, found[1]).probe
    ends = shows(found[2], probe[0]) and shows(found[3], probe[-1])
    return ends and int(found[4]) == len(probe) - 1


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


@claim(r"Without block (\d+) it is right for (\S+)\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return shows(found[2], it(outcome).blocks[int(found[1]) - 1].dropped)


@claim(
    r"Whichever of (\d+) blocks is dropped, at most (\S+) is left\. Guessing gives (\S+)\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each, dropped = it(outcome), shares(outcome, "dropped")
    is_much_lost = max(dropped) < each.accuracy - 0.4 * (each.accuracy - each.chance)
    return int(found[1]) == len(dropped) and is_much_lost and shows(found[2], max(dropped))


@claim(
    r"Without one of (\d+) blocks it is right for (\S+) \(block (\d+)\) to (\S+), (\S+) in the "
    r"median\.",
    E.LESION,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    dropped = shares(outcome, "dropped")
    is_worst = isclose(it(outcome).blocks[int(found[3]) - 1].dropped, min(dropped))
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
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return bool(it(outcome).chosen) and it(outcome).chosen_accuracy is None


@claim(r"Without your choice \((.+)\) (.+) is right for (\S+)\.", E.LESION)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = it(outcome)
    return found[1] == ", ".join(each.chosen) and shows(found[3], each.chosen_accuracy)


@claim(r"Without its branch a block passes on what its shortcut carries\. Pale bars .*", E.LESION)
@claim(r"Hatched bars are plain blocks that change the shape: .*", E.LESION)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    lesions = outcome.found.lesions
    return any(block.is_shape_changing for each in lesions for block in each.blocks)


@claim(r"Batch norm's statistics were measured again before the lesions, .*", E.LESION)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return outcome.setting.has_batch_norm


# Paths, landscapes, pictures.


@claim(r"No gradient comes back through (.+ (?:before|after) training)\.", E.PATHS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return not any(about(outcome, found[1]).share)


@claim(r"In (.+ (?:before|after) training) no branch lets gradient through: .*", E.PATHS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return not any(about(outcome, found[1]).gradient[1:])


@claim(
    r"The gradient of (.+ (?:before|after) training) passes (\S+) of (\d+) branches on average, "
    r"about as many as its paths have on average: (\S+)\.",
    E.PATHS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    middle = (len(each.counts) - 1) / 2
    is_close = abs(each.mean_length - middle) < 0.06 * middle
    return is_close and shows(found[2], each.mean_length) and shows(found[4], middle)


@claim(
    r"In (.+ (?:before|after) training) (short|long) paths carry more of the gradient than their "
    r"number says: it passes (\S+) of (\d+) branches on average, where paths have (\S+)\.",
    E.PATHS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    middle = (len(each.counts) - 1) / 2
    is_short = each.mean_length < middle
    return (
        is_short is (found[2] == "short")
        and shows(found[3], each.mean_length)
        and int(found[4]) == len(each.counts) - 1
        and shows(found[5], middle)
    )


@claim(r"Each further branch there divides it by (\S+)\.", E.PATHS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return it(outcome).factor > 1 and shows(found[1], it(outcome).factor)


@claim(r"Each further branch there multiplies it by (\S+)\.", E.PATHS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return 0 < it(outcome).factor < 1 and shows(found[1], 1 / it(outcome).factor)


@claim(r"Over (\d+) seeds this mean is (\S+) to (\S+)\.", E.PATHS)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = it(outcome)
    own = [
        other.mean_length
        for other in outcome.found.paths
        if (other.net, other.is_trained) == (each.net, each.is_trained)
    ]
    return int(found[1]) == len(own) and shows(found[2], min(own)) and shows(found[3], max(own))


@claim(
    r"Training has (shortened|lengthened) the paths that count in (.+): from (\S+) branches to "
    r"(\S+)\.",
    E.PATHS,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (net,) = named(outcome, found[2])
    own = [each for each in outcome.found.paths if each.net == net and any(each.share)]
    before = {each.seed: each.mean_length for each in own if not each.is_trained}
    after = {each.seed: each.mean_length for each in own if each.is_trained}
    both = [(before[seed], after[seed]) for seed in before if seed in after]
    is_shorter = found[1] == "shortened"
    is_so = all((last < first) if is_shorter else (last > first) for first, last in both)
    return bool(both) and is_so and shows(found[3], both[0][0]) and shows(found[4], both[0][1])


@claim(
    r"\d+ paths of each length were drawn at random.* \(Veit et al\. 2016, figure 6\)\.", E.PATHS
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    is_fitted = all(each.is_fitted for each in outcome.found.paths)
    return ("fitted by a quadratic" in found[0]) is is_fitted


@claim(r"In networks with ReLU after the sum each path goes through these ReLUs too\..*", E.PATHS)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return not all(each.is_identity for each in outcome.found.paths)


@claim(
    r"The loss of (.+) is (\S+) at its (trained|untrained) weights, and (\S+) and (\S+) at the "
    r"ends of the line\.",
    E.LANDSCAPE,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    line = about(outcome, found[1]).line
    numbers = zip((2, 4, 5), (line[len(line) // 2], line[0], line[-1]), strict=True)
    is_trained = outcome.setting.steps > 0
    return (found[3] == "trained") is is_trained and all(
        shows(found[place], number) for place, number in numbers
    )


@claim(r"The lowest on the line is (\S+), at (\S+) of the weights' length\.", E.LANDSCAPE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = it(outcome)
    lowest = min(each.line)
    places = [abs(at) for at, loss in zip(each.at, each.line, strict=True) if loss == lowest]
    is_lower = lowest < each.line[len(each.line) // 2]
    return is_lower and shows(found[1], lowest) and any(shows(found[2], at) for at in places)


@claim(
    r"The grid of (.+) has (no local minimum|1 local minimum|\d+ local minima) within its edge, "
    r"and (\d+) of its (\d+) places have a loss below 1\.",
    E.LANDSCAPE,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    minima = 0 if found[2].startswith("no") else int(found[2].split()[0])
    counts = len(each.minima), each.low_cells, len(each.grid_at) ** 2
    return counts == (minima, int(found[3]), int(found[4]))


@claim(
    r"In this slice the part with a loss below 1 is wider around (.+) than around (.+)\.",
    E.LANDSCAPE,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    more, less = one_named(outcome, found[1]), one_named(outcome, found[2])
    return bool(more.low_cells > less.low_cells and more.net.is_residual != less.net.is_residual)


claim(r"At 1 a direction is as long as the weights, filter by filter .*", E.LANDSCAPE)(always)


@claim(r"Losses that are not finite or above 1e\+09 are drawn as that\.", E.LANDSCAPE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return any(max((0.0, *each.line, *sum(each.grid, ()))) >= 1e9 for each in entries_of(outcome))


@claim(r"(.+) gives (.+) to class (.+) with a share of (\S+)\.", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    label, share = about(outcome, found[1]).classes[0]
    is_first = share == max(share for _, share in it(outcome).classes)
    return is_first and found[3] == label and shows(found[4], share)


@claim(r"The input gradient shows how much each pixel, .*", E.PICTURE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return any(map(any, it(outcome).gradient))


@claim(r"The input gradient is 0 everywhere: .*", E.PICTURE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return bool(it(outcome).gradient) and not any(map(any, it(outcome).gradient))


@claim(r"Covering one patch takes at most (\S+) off this share\.", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return it(outcome).largest_drop > 0 and shows(found[1], it(outcome).largest_drop)


@claim(r"Covering one patch takes nothing off this share, wherever it is\.", E.PICTURE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return bool(it(outcome).largest_drop <= 0)


@claim(r"The weights are those of (.+)\. Pixels were scaled by the mean and .*", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return any(each.weights == found[1] for each in outcome.found.responses)


@claim(r"(.+) has only seen the data that it was just trained on, .*", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return outcome.setting.steps > 0 and not about(outcome, found[1]).weights


@claim(r"(.+) is untrained: its maps show what random weights respond to\..*", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return outcome.setting.steps == 0 and not about(outcome, found[1]).weights


def claims_in(sentences: Sequence[str], outcome: Outcome) -> Iterable[tuple[str, list[bool]]]:
    """Each sentence with what its claims say of the outcome; none for one that nobody knows."""
    for sentence in sentences:
        yield (
            sentence,
            [
                each.is_true(outcome, found)
                for each in CLAIMS
                if outcome.experiment in each.experiments
                if (found := re.fullmatch(each.pattern, sentence))
            ],
        )
