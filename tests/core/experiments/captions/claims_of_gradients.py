"""What has to be true for sentences of gradient flow and of shattered gradients."""

import re
from math import log

from resnet_viz.core.experiments.net import Net
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Init
from tests.core.experiments.captions.claims import (
    E,
    always,
    claim,
    deepest_pair,
    entries_of,
    named,
    nets_of,
    shows_range,
)


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


def sizes(outcome: Outcome, net: Net) -> list[float]:
    """How large each seed's change is, whichever way."""
    return [abs(log(ratio)) for ratio in signal_ratios(outcome, net)]


@claim(
    r"(?:On its way back from the last block to the stem, the gradient|It) (grows|shrinks) (.*)\.",
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
    r"The gradients of the first and the last weights don't show this: they differ only (.+)\.",
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


claim(r"Each gradient is that of one class's output by all pixels, at one of .*", E.SHATTERED)(
    always
)
