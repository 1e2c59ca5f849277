"""What has to be true for sentences of networks that learn, whose losses are means of 20."""

import re
from collections.abc import Iterable
from math import log
from statistics import fmean
from typing import Any

from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.outcome import Outcome
from tests.core.experiments.captions.claims import (
    LATEST,
    E,
    claim,
    it,
    named,
    nets_of,
    shows,
    shows_range,
)
from tests.core.experiments.captions.numbers import FINAL

BOTH = (E.DEGRADATION, E.TRAINING, E.IDENTITY)
WORSE = 1.4  # times as much, for each seed, where one loss is said to be higher
LEARN_NAME = r"(\S+)"
NUMBER = r"[^ ]+(?: (?:million|× [^ ]+))?"
LOSS = rf"({NUMBER}(?: to {NUMBER})?)"


def common_steps(outcome: Outcome) -> int:
    lengths = [len(each.loss) for each in outcome.found.training if each.ended_at is None]
    return min(lengths)


def finals(outcome: Outcome, net: Net) -> dict[int, float]:
    """By seed."""
    steps = common_steps(outcome)
    return {
        each.seed: fmean(each.loss[steps - FINAL : steps])
        for each in outcome.found.training
        if each.net == net
    }


def final_ratios(outcome: Outcome, one: str, other: str) -> list[float]:
    of_one, of_other = (finals(outcome, named(outcome, name)[0]) for name in (one, other))
    return [of_one[seed] / of_other[seed] for seed in of_one if of_other.get(seed)]


def depth_of(outcome: Outcome, name: str) -> int:
    return named(outcome, name)[0].depth


def has_shown(outcome: Outcome, *pairs: str) -> bool:
    """Whether each name is with its losses: name, text, name, text, …."""
    return all(
        shows_range(text, finals(outcome, named(outcome, name)[0]).values())
        for name, text in zip(pairs[::2], pairs[1::2], strict=True)
    )


