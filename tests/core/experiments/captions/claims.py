"""Every sentence that a caption may have, and what has to be true of the outcome for it.

Written against the found values themselves, not against what the captions compute of them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.net import Net, NetKind, names_of
from resnet_viz.core.experiments.outcome import Outcome
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


LATEST: dict[int, Any] = {}
"""The entry that the sentences before were about, by outcome."""


def about(outcome: Outcome, text: str) -> Any:
    LATEST[id(outcome)] = one_named(outcome, text)
    return LATEST[id(outcome)]


def it(outcome: Outcome) -> Any:
    return LATEST[id(outcome)]


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
