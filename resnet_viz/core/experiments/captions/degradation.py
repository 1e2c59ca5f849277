"""What may be said of degradation: which network has the higher training loss, after how long."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.captions.learning import (
    Learned,
    Relation,
    common_steps,
    ends,
    how_learned,
    learned_in,
    ratios_of,
    relation_of,
    span_text,
)
from resnet_viz.core.experiments.captions.words import all_of, factor_text, range_text
from resnet_viz.core.experiments.found.training import FINAL_STEPS, Training
from resnet_viz.core.experiments.net import NetKind, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message

GUESSES = (0.97, 1.03)  # times the loss of guessing
LEARNS = 0.6  # times the loss of guessing, at most
PLAIN_DEPTHS = {
    Relation.HIGHER: (
        "After {steps} steps {one} has the higher training loss: {one_loss}, {ratio} times the "
        "{other_loss} of {other}. It fits even the pictures it trains on worse, so this isn't "
        "overfitting."
    ),
    Relation.LOWER: (
        "After {steps} steps the deeper {one} has the lower training loss: {one_loss} against "
        "{other_loss} in {other}."
    ),
    Relation.EQUAL: (
        "After {steps} steps {one} and {other} don't clearly differ in training loss: {one_loss} "
        "and {other_loss}."
    ),
    Relation.VARIES: (
        "After {steps} steps it depends on the seed whether {one} or {other} has the higher "
        "training loss: {one_loss} and {other_loss}."
    ),
}
SHORTCUTS = {
    Relation.HIGHER: (
        "With shortcuts {other} is at {other_loss} after the same {steps} steps, where {one} is at "
        "{one_loss}, {ratio} times as much."
    ),
    Relation.LOWER: (
        "In this setting shortcuts don't help: after {steps} steps {one} is at {one_loss} and "
        "{other} at {other_loss}."
    ),
    Relation.EQUAL: (
        "With and without shortcuts the loss doesn't clearly differ after {steps} steps: "
        "{one_loss} in {one} and {other_loss} in {other}."
    ),
    Relation.VARIES: (
        "Whether {one} or {other} has the higher loss after {steps} steps depends on the seed: "
        "{one_loss} and {other_loss}."
    ),
}
RESIDUAL_DEPTHS = {
    Relation.HIGHER: (
        "Deeper isn't better with shortcuts either after so few steps: {one} is at {one_loss}, "
        "{other} at {other_loss}."
    ),
    Relation.LOWER: (
        "With shortcuts the deeper network has the lower loss: {one} is at {one_loss}, {other} at "
        "{other_loss}."
    ),
    Relation.EQUAL: (
        "With shortcuts depth makes no clear difference: {one} is at {one_loss}, {other} at "
        "{other_loss}."
    ),
    Relation.VARIES: (
        "With shortcuts it depends on the seed whether {one} or {other} has the higher loss: "
        "{one_loss} and {other_loss}."
    ),
}


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """Plain networks by depth, the pair with and without shortcuts, residual ones by depth."""
    trainings = outcome.found.training
    return (
        *losses_compared(trainings),
        *_guessing(trainings, outcome.setting.has_batch_norm),
        *ends(trainings),
        *_tested(trainings, outcome.setting.has_batch_norm),
        *how_learned(trainings),
    )


def losses_compared(trainings: Sequence[Training]) -> Iterator[Message]:
    """What may be said of the losses, each over all seeds; too few steps are said to be so."""
    steps = common_steps(trainings)
    if not steps:
        if any(each.loss for each in trainings):
            yield Message("Losses are compared from {final} steps on.", {"final": FINAL_STEPS})
        return
    learned = learned_in(trainings, steps)
    for kinds, texts in (
        ((NetKind.PLAIN,), PLAIN_DEPTHS),
        (None, SHORTCUTS),
        ((NetKind.RESIDUAL, NetKind.PRE), RESIDUAL_DEPTHS),
    ):
        pair = _pair_of_kinds(learned) if kinds is None else _depths(learned, kinds)
        relation = relation_of(*pair) if pair else None
        if pair and relation:
            yield Message(texts[relation], _values(*pair, steps))


def _values(one: Learned, other: Learned, steps: int) -> dict[str, object]:
    return {
        "steps": steps,
        "one": one.name,
        "one_loss": one.text,
        "other": other.name,
        "other_loss": other.text,
        "ratio": span_text(ratios_of(one, other)),
    }


def _depths(learned: Sequence[Learned], kinds: Sequence[NetKind]) -> tuple[Learned, Learned] | None:
    """The deepest and the shallowest network of the first kind that has two depths."""
    for kind in kinds:
        own = sorted((e for e in learned if e.net.kind is kind), key=lambda each: each.net.depth)
        if own and own[-1].net.depth > own[0].net.depth:
            return own[-1], own[0]
    return None


def _pair_of_kinds(learned: Sequence[Learned]) -> tuple[Learned, Learned] | None:
    """The deepest plain network that has a residual one of its depth, and that one."""
    pairs = [
        (plain, other)
        for kind in (NetKind.RESIDUAL, NetKind.PRE)
        for plain in learned
        for other in learned
        if plain.net.kind is NetKind.PLAIN
        if other.net.kind is kind
        if plain.net.depth == other.net.depth
    ]
    return max(pairs, key=lambda pair: pair[0].net.depth, default=None)


def _guessing(trainings: Sequence[Training], has_batch_norm: bool) -> Iterator[Message]:
    """Which networks have not moved from guessing, and what the pair without batch norm shows."""
    learned = learned_in(trainings, common_steps(trainings))
    if not learned:
        return
    guess, classes = trainings[0].guessing_loss, trainings[0].classes
    least, most = GUESSES
    stuck = [
        each
        for each in learned
        if all(least <= loss / guess <= most for loss in each.losses.values())
    ]
    for each in stuck:
        yield Message(
            "{name} still guesses: its loss is {loss}, and that of guessing is ln {classes}, "
            "{guess}.",
            {
                "name": each.name,
                "loss": each.text,
                "classes": classes,
                "guess": factor_text(guess),
            },
        )
    pair = _pair_of_kinds(learned)
    if pair and not has_batch_norm and pair[0] in stuck and _has_learned(pair[1], guess):
        yield Message(
            "Without batch norm only {residual} of these two learns.",
            {"residual": pair[1].name},
        )


def _has_learned(learned: Learned, guess: float) -> bool:
    return all(loss <= LEARNS * guess for loss in learned.losses.values())


def _tested(trainings: Sequence[Training], has_batch_norm: bool) -> Iterator[Message]:
    names = names_of(each.net for each in trainings)
    parts = []
    for net, name in names.items():
        known = sorted(
            each.test_accuracy
            for each in trainings
            if each.net == net and each.test_accuracy is not None
        )
        if known:
            parts.append(f"{name} gets {range_text(f'{known[0]:.1%}', f'{known[-1]:.1%}')}")
    if parts:
        yield Message(
            "Of the test pictures, {parts} right, after batch norm's statistics were measured "
            "again."
            if has_batch_norm
            else "Of the test pictures, {parts} right.",
            {"parts": all_of(parts)},
        )
