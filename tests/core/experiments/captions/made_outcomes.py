"""Outcomes that were never measured: as measured, reversed, equal, untrained, empty, extreme."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from resnet_viz.core.experiments.experiment import ONE_SEED, Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.found.landscape import MOST_LOSS, Landscape
from resnet_viz.core.experiments.found.lesion import BlockLesion, Lesions, RandomLesions
from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.found.picture import Origin, Response
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import DataSet, Init, Setting

NETS = (
    Net("plain20,input=1x8x8", NetKind.PLAIN, 20),
    Net("resnet20,input=1x8x8", NetKind.RESIDUAL, 20),
    Net("plain56,input=1x8x8", NetKind.PLAIN, 56),
    Net("resnet56,input=1x8x8", NetKind.RESIDUAL, 56),
    Net("resnet56,shortcut=B,input=1x8x8", NetKind.RESIDUAL, 56),
    Net("resnet56,order=pre,input=1x8x8", NetKind.PRE, 56),
)
PAIRS = (NETS[:2], NETS[2:4], (NETS[2], NETS[5]), NETS[:1], NETS[1:2], NETS, (NETS[3], NETS[4]), ())
PLACES = 5  # blocks of each; captions don't count them by depth
WIDE = (
    0.0,
    1e-45,
    1e-38,
    1e-22,
    1e-9,
    0.01,
    0.35,
    1.0,
    1.0,
    1.49,
    1.51,
    24.0,
    4e3,
    7e6,
    3e38,
)  # of fp32
SHARES = (0.0, 0.1, 0.1, 0.146, 0.148, 0.2, 0.39, 0.5, 0.84, 0.97, 0.98, 0.985, 1.0)
LOSSES = (0.0, 0.004, 0.35, 0.9999, 1.0, 1.56, 2.302, 2.6, 75.0, MOST_LOSS)
SIGNALS = (0.0, 1e-22, 0.01, 0.35, 1.0, 24.0, 4e3)
COSINES = (-1.0, -0.3, -0.01, 0.0, 0.001, 0.15, 0.19, 0.21, 0.34, 0.55, 0.7, 0.9, 1.0)

Entries = Callable[[Random, Net, int, Setting], tuple[object, ...]]


def some(rng: Random, of: Sequence[float], count: int) -> tuple[float, ...]:
    """Values that are all equal, or each for itself, now and then slightly off."""
    if rng.random() < 0.2:
        return (rng.choice(of),) * count
    return tuple(rng.choice(of) * rng.choice((1.0, 1.0, 0.937)) for _ in range(count))


def falling(rng: Random, of: Sequence[float], count: int) -> tuple[float, ...]:
    values = sorted(some(rng, of, count), reverse=True)
    return tuple(values if rng.random() < 0.6 else values[::-1])


def flow(rng: Random, net: Net, seed: int, _: Setting) -> tuple[object, ...]:
    if rng.random() < 0.07:
        return (Flow(net, seed, 0.0, (), (), (), has_overflowed=True),)
    signal = falling(rng, WIDE, PLACES + 1)
    if not signal[-1]:  # what doesn't come back from the head is nowhere
        signal = (0.0,) * len(signal)
    weights, activations = falling(rng, WIDE, 2 * PLACES), falling(rng, WIDE, PLACES + 1)
    return (Flow(net, seed, rng.choice(LOSSES), signal, weights, activations),)


def shattered(rng: Random, net: Net, seed: int, _: Setting) -> tuple[object, ...]:
    if rng.random() < 0.1:
        return (Shattered(net, seed, (), (), has_overflowed=True),)
    if rng.random() < 0.1:
        return (Shattered(net, seed, (0.0,) * 9, ()),)
    correlation = (1.0, *some(rng, COSINES, 4))
    return (Shattered(net, seed, some(rng, COSINES, 9), correlation),)


def training(rng: Random, net: Net, seed: int, setting: Setting) -> tuple[object, ...]:
    ended_at = rng.randint(0, setting.steps) if rng.random() < 0.1 else None
    count = setting.steps if ended_at is None else ended_at
    first, last = rng.choice(LOSSES[:8]), rng.choice(LOSSES[:8])
    loss = tuple(first + (last - first) * min(step / 30, 1.0) for step in range(count))
    norm = rng.choice((0.0, 1.0))
    records = tuple(
        Record(step, falling(rng, SIGNALS, PLACES), falling(rng, SIGNALS, PLACES), norm * factor)
        for step in (0, 1, 2, 5, 10, 20, 40)
        if step < count
        for factor in [rng.choice((1.0, 2.0, 150.0))]
    )
    accuracy = rng.choice(SHARES) if ended_at is None and rng.random() < 0.7 else None
    taken_over = rng.choice((0, 0, 0, min(count, 10)))
    return (Training(net, seed, loss, accuracy, records, ended_at, taken_over),)


def growth(rng: Random, net: Net, seed: int, setting: Setting) -> tuple[object, ...]:
    grown = Net(f"{net.arch},grown", net.kind, net.depth + 36)
    (before,), (after,) = (training(rng, each, seed, setting) for each in (net, grown))
    assert isinstance(before, Training)
    assert isinstance(after, Training)
    differences = (0.0, 0.0, 4e-7, 0.0004, 0.9, 1.1, 8.9)
    evaluation, in_training = rng.choice(differences), rng.choice(differences)
    logits = some(rng, COSINES, 10)
    made = Growth(
        net, grown, seed, 18, 360, logits, logits, evaluation, in_training, 0.9, 0.9,
        after if rng.random() < 0.5 else None,
    )  # fmt: skip
    return (before, made) if rng.random() < 0.8 else (before,)


def lesions(rng: Random, net: Net, seed: int, _: Setting) -> tuple[object, ...]:
    count = rng.choice((0, 1, 2, PLACES))
    dropped, cut, swapped = (some(rng, SHARES, count) for _ in range(3))
    blocks = tuple(
        BlockLesion(
            f"layer1.{place}",
            f"layer1.{place}.add" if net.is_residual else "",
            place == 2,
            dropped[place] if net.is_residual or place != 2 else None,
            cut[place] if net.is_residual else None,
            swapped[place] if place + 1 < count else None,
        )
        for place in range(count)
    )
    random = tuple(
        RandomLesions(each, some(rng, SHARES, 3)) for each in range(1, rng.choice((1, 2, 4)))
    )
    chosen = rng.choice(((), ("layer1.0",), ("layer1.0", "layer1.1.add")))
    accuracy = rng.choice(SHARES)
    left = rng.choice((None, rng.choice(SHARES)))
    return (
        Lesions(net, seed, accuracy, 0.1, 360, blocks, random, chosen, left if chosen else None),
    )


def inside(rng: Random, net: Net, seed: int, setting: Setting) -> tuple[object, ...]:
    found = []
    for is_trained in (False, True) if setting.steps else (False,):
        count = rng.choice((0, 1, PLACES + 1))
        probe, readout = falling(rng, SHARES, count), some(rng, SHARES, count)
        branches = max(count - 1, 0) if net.is_residual else 0
        ratios, cosines = falling(rng, WIDE[4:12], branches), some(rng, COSINES, branches)
        ended_at = count if count < PLACES else None
        found.append(
            Inside(net, seed, is_trained, 0.1, 360, probe, readout, ratios, cosines, ended_at)
        )
    return tuple(found)


def paths(rng: Random, net: Net, seed: int, setting: Setting) -> tuple[object, ...]:
    if not net.is_residual:
        return ()
    counts = (1 / 32, 5 / 32, 10 / 32, 10 / 32, 5 / 32, 1 / 32)
    is_identity = net.kind is NetKind.PRE
    found = []
    for is_trained in (False, True) if setting.steps else (False,):
        gradient = rng.choice(((0.0,) * 6, (1.0, *(0.0,) * 5), some(rng, WIDE[2:13], 6)))
        carried = [one * other for one, other in zip(counts, gradient, strict=True)]
        whole = sum(carried)
        share = tuple(each / whole if whole else 0.0 for each in carried)
        mean = sum(length * each for length, each in enumerate(share))
        factor = rng.choice((0.0, 0.5, 0.96, 1.0, 1.04, 1.6, 2.5))
        found.append(
            Paths(
                net, seed, is_trained, is_identity, counts, gradient, share, mean, factor, 4,
                rng.random() < 0.5,
            )
        )  # fmt: skip
    return tuple(found)


def landscape(rng: Random, net: Net, seed: int, _: Setting) -> tuple[object, ...]:
    at, line = (-1.0, -0.5, 0.0, 0.5, 1.0), some(rng, LOSSES, 5)
    if rng.random() < 0.5:
        count = rng.choice((0, 1, 5))
        return (Landscape(net, seed, at[:count], line[:count], pictures=256),)
    grid = tuple(some(rng, LOSSES, 5) for _ in range(rng.choice((2, 5))))
    if len(grid) < 5:
        return (Landscape(net, seed, grid_at=at, grid=grid, pictures=256),)
    low = sum(each < 1.0 for row in grid for each in row)
    minima = ((0.0, 0.0), (0.5, 0.0))[: rng.choice((0, 1, 2))]
    return (Landscape(net, seed, at, line, at, grid, minima, low, 256),)


def response(rng: Random, net: Net, _: int, setting: Setting) -> tuple[object, ...]:
    shares = sorted(some(rng, SHARES, 3), reverse=True)
    classes = tuple(zip(("3", "tabby cat", "7"), shares, strict=True))
    zero, some_map = ((0.0, 0.0),) * 2, ((0.0, 1.0), (0.5, 0.25))
    drop = rng.choice((0.0, 0.004, 0.97))
    is_of_others = setting.init is Init.DEFAULT  # all networks of a run are, or none is
    origin = list(Origin)[setting.steps % 3] if is_of_others else None
    weights = "" if origin else rng.choice(("", "weights.pth"))
    is_own = bool(weights or origin) or rng.random() < 0.5
    seen = Response(net, weights, "a picture", some_map, (), is_own=is_own, origin=origin)
    if rng.random() < 0.2:
        return (seen,)
    gradient = rng.choice(((), zero, some_map))
    covered = some_map if drop else rng.choice(((), zero))
    measured = replace(seen, classes=classes, gradient=gradient, occlusion=covered)
    return (replace(measured, largest_drop=drop),)


MAKERS: dict[Experiment, tuple[str, Entries]] = {
    Experiment.GRADIENTS: ("flow", flow),
    Experiment.DEGRADATION: ("training", training),
    Experiment.TRAINING: ("training", training),
    Experiment.IDENTITY: ("growth", growth),
    Experiment.SHATTERED: ("shattered", shattered),
    Experiment.LESION: ("lesions", lesions),
    Experiment.INSIDE: ("inside", inside),
    Experiment.PATHS: ("paths", paths),
    Experiment.LANDSCAPE: ("landscapes", landscape),
    Experiment.PICTURE: ("responses", response),
}
UNTRAINED = (Experiment.GRADIENTS, Experiment.SHATTERED)


def made_outcome(experiment: Experiment, seed: int) -> Outcome:
    """One of very many outcomes of an experiment; the same seed, the same outcome."""
    rng = Random(f"{experiment} {seed}")  # noqa: S311  # no secrets
    field, make = MAKERS[experiment]
    seeds = rng.choice((1, 1, 2, 3))
    if experiment in ONE_SEED:
        seeds = 1
    setting = Setting(
        rng.choice(list(Init)),
        rng.random() < 0.6,
        rng.choice((0, 7)),
        seeds,
        0 if experiment in UNTRAINED else rng.choice((0, 1, 25, 60, 80)),
        rng.choice((DataSet.DIGITS, DataSet.SHAPES)),
    )
    nets = rng.choice(PAIRS)
    entries = tuple(
        entry
        for further in range(seeds)
        for net in nets
        for entry in make(rng, net, setting.seed + further, setting)
    )
    is_whole = rng.random() < 0.7
    if not is_whole:
        entries = entries[: rng.randint(0, len(entries))]
    trained = [each for each in entries if isinstance(each, Training)]
    found = Found(**{field: tuple(each for each in entries if each not in trained)})  # type: ignore[arg-type]  # of the field's own kind
    if trained:
        found = replace(found, training=tuple(trained))
    archs = tuple(net.arch for net in nets)
    return Outcome(
        experiment, archs, setting, found, rng.choice((0.0, 1.25)), "2.13.0", 1, is_whole
    )