@claim(
    rf"After (\d+) steps {LEARN_NAME} has the higher training loss: {LOSS}, {LOSS} times the "
    rf"{LOSS} of {LEARN_NAME}\. It fits even the pictures it trains on worse, so this isn't "
    r"overfitting\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    steps, one, loss, times, other_loss, other = found.groups()
    ratios = final_ratios(outcome, one, other)
    return (
        int(steps) == common_steps(outcome)
        and min(ratios) >= WORSE
        and shows_range(times, ratios)
        and has_shown(outcome, one, loss, other, other_loss)
        and depth_of(outcome, one) > depth_of(outcome, other)
    )


@claim(
    rf"After (\d+) steps the deeper {LEARN_NAME} has the lower training loss: {LOSS} against "
    rf"{LOSS} in {LEARN_NAME}\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    steps, one, loss, other_loss, other = found.groups()
    return (
        int(steps) == common_steps(outcome)
        and max(final_ratios(outcome, one, other)) <= 1 / WORSE
        and has_shown(outcome, one, loss, other, other_loss)
        and depth_of(outcome, one) > depth_of(outcome, other)
    )


@claim(
    rf"After (\d+) steps {LEARN_NAME} and {LEARN_NAME} don't clearly differ in training loss: "
    rf"{LOSS} and {LOSS}\.",
    *BOTH,
)
@claim(
    rf"With and without shortcuts the loss doesn't clearly differ after (\d+) steps: {LOSS} in "
    rf"{LEARN_NAME} and {LOSS} in {LEARN_NAME}\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    _steps, a, b, c, d = found.groups()
    is_named_first = found[0].startswith("After")
    one, loss, other, other_loss = (a, c, b, d) if is_named_first else (b, a, d, c)
    ratios = final_ratios(outcome, one, other)
    is_near = min(ratios) > 1 / 1.6 and max(ratios) < 1.6
    return is_near and has_shown(outcome, one, loss, other, other_loss)


@claim(
    rf"After (\d+) steps it depends on the seed whether {LEARN_NAME} or {LEARN_NAME} has the "
    rf"higher training loss: {LOSS} and {LOSS}\.",
    *BOTH,
)
@claim(
    rf"Whether {LEARN_NAME} or {LEARN_NAME} has the higher loss after (\d+) steps depends on the "
    rf"seed: {LOSS} and {LOSS}\.",
    *BOTH,
)
@claim(
    rf"With shortcuts it depends on the seed whether {LEARN_NAME} or {LEARN_NAME} has the higher "
    rf"loss: {LOSS} and {LOSS}\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    words = [each for each in found.groups() if not each.isdigit()]
    one, other = words[:2]
    ratios = final_ratios(outcome, one, other)
    return len(ratios) > 1 and max(ratios) > 1.05 * min(ratios)


@claim(
    rf"With shortcuts {LEARN_NAME} is at {LOSS} after the same (\d+) steps, where {LEARN_NAME} is "
    rf"at {LOSS}, {LOSS} times as much\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    residual, loss, _steps, plain, plain_loss, times = found.groups()
    ratios = final_ratios(outcome, plain, residual)
    is_pair = named(outcome, residual)[0].is_residual and not named(outcome, plain)[0].is_residual
    return (
        is_pair
        and min(ratios) >= WORSE
        and shows_range(times, ratios)
        and has_shown(outcome, residual, loss, plain, plain_loss)
    )


@claim(
    rf"In this setting shortcuts don't help: after (\d+) steps {LEARN_NAME} is at {LOSS} and "
    rf"{LEARN_NAME} at {LOSS}\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    _steps, plain, loss, residual, residual_loss = found.groups()
    is_pair = named(outcome, residual)[0].is_residual and not named(outcome, plain)[0].is_residual
    is_lower = max(final_ratios(outcome, plain, residual)) <= 1 / WORSE
    return is_pair and is_lower and has_shown(outcome, plain, loss, residual, residual_loss)


@claim(
    rf"(Deeper isn't better with shortcuts either after so few steps|With shortcuts the deeper "
    rf"network has the lower loss|With shortcuts depth makes no clear difference): {LEARN_NAME} is "
    rf"at {LOSS}, {LEARN_NAME} at {LOSS}\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    words, one, loss, other, other_loss = found.groups()
    ratios = final_ratios(outcome, one, other)
    deeper = depth_of(outcome, one) > depth_of(outcome, other)
    is_so = {
        "D": min(ratios) >= WORSE,
        "t": max(ratios) <= 1 / WORSE,
        "d": min(ratios) > 1 / 1.6 and max(ratios) < 1.6,
    }[words.removeprefix("With shortcuts ")[0]]
    return deeper and is_so and has_shown(outcome, one, loss, other, other_loss)


@claim(r"Losses are compared from 20 steps on\.", *BOTH)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    alive = [each for each in outcome.found.training if each.ended_at is None]
    return not alive or common_steps(outcome) < FINAL


@claim(
    rf"{LEARN_NAME} still guesses: its loss is {LOSS}, and that of guessing is ln (\d+), (\S+)\.",
    *BOTH,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    name, loss, classes, guess = found.groups()
    losses = finals(outcome, named(outcome, name)[0]).values()
    is_near = all(0.95 < each / log(int(classes)) < 1.05 for each in losses)
    has_classes = outcome.found.training[0].classes == int(classes)
    return is_near and has_classes and shows(guess, log(int(classes))) and shows_range(loss, losses)


@claim(rf"Without batch norm only {LEARN_NAME} of these two learns\.", *BOTH)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (net,) = named(outcome, found[1])
    losses = finals(outcome, net).values()
    twins = [each for each in nets_of(outcome) if each.depth == net.depth and not each.is_residual]
    stuck = [
        twin
        for twin in twins
        if all(each > 0.95 * log(10) for each in finals(outcome, twin).values())
    ]
    is_learning = all(each < 0.7 * log(10) for each in losses)
    return bool(stuck) and is_learning and not outcome.setting.has_batch_norm


@claim(r"A loss was not finite in (.+)\. (?:The curve ends there|The others went on)\.", *BOTH)
@claim(
    r"A loss was not finite in (.+)\. The curve ends there, and the other networks went on\.", *BOTH
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    grown = [each.trained_on for each in outcome.found.growth if each.trained_on]
    every = (*outcome.found.training, *grown)
    ended = [each.ended_at for each in every if each.ended_at is not None]
    has_others = len(ended) < len(every)
    is_so = has_others or "other" not in found[0]
    return is_so and re.findall(r"at step (\d+)", found[1]) == list(map(str, ended))


@claim(r"Of the test pictures, (.+) right(?:, after batch norm's statistics .*)?\.", *BOTH)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    parts = re.findall(r"(\S+) gets (\S+%(?: to \S+%)?)", found[1])
    known = [
        (each.net, each.test_accuracy)
        for each in outcome.found.training
        if each.test_accuracy is not None
    ]
    for name, text in parts:
        (net,) = named(outcome, name)
        if not shows_range(text, [accuracy for own, accuracy in known if own == net]):
            return False
    return len(parts) == len({net for net, _ in known})


@claim(r"Losses are means of 20 steps of SGD with learning rate 0\.02, momentum 0\.9, .*", *BOTH)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return bool(outcome.found.training)


@claim(r"The first (\d+)(?: to (\d+))? steps are those of an earlier run, .*", *BOTH)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    taken = {each.taken_over for each in outcome.found.training}
    return (int(found[1]), int(found[2] or found[1])) == (min(taken), max(taken))


@claim(r"The first (\d+)(?: to (\d+))? steps of (.+) are those of an earlier run, .*", *BOTH)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    names = names_of(each.net for each in outcome.found.training)
    going_on = [each for each in outcome.found.training if each.taken_over]
    said = set(re.split(r", | and ", found[3]))
    taken = {each.taken_over for each in going_on}
    ends = int(found[1]), int(found[2] or found[1])
    return said == {names[each.net] for each in going_on} and ends == (min(taken), max(taken))


def records_of(outcome: Outcome, name: str) -> list[Any]:
    """The records of each seed, up to the last step that all of them recorded."""
    (net,) = named(outcome, name)
    own = [each.records for each in outcome.found.training if each.net == net]
    last = min(records[-1].step for records in own)
    return [[record for record in records if record.step <= last] for records in own]


def weight_ratios(records: Iterable[Any]) -> list[float]:
    return [record.weights[0] / record.weights[-1] for record in records]


RATIO = r"the gradient of the first convolution's weights is"


@claim(
    rf"In {LEARN_NAME} {RATIO} (.+) times that of the last one's at all recorded steps, from "
    r"(\d+) to (\d+)\.",
    E.TRAINING,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    own = records_of(outcome, found[1])
    steps = [record.step for record in own[0]]
    ratios = weight_ratios(record for records in own for record in records)
    ends = [int(found[3]), int(found[4])]
    return ends == [steps[0], steps[-1]] and shows_range(found[2], ratios)


@claim(
    rf"In {LEARN_NAME} the signal, \|dL/dx\|, is (.+) times as large at the stem as at the last "
    r"block at all recorded steps, from (\d+) to (\d+)\.",
    E.TRAINING,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    (net,) = named(outcome, found[1])
    own = [each.records for each in outcome.found.training if each.net == net]
    records = [record for each in own for record in each]
    steps = [record.step for record in records]
    ratios = [record.signal[0] / record.signal[-1] for record in records]
    is_whole = [int(found[3]), int(found[4])] == [min(steps), max(steps)]
    return is_whole and not outcome.setting.has_batch_norm and shows_range(found[2], ratios)


@claim(
    rf"In {LEARN_NAME} {RATIO} (.+) times that of the last one's at step (\d+), and only (.+) "
    r"times at step (\d+): the explosion has turned round\.",
    E.TRAINING,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    own = LATEST_RECORDS[id(outcome)] = records_of(outcome, found[1])
    starts, lasts = (weight_ratios(records[at] for records in own) for at in (0, -1))
    return (
        min(starts) > 5
        and max(lasts) < 1
        and shows_range(found[2], starts)
        and shows_range(found[4], lasts)
        and int(found[5]) == own[0][-1].step
    )


LATEST_RECORDS: dict[int, Any] = {}


@claim(
    r"By then the steps have thrown the stem's weights to (.+) times their norm, and with batch "
    r"norm after them a weight's gradient shrinks as the weight grows\.",
    E.TRAINING,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    own = LATEST_RECORDS[id(outcome)]
    grown = [each[-1].stem_norm / each[0].stem_norm for each in own if each[0].stem_norm]
    is_grown = outcome.setting.has_batch_norm and min(grown) > 5
    return is_grown and shows_range(found[1], grown)


@claim(
    r"What has become small is the weights' gradient\. The signal itself, \|dL/dx\|, is (.+) times "
    r"as large at the stem as at the last block\.",
    E.TRAINING,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    lasts = [each[-1] for each in LATEST_RECORDS[id(outcome)]]
    ratios = [each.signal[0] / each.signal[-1] for each in lasts if each.signal[-1]]
    return all(0.05 < each < 20 for each in ratios) and shows_range(found[1], ratios)


@claim(r"At the first step the gradient is 0 for (.+)\.", E.TRAINING)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    for zeros, count, name in re.findall(
        r"(\d+) of (\d+) convolutions in (\S+?)(?=,? |$)", found[1]
    ):
        (net,) = named(outcome, name)
        own = [each for each in outcome.found.training if each.net == net and each.records]
        weights = own[0].records[0].weights
        if (int(zeros), int(count)) != (weights.count(0.0), len(weights)):
            return False
    return True


def growths_of(outcome: Outcome, name: str) -> list[Any]:
    names = names_grown(outcome)
    return [each for each in outcome.found.growth if names[each.net] == name]


def names_grown(outcome: Outcome) -> dict[Net, str]:
    return names_of(net for each in outcome.found.growth for net in (each.net, each.grown))


def largest(growths: list[Any]) -> tuple[float, float]:
    evaluation = max(each.eval_difference for each in growths)
    return evaluation, max(each.training_difference for each in growths)


@claim(
    r"Identity costs a residual block nothing: (\S+) with (\d+) more blocks whose branch gives 0 "
    r"is (\S+), and its logits are the same to the last bit, for (\d+) test pictures in "
    r"evaluation and for a batch in training mode\.",
    E.IDENTITY,
)
@claim(
    r"(\S+) with (\d+) more blocks whose kernels pass on one place is (\S+), and its logits are "
    r"the same to the last bit, in evaluation and in training mode\.",
    E.IDENTITY,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    own = growths_of(outcome, found[1])
    is_residual = found[0].startswith("Identity costs")
    same_kind = all(each.net.is_residual is is_residual for each in own)
    return (
        largest(own) == (0.0, 0.0) and same_kind and names_grown(outcome)[own[0].grown] == found[3]
    )


@claim(
    r"With (\d+) blocks added to (\S+), (\S+) isn't quite the same: its logits differ by up to "
    r"(.+) in evaluation and (.+) in training mode\.",
    E.IDENTITY,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    evaluation, training = largest(growths_of(outcome, found[2]))
    is_other = evaluation > 0 or training > 0
    return is_other and shows(found[4], evaluation) and shows(found[5], training)


@claim(
    r"A plain block can be the identity too, but only with one exact pattern in its kernels: with "
    r"(\d+) such blocks added to (\S+), the logits of (\S+) (?:differ by no more than (.+)|are the "
    r"same) in evaluation\.",
    E.IDENTITY,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    own = LATEST[id(outcome)] = growths_of(outcome, found[2])
    evaluation, _ = largest(own)
    is_plain = not any(each.net.is_residual for each in own)
    is_shown = shows(found[4], evaluation) if found[4] else evaluation == 0
    return is_plain and evaluation <= 1e-3 and is_shown


@claim(
    r"And only as long as batch norm's statistics are fixed: in training mode, where each batch "
    r"has its own, they differ by up to (.+)\.",
    E.IDENTITY,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    _, training = largest(it(outcome))
    return outcome.setting.has_batch_norm and training > 0.5 and shows(found[1], training)


def trained_on(outcome: Outcome, name: str) -> list[tuple[float, Any]]:
    """The final loss before, and what was learned after, by seed; the grown network names it."""
    before = {(each.net, each.seed): each.loss for each in outcome.found.training}
    LATEST[id(outcome)] = found = [
        (fmean(before[each.net, each.seed][-FINAL:]), each.trained_on)
        for each in outcome.found.growth
        if names_grown(outcome)[each.grown] == name
    ]
    return found


@claim(
    rf"Trained on, (\S+) does not begin where (\S+) was, at {LOSS}: its first loss is {LOSS}\.",
    E.IDENTITY,
)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    both = trained_on(outcome, found[1])
    is_worse = all(on.loss[0] > 1.2 * loss or on.loss[0] == loss == 0 for loss, on in both)
    is_shown = shows_range(found[3], [loss for loss, _ in both])
    return is_worse and is_shown and shows_range(found[4], [on.loss[0] for _, on in both])


@claim(rf"Trained on, (\S+) begins with a loss of {LOSS}, where (\S+) was at {LOSS}\.", E.IDENTITY)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    both = trained_on(outcome, found[1])
    is_shown = shows_range(found[4], [loss for loss, _ in both])
    return is_shown and shows_range(found[2], [on.loss[0] for _, on in both])


@claim(rf"After (\d+) more steps it is at {LOSS}\.", E.IDENTITY)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    lasts = [fmean(on.loss[-FINAL:]) for _, on in it(outcome)]
    steps = min(len(on.loss) for _, on in it(outcome))
    return int(found[1]) == steps and shows_range(found[2], lasts)
