"""What may be said of the inside of networks: what is left to read after each block."""

from collections.abc import Iterator

from resnet_viz.core.experiments.captions.guessing import most_by_guessing
from resnet_viz.core.experiments.captions.pairs import deepest_twins, named_results
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message
from resnet_viz.core.wording import MINUS

FALLS = "In {name} ‖F‖/‖x‖ falls from {first:.2f} at the first block to {last:.2f} at the last."
GOES = "In {name} ‖F‖/‖x‖ is {first:.2f} at the first block and {last:.2f} at the last."


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """By network what a probe and its own last layers read, and how large F is next to x."""
    found = outcome.found.inside
    said: list[Message] = [*_compared(outcome)]
    for each, name in named_results(found, outcome.setting).items():
        state = "trained" if each.is_trained else "untrained"
        said += _probed(each, f"{state} {name}")
        said += _summed(each, f"{state} {name}")
    if any(each.probe for each in found):
        said.append(
            Message(
                "A probe is a ridge regression on the means of all channels, fitted to the "
                "training pictures and counted on the test pictures."
            )
        )
    return tuple(said)


def _compared(outcome: Outcome) -> Iterator[Message]:
    """What a probe reads after the last block of two networks, trained where they are."""
    names = named_results(outcome.found.inside, outcome.setting)
    ended = [each for each in names if len(each.probe) >= 2 and each.ended_at is None]
    by_state = [[each for each in ended if each.is_trained is state] for state in (True, False)]
    twins = deepest_twins(by_state[0]) or deepest_twins(by_state[1])
    if twins is None or len(twins[0].probe) != len(twins[1].probe):
        return
    plain, other = twins
    yield Message(
        "After {blocks} blocks a probe is right for {plain_share:.1%} in {state} {plain}, for "
        "{other_share:.1%} in {state} {other}.",
        {
            "blocks": len(plain.probe) - 1,
            "state": "trained" if plain.is_trained else "untrained",
            "plain": names[plain],
            "plain_share": plain.probe[-1],
            "other": names[other],
            "other_share": other.probe[-1],
        },
    )


def _probed(inside: Inside, name: str) -> Iterator[Message]:
    if len(inside.probe) >= 2:
        values = {
            "name": name,
            "first": inside.probe[0],
            "last": inside.probe[-1],
            "blocks": len(inside.probe) - 1,
            "chance": inside.chance,
            "readout": inside.readout[-1],
        }
        yield Message(
            "In {name} a probe is right for {first:.1%} after the stem and {last:.1%} after "
            "{blocks} blocks.",
            values,
        )
        yield from _guessed(inside, values)
        if inside.is_trained:
            yield Message("Its own last layers are right for {readout:.1%} there.", values)
    if inside.ended_at is not None:
        yield Message(
            "In {name} the features after block {place} are not finite, so nothing can be read.",
            {"name": name, "place": inside.ended_at},
        )


def _guessed(inside: Inside, values: dict[str, object]) -> Iterator[Message]:
    """From where on a probe only guesses, if it does up to the end."""
    place = first_guessed(inside)
    if place == len(inside.probe):
        return
    told = {**values, "place": place}
    if place == 0:
        yield Message("That may be guessing all along, which gives {chance:.1%}.", told)
    elif place == len(inside.probe) - 1:
        yield Message("After the last block that may be guessing, which gives {chance:.1%}.", told)
    else:
        yield Message(
            "From block {place} on it may as well guess, which gives {chance:.1%}: the blocks let "
            "nothing through that a linear reader could use.",
            told,
        )


def first_guessed(inside: Inside) -> int:
    """The first place from which on no probe says more than guessing; their number for none."""
    most = most_by_guessing(inside.chance, inside.pictures)
    place = len(inside.probe)
    while place and inside.probe[place - 1] <= most:
        place -= 1
    return place


def _summed(inside: Inside, name: str) -> Iterator[Message]:
    ratios, cosines = inside.branch_ratio, inside.cosine
    if len(ratios) < 2:
        return
    values = {
        "name": name,
        "first": ratios[0],
        "last": ratios[-1],
        "least": _signed(min(cosines)),
        "most": _signed(max(cosines)),
    }
    yield Message(FALLS if ratios[-1] < ratios[0] else GOES, values)
    yield Message("The cosine of F and x is {least} to {most} there.", values)


def _signed(value: float) -> str:
    """Two digits with the sign of printed numbers, none before 0."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", MINUS)
