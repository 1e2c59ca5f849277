"""What may be said of blocks that change nothing: what they cost, and when they can be there."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.captions.degradation import losses_compared
from resnet_viz.core.experiments.captions.learning import CLEAR, ends, how_learned, span_text
from resnet_viz.core.experiments.captions.words import factor_text
from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message

ROUNDING = 1e-3  # of a logit: what rounding in fp32 may come to
DIFFERENT = 1.0  # of a logit


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """By network how the grown one differs, then what it learned."""
    found = outcome.found
    names = _names(found.growth)
    on = tuple(growth.trained_on for growth in found.growth if growth.trained_on)
    return (
        *(
            message
            for own in _by_network(found.growth)
            for message in _of_network(own, names, outcome.setting.has_batch_norm)
        ),
        *(() if found.growth else losses_compared(found.training)),
        *_learned_on(found.growth, names, found.training),
        *ends((*found.training, *on)),
        *how_learned(found.training),
    )


def _names(growths: Sequence[Growth]) -> dict[Net, str]:
    return names_of(net for growth in growths for net in (growth.net, growth.grown))


def _by_network(growths: Sequence[Growth]) -> Iterator[tuple[Growth, ...]]:
    """Residual networks first."""
    nets = dict.fromkeys(growth.net for growth in growths)
    for net in sorted(nets, key=lambda net: not net.is_residual):
        yield tuple(growth for growth in growths if growth.net == net)


def _of_network(
    growths: tuple[Growth, ...], names: dict[Net, str], has_batch_norm: bool
) -> Iterator[Message]:
    first = growths[0]
    evaluation = max(growth.eval_difference for growth in growths)
    training = max(growth.training_difference for growth in growths)
    values = {
        "name": names[first.net],
        "grown": names[first.grown],
        "added": first.added,
        "pictures": first.pictures,
        "evaluation": factor_text(evaluation),
        "training": factor_text(training),
    }
    if evaluation == 0 and training == 0:
        yield Message(_same_text(first), values)
    elif first.net.is_residual or evaluation > ROUNDING:
        yield Message(
            "With {added} blocks added to {name}, {grown} isn't quite the same: its logits differ "
            "by up to {evaluation} in evaluation and {training} in training mode.",
            values,
        )
    else:
        yield from _plain(values, training, has_batch_norm)


def _same_text(growth: Growth) -> str:
    if growth.net.is_residual:
        return (
            "Identity costs a residual block nothing: {name} with {added} more blocks whose branch "
            "gives 0 is {grown}, and its logits are the same to the last bit, for {pictures} test "
            "pictures in evaluation and for a batch in training mode."
        )
    return (
        "{name} with {added} more blocks whose kernels pass on one place is {grown}, and its "
        "logits are the same to the last bit, in evaluation and in training mode."
    )


def _plain(values: dict[str, object], training: float, has_batch_norm: bool) -> Iterator[Message]:
    differ = (
        "differ by no more than {evaluation}" if values["evaluation"] != "0" else "are the same"
    )
    yield Message(
        "A plain block can be the identity too, but only with one exact pattern in its kernels: "
        f"with {{added}} such blocks added to {{name}}, the logits of {{grown}} {differ} in "
        "evaluation.",
        values,
    )
    if has_batch_norm and training > DIFFERENT:
        yield Message(
            "And only as long as batch norm's statistics are fixed: in training mode, where each "
            "batch has its own, they differ by up to {training}.",
            values,
        )


def _learned_on(
    growths: Sequence[Growth], names: dict[Net, str], trainings: Sequence[Training]
) -> Iterator[Message]:
    """Where the loss of each grown network began and ended, next to that of the network before."""
    before = {(each.net, each.seed): each.final_loss for each in trainings}
    for own in _by_network(growths):
        pairs = [
            (before.get((growth.net, growth.seed)), growth.trained_on)
            for growth in own
            if growth.trained_on and growth.trained_on.loss
        ]
        known = [(loss, on) for loss, on in pairs if loss is not None]
        if not known or len(known) < len(own):
            continue
        values = {
            "name": names[own[0].net],
            "grown": names[own[0].grown],
            "before": span_text(loss for loss, _ in known),
            "first": span_text(on.loss[0] for _, on in known),
            "steps": min(len(on.loss) for _, on in known),
        }
        if all(on.loss[0] >= CLEAR * loss for loss, on in known):
            yield Message(
                "Trained on, {grown} does not begin where {name} was, at {before}: its first loss "
                "is {first}.",
                values,
            )
        else:
            yield Message(
                "Trained on, {grown} begins with a loss of {first}, where {name} was at {before}.",
                values,
            )
        finals = [on.final_loss for _, on in known if on.final_loss is not None]
        if len(finals) == len(known):
            yield Message(
                "After {steps} more steps it is at {final}.",
                {"steps": values["steps"], "final": span_text(finals)},
            )
