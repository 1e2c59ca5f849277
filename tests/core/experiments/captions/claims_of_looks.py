"""What has to be true for sentences of paths, landscapes and pictures."""

import re

from resnet_viz.core.experiments.outcome import Outcome
from tests.core.experiments.captions.claims import (
    E,
    about,
    claim,
    entries_of,
    it,
    named,
    one_named,
    shows,
)


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
    is_close = abs(each.mean_length - middle) < 0.09 * middle
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


@claim(r"At 1 a direction is as long as the weights, filter by filter .*", E.LANDSCAPE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return ("Batch norm" in found[0]) is outcome.setting.has_batch_norm


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


@claim(r"Covering one patch takes hardly anything off this share, wherever it is\.", E.PICTURE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return bool(0 < it(outcome).largest_drop < 0.01)


@claim(r"Covering one patch takes nothing off this share, wherever it is\.", E.PICTURE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return bool(it(outcome).largest_drop <= 0)


@claim(r"The weights are those of (.+)\. Pixels were scaled by the mean and .*", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return any(each.weights == found[1] for each in outcome.found.responses)


@claim(r"(.+) has only seen the data that it was just trained on, .*", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    return outcome.setting.steps > 0 and not each.weights and each.origin is None


@claim(r"(.+) is untrained: its maps show what random weights respond to\..*", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    return each.origin is None and outcome.setting.steps == 0 and not each.weights


@claim(r"(.+) is untrained: this is what random weights respond to\.", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    return bool(about(outcome, found[1]).origin == "random")


@claim(r"No part of (.+) gives a map of the picture\.", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    each = about(outcome, found[1])
    return bool(each.gradient) and not each.maps


@claim(r"The weights of (.+) are those (that its code gives it|of the module as .*)\.", E.PICTURE)
def _(outcome: Outcome, found: re.Match[str]) -> bool:
    word = "code" if found[2].startswith("that its code") else "module"
    return bool(about(outcome, found[1]).origin == word)


@claim(r"Its outputs are taken for classes, numbered from 0, .*", E.PICTURE)
def _(outcome: Outcome, _found: re.Match[str]) -> bool:
    return it(outcome).origin is not None
