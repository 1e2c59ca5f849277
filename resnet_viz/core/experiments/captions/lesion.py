"""What may be said of lesions: what they cost, and when a network has nothing to lose."""

from collections.abc import Iterator
from statistics import fmean, median

from resnet_viz.core.experiments.captions.guessing import most_by_guessing
from resnet_viz.core.experiments.captions.pairs import deepest_twins, named_results
from resnet_viz.core.experiments.found.lesion import Lesions
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message

A_POINT = 0.011  # of accuracy, which is a share of a few hundred pictures
GRADUALLY = (
    "Removed at random, blocks degrade it gradually: {first_mean:.1%} on average without {first} "
    "{blocks}, {last_mean:.1%} without {last}."
)
ON_AVERAGE = (
    "Without {first} random {blocks} it is right for {first_mean:.1%} on average, without {last} "
    "for {last_mean:.1%}."
)


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """What a person's own lesions cost, then all others, both kinds compared and by network."""
    names = named_results(outcome.found.lesions, outcome.setting)
    by_kind = sorted(names, key=lambda each: not each.net.is_residual)
    chosen = [message for each in by_kind for message in _chosen(each, names[each])]
    said = [message for each in names for message in _of_network(each, names[each])]
    return (*chosen, *_compared(outcome), *said, *_made(outcome))


def _compared(outcome: Outcome) -> Iterator[Message]:
    """What is left of two networks that learned, where both lack a block in turn."""
    names = named_results(outcome.found.lesions, outcome.setting)
    twins = deepest_twins(each for each in names if _has_learned(each) and dropped_of(each))
    if twins is not None:
        plain, other = twins
        yield Message(
            "With one block dropped {plain} is right for {plain_median:.1%} in the median, {other} "
            "for {other_median:.1%}.",
            {
                "plain": names[plain],
                "plain_median": median(dropped_of(plain)),
                "other": names[other],
                "other_median": median(dropped_of(other)),
            },
        )


def _of_network(lesions: Lesions, name: str) -> Iterator[Message]:
    values = {
        "name": name,
        "accuracy": lesions.accuracy,
        "pictures": lesions.pictures,
        "chance": lesions.chance,
    }
    yield Message("Whole, {name} is right for {accuracy:.1%} of {pictures} test pictures.", values)
    if not _has_learned(lesions):
        yield Message(
            "That may be guessing, which gives {chance:.1%}: it hasn't learned enough for a lesion "
            "to show anything.",
            values,
        )
        return
    yield from _dropped(lesions)
    yield from _cut_and_swapped(lesions)
    yield from _random(lesions)


def _has_learned(lesions: Lesions) -> bool:
    return lesions.accuracy > most_by_guessing(lesions.chance, lesions.pictures)


def dropped_of(lesions: Lesions) -> tuple[float, ...]:
    """Accuracy without each block that can be removed, as far as it was measured."""
    return tuple(each.dropped for each in lesions.blocks if each.dropped is not None)


def _dropped(lesions: Lesions) -> Iterator[Message]:
    dropped = dropped_of(lesions)
    if not dropped:
        return
    worst = min(dropped)
    path = next(each.path for each in lesions.blocks if each.dropped == worst)
    values = {
        "worst": worst,
        "best": max(dropped),
        "path": path,
        "median": median(dropped),
        "count": len(dropped),
        "chance": lesions.chance,
    }
    if len(dropped) == 1:
        yield Message("Without {path} it is right for {worst:.1%}.", values)
        return
    if max(dropped) < (lesions.accuracy + lesions.chance) / 2:
        yield Message(
            "Whichever of {count} blocks is dropped, at most {best:.1%} is left. Guessing gives "
            "{chance:.1%}.",
            values,
        )
        return
    yield Message(
        "Without one of {count} blocks it is right for {worst:.1%} ({path}) to {best:.1%}, "
        "{median:.1%} in the median.",
        values,
    )
    cheap = sum(lesions.accuracy - each <= A_POINT for each in dropped)
    if 2 * cheap > len(dropped):
        yield Message(
            "For {cheap} of {count} blocks that costs a point or nothing.",
            {"cheap": cheap, "count": len(dropped)},
        )


def _cut_and_swapped(lesions: Lesions) -> Iterator[Message]:
    cut = [each.cut for each in lesions.blocks if each.cut is not None]
    swapped = [each.swapped for each in lesions.blocks if each.swapped is not None]
    if cut and swapped:
        yield Message(
            "With one shortcut cut {cut:.1%} is left in the median, with two neighbours swapped "
            "{swapped:.1%}.",
            {"cut": median(cut), "swapped": median(swapped)},
        )
    elif swapped:
        yield Message(
            "With two neighbours swapped {swapped:.1%} is left in the median.",
            {"swapped": median(swapped)},
        )


def _random(lesions: Lesions) -> Iterator[Message]:
    means = {each.count: fmean(each.accuracies) for each in lesions.random if each.accuracies}
    if len(means) < 2:
        return
    first, last = min(means), max(means)
    values = {
        "first": first,
        "blocks": "block" if first == 1 else "blocks",
        "first_mean": means[first],
        "last": last,
        "last_mean": means[last],
    }
    by_count = [means[count] for count in sorted(means)]
    is_gradual = _is_gradual(lesions.accuracy, lesions.chance, by_count)
    yield Message(GRADUALLY if is_gradual else ON_AVERAGE, values)


def _is_gradual(whole: float, chance: float, means: list[float]) -> bool:
    """Whether accuracy falls to near chance, and by no more than half of that way at once."""
    way = whole - chance
    falls = [before - after for before, after in zip([whole, *means], means, strict=False)]
    return means[-1] < whole - way / 2 and all(fall <= way / 2 for fall in falls)


def _chosen(lesions: Lesions, name: str) -> Iterator[Message]:
    if not lesions.chosen:
        return
    values = {"name": name, "chosen": ", ".join(lesions.chosen)}
    if lesions.chosen_accuracy is None:
        yield Message(
            "{name} can't be run without {chosen}: a block that changes the shape can only be "
            "removed where a shortcut is left.",
            values,
        )
    else:
        yield Message(
            "Without your choice ({chosen}) {name} is right for {accuracy:.1%}.",
            {**values, "accuracy": lesions.chosen_accuracy},
        )


def _made(outcome: Outcome) -> Iterator[Message]:
    lesions = outcome.found.lesions
    blocks = [(each.net, block) for each in lesions for block in each.blocks]
    if any(net.is_residual and block.dropped is not None for net, block in blocks):
        yield Message("A dropped block passes on what its shortcut carries.")
    if any(block.is_shape_changing and block.dropped is None for _, block in blocks):
        yield Message(
            "A plain block that changes the shape can't be dropped: nothing can take its place."
        )
    if lesions and outcome.setting.has_batch_norm:
        yield Message(
            "Batch norm's statistics were measured again before the lesions, not after each of "
            "them."
        )
