"""What may be said of gradients while networks train: how the first and the last ones compare."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.experiments.captions.degradation import losses_compared
from resnet_viz.core.experiments.captions.learning import ends, how_learned, span_text
from resnet_viz.core.experiments.captions.words import all_of
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message

EXPLODED = 10.0  # times the last convolution's gradient, at least
TURNED = 0.5  # times it, at most
THROWN = 10.0  # times the norm that the stem's weights began with, at least
FLAT = (0.1, 10.0)  # the signal at the stem over that at the last block


class Course(NamedTuple):
    """One network's first and last record by seed, each with all ratios known."""

    name: str
    starts: tuple[Record, ...]
    lasts: tuple[Record, ...]
    ratios: tuple[float, ...]

    @property
    def is_turned(self) -> bool:
        """Whether the first weights' gradient was by far the largest, and is now the smaller."""
        return all((each.weights_ratio or 0) >= EXPLODED for each in self.starts) and all(
            (each.weights_ratio or 0) <= TURNED for each in self.lasts
        )


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """By network what became of the gradients, then the losses."""
    trainings = outcome.found.training
    courses = courses_in(trainings) if outcome.setting.has_batch_norm else ()
    return (
        *(message for course in courses for message in _course(course)),
        *(() if outcome.setting.has_batch_norm else _signals(trainings)),
        *_zeros(trainings),
        *losses_compared(trainings),
        *ends(trainings),
        *how_learned(trainings),
    )


def courses_in(trainings: Sequence[Training]) -> tuple[Course, ...]:
    """The networks of which there are two records at least, the last of the same step."""
    courses = []
    for net, name in names_of(each.net for each in trainings).items():
        own = [each.records for each in trainings if each.net == net]
        if not all(len(records) > 1 for records in own):
            continue
        last = min(records[-1].step for records in own)
        lasts = [record for records in own for record in records if record.step == last]
        ratios = [
            record.weights_ratio for records in own for record in records if record.step <= last
        ]
        if all(ratio is not None for ratio in ratios):
            known = tuple(ratio for ratio in ratios if ratio is not None)
            starts = tuple(records[0] for records in own)
            courses.append(Course(name, starts, tuple(lasts), known))
    return tuple(courses)


def _signals(trainings: Sequence[Training]) -> Iterator[Message]:
    """How far the signal reaches without batch norm, where weights' gradients don't show it.

    In a plain network ⟨W, dL/dW⟩ is then the same for all layers, however small the signal is.
    """
    for net, name in names_of(each.net for each in trainings).items():
        records = [record for each in trainings if each.net == net for record in each.records]
        ratios = [record.signal_ratio for record in records]
        known = [ratio for ratio in ratios if ratio is not None]
        if known and len(known) == len(ratios):
            steps = sorted(record.step for record in records)
            yield Message(
                "In {name} the signal, |dL/dx|, is {span} times as large at the stem as at the "
                "last block at all recorded steps, from {start} to {last}.",
                {
                    "name": name,
                    "span": span_text(known),
                    "start": steps[0],
                    "last": steps[-1],
                },
            )


def _course(course: Course) -> Iterator[Message]:
    values = {
        "name": course.name,
        "start": course.starts[0].step,
        "last": course.lasts[0].step,
        "start_ratio": span_text(each.weights_ratio or 0 for each in course.starts),
        "last_ratio": span_text(each.weights_ratio or 0 for each in course.lasts),
        "span": span_text(course.ratios),
    }
    if not course.is_turned:
        yield Message(
            "In {name} the gradient of the first convolution's weights is {span} times that of the "
            "last one's at all recorded steps, from {start} to {last}.",
            values,
        )
        return
    yield Message(
        "In {name} the gradient of the first convolution's weights is {start_ratio} times that of "
        "the last one's at step {start}, and only {last_ratio} times at step {last}: the explosion "
        "has turned round.",
        values,
    )
    yield from _thrown(course)


def _thrown(course: Course) -> Iterator[Message]:
    """Why it turned round, where the stem's weights have grown, and what didn't vanish."""
    grown = [
        last.stem_norm / start.stem_norm
        for start, last in zip(course.starts, course.lasts, strict=True)
        if start.stem_norm
    ]
    if grown and min(grown) >= THROWN:
        yield Message(
            "By then the steps have thrown the stem's weights to {grown} times their norm, and "
            "with batch norm after them a weight's gradient shrinks as the weight grows.",
            {"grown": span_text(grown)},
        )
    ratios = [each.signal_ratio for each in course.lasts if each.signal_ratio is not None]
    least, most = FLAT
    if ratios and all(least <= ratio <= most for ratio in ratios):
        yield Message(
            "What has become small is the weights' gradient. The signal itself, |dL/dx|, is "
            "{signal} times as large at the stem as at the last block.",
            {"signal": span_text(ratios)},
        )


def _zeros(trainings: Sequence[Training]) -> Iterator[Message]:
    """Gradients that are exactly 0, as inside branches that start with γ at 0."""
    names = names_of(each.net for each in trainings)
    parts = []
    for net, name in names.items():
        records = [each.records[0] for each in trainings if each.net == net and each.records]
        if records and (zeros := sum(value == 0 for value in records[0].weights)):
            count = len(records[0].weights)
            parts.append(f"{zeros} of {count} convolutions in {name}")
    if parts:
        yield Message(
            "At the first step the gradient is 0 for {parts}.",
            {"parts": all_of(parts)},
        )
