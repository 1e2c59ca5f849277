"""What captions say of any networks that learned: how, from where on, and where it ended."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from resnet_viz.core.experiments.captions.words import all_of, factor_text, range_text
from resnet_viz.core.experiments.found.training import FINAL_STEPS, Training
from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.setting import BATCH, LEARNING_RATE, MOMENTUM, WEIGHT_DECAY
from resnet_viz.core.message import Message

CLEAR = 1.5  # times as much, for each seed, before one loss is said to be higher


class Learned(NamedTuple):
    """One network's loss by seed: the mean of the 20 steps before a step."""

    net: Net
    name: str
    losses: dict[int, float]

    @property
    def text(self) -> str:
        return span_text(self.losses.values())


class Relation(Enum):
    """How the loss of one network is next to another's, for all seeds."""

    HIGHER = auto()
    LOWER = auto()
    EQUAL = auto()
    VARIES = auto()  # from seed to seed


def common_steps(trainings: Sequence[Training]) -> int:
    """The steps that all took whose loss was finite; 0 for fewer than a loss is a mean of."""
    steps = min((len(each.loss) for each in trainings if each.ended_at is None), default=0)
    return steps if steps >= FINAL_STEPS else 0


def learned_in(trainings: Sequence[Training], steps: int) -> tuple[Learned, ...]:
    """The networks that took so many steps with every seed."""
    found = []
    for net, name in names_of(each.net for each in trainings).items():
        losses = {each.seed: each.loss_at(steps) for each in trainings if each.net == net}
        known = {seed: loss for seed, loss in losses.items() if loss is not None}
        if len(known) == len(losses):
            found.append(Learned(net, name, known))
    return tuple(found)


def ratios_of(one: Learned, other: Learned) -> list[float]:
    """One's loss over the other's, by the seeds that both have, in rising order."""
    seeds = [seed for seed in one.losses if other.losses.get(seed)]
    return sorted(one.losses[seed] / other.losses[seed] for seed in seeds)


def relation_of(one: Learned, other: Learned) -> Relation | None:
    """How one's loss is next to the other's; None without a seed in common."""
    ratios = ratios_of(one, other)
    if not ratios:
        return None
    if ratios[0] >= CLEAR:
        return Relation.HIGHER
    if ratios[-1] <= 1 / CLEAR:
        return Relation.LOWER
    is_equal = ratios[0] > 1 / CLEAR and ratios[-1] < CLEAR
    return Relation.EQUAL if is_equal else Relation.VARIES


def span_text(values: Iterable[float]) -> str:
    """Values of several seeds: `2.11`, `1.56 to 1.88`."""
    rising = sorted(values)
    return range_text(factor_text(rising[0]), factor_text(rising[-1]))


def ends(trainings: Sequence[Training]) -> Iterator[Message]:
    """Which losses were not finite, and when."""
    names = names_of(each.net for each in trainings)
    broken = [each for each in trainings if each.ended_at is not None]
    seeds = {each.seed for each in trainings}
    if broken:
        parts = [
            f"{names[each.net]}{f' (seed {each.seed})' if len(seeds) > 1 else ''} "
            f"at step {each.ended_at}"
            for each in broken
        ]
        went_on = ", and the other networks went on" if len(broken) < len(trainings) else ""
        yield Message(
            "A loss was not finite in {places}. The curve ends there{went_on}.",
            {"places": all_of(parts), "went_on": went_on},
        )


def how_learned(trainings: Sequence[Training]) -> Iterator[Message]:
    """How they learned, and which steps an earlier run took."""
    if not any(each.loss for each in trainings):
        return
    yield Message(
        "Losses are means of {final} steps of SGD with learning rate {rate}, momentum {momentum}, "
        "weight decay {decay:.4f} and batches of {batch}.",
        {
            "final": FINAL_STEPS,
            "rate": LEARNING_RATE,
            "momentum": MOMENTUM,
            "decay": WEIGHT_DECAY,
            "batch": BATCH,
        },
    )
    yield from _taken_over(trainings)


def _taken_over(trainings: Sequence[Training]) -> Iterator[Message]:
    """Which steps an earlier run took, and of which networks unless it is all of them."""
    going_on = [each for each in trainings if each.taken_over]
    if not going_on:
        return
    taken = sorted(each.taken_over for each in going_on)
    nets = {each.net for each in going_on}
    names = [name for net, name in names_of(each.net for each in trainings).items() if net in nets]
    yield Message(
        "The first {taken} steps are those of an earlier run, whose CPU time isn't counted again."
        if len(going_on) == len(trainings)
        else "The first {taken} steps of {names} are those of an earlier run, whose CPU time isn't "
        "counted again.",
        {"taken": range_text(str(taken[0]), str(taken[-1])), "names": all_of(names)},
    )
