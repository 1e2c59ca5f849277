"""From samples to figures: the headline, the layers scaled to it, and how far to trust them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.timing.measurement import MOST_OVERHEAD, LayerTime, Quartiles, Trust
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.turns.interval import is_steady
from resnet_viz.engine.timing.samples import Samples, clock_for_passes, is_busy, wall_over_cpu
from resnet_viz.engine.timing.sampling import quartiles_of, rank_agreement

MOST_SCALING = 0.05


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a run; times of layers and glue are scaled to the plain pass.

    `layer_sum_ms` has the layers and the glue between them.
    """

    whole_ms: Quartiles
    layers: tuple[LayerTime, ...]
    layer_sum_ms: float
    glue_ms: float
    glue: tuple[tuple[str, float], ...]
    closure: float
    overhead: float
    trust: Trust


def read_samples(
    samples: Samples,
    paths: Sequence[str],
    costs: Sequence[LayerCost],
    *,
    threads: int = 1,
    is_isolated: bool = False,
    clock: ClockKind | None = None,
) -> Reading:
    """The figures of the layers in `costs`; `paths` are those of all modules, as hooked.

    They are by the clock that progress was reported by, or by `clock`.
    """
    clock = clock or clock_for_passes(samples, threads)
    plain, hooked = samples.by(clock)
    whole = quartiles_of(plain)
    hooked_ms = median(times.whole_ms for times in hooked)
    overhead = 1.0 if is_isolated else hooked_ms / whole.median
    factor = scale_factor(whole.median, hooked_ms, is_isolated=is_isolated)
    by_path = _series((times.self_ms for times in hooked), paths)
    backward = _series((times.backward_ms for times in hooked if times.backward_ms), paths)
    medians = {path: median(series) for path, series in by_path.items()}
    glue, unscaled_ms = _glue(medians, costs, factor), sum(medians.values())
    notes = [*_steadiness_notes(plain), *_busy_notes(wall_over_cpu(samples), clock)]
    notes += _layer_notes(overhead, factor, is_isolated=is_isolated)
    return Reading(
        whole,
        tuple(_layer_time(cost, by_path, backward, factor, unscaled_ms) for cost in costs),
        layer_sum_ms=unscaled_ms * factor,
        glue_ms=sum(time_ms for _, time_ms in glue),
        glue=glue,
        closure=unscaled_ms / (whole.median if is_isolated else hooked_ms),
        overhead=overhead,
        trust=Trust(
            is_steady=is_steady(plain),
            wall_over_cpu=wall_over_cpu(samples),
            page_faults_per_pass=median(samples.page_faults),
            half_agreement=_half_agreement([by_path[cost.path] for cost in costs]),
            scale_factor=factor,
            clock=clock,
            doubts=tuple(notes),
            twin_spread=twin_spread(costs, medians),
            kernel_share=samples.kernel_ms / whole.median if samples.kernel_ms else None,
        ),
    )


def scale_factor(plain_ms: float, hooked_ms: float, *, is_isolated: bool) -> float:
    """Plain over hooked pass; 1 where that would move the layers by more than 5 %."""
    factor = plain_ms / hooked_ms
    return 1.0 if is_isolated or abs(factor - 1) > MOST_SCALING else factor


def twin_spread(costs: Sequence[LayerCost], times_ms: Mapping[str, float]) -> float | None:
    """How far the times of equal layers are apart, relative to their median: its own median.

    Layers are equal in kind, shapes and parameters; None where no two are. Views, which move
    nothing, take next to no time, so they are left out.
    """
    twins: dict[object, list[float]] = {}
    for cost in (each for each in costs if each.bytes_written):
        key = cost.title, cost.in_shape, cost.out_shape, cost.params
        twins.setdefault(key, []).append(times_ms[cost.path])
    spreads = [
        (max(times) - min(times)) / median(times)
        for times in twins.values()
        if len(times) > 1 and median(times) > 0
    ]
    return median(spreads) if spreads else None


def _series(passes: Iterable[Sequence[float]], paths: Sequence[str]) -> dict[str, list[float]]:
    """The times of each module over the passes; nothing of no passes."""
    columns = zip(*passes, strict=True)
    return {path: list(column) for path, column in zip(paths, columns, strict=False)}


def _glue(
    medians: Mapping[str, float], costs: Sequence[LayerCost], factor: float
) -> tuple[tuple[str, float], ...]:
    """What each of the modules around the layers takes itself."""
    layers = {cost.path for cost in costs}
    return tuple((path, ms * factor) for path, ms in medians.items() if path not in layers)


def _layer_time(
    cost: LayerCost,
    by_path: Mapping[str, list[float]],
    backward_by_path: Mapping[str, list[float]],
    factor: float,
    sum_ms: float,
) -> LayerTime:
    spread = quartiles_of(by_path[cost.path])
    backward = backward_by_path.get(cost.path)
    median_ms = spread.median * factor
    return LayerTime(
        path=cost.path,
        op=cost.op,
        median_ms=median_ms,
        p25_ms=spread.p25 * factor,
        p75_ms=spread.p75 * factor,
        share=spread.median / sum_ms if sum_ms else 0.0,
        gflops_per_s=_speed(cost, median_ms) if backward is None else 0.0,
        backward_ms=median(backward) * factor if backward is not None else None,
    )


def _speed(cost: LayerCost, median_ms: float) -> float:
    """GFLOP/s of a forward pass."""
    return cost.flops / (median_ms * 1e6) if median_ms > 0 else 0.0


def _half_agreement(series: list[list[float]]) -> float:
    half = len(series[0]) // 2
    if not half:
        return 1.0
    return rank_agreement(
        [median(each[:half]) for each in series], [median(each[half:]) for each in series]
    )


def _steadiness_notes(plain: Sequence[float]) -> Iterator[Note]:
    if not is_steady(plain):
        yield Note(NoteKind.UNSTEADY, {"passes": len(plain)})


def _busy_notes(busy: float | None, clock: ClockKind) -> Iterator[Note]:
    if busy is not None and is_busy(busy):
        kind = NoteKind.BUSY_ON_CPU_TIME if clock is ClockKind.CPU else NoteKind.BUSY
        yield Note(kind, {"ratio": busy})


def _layer_notes(overhead: float, factor: float, *, is_isolated: bool) -> Iterator[Note]:
    if is_isolated:
        yield Note(NoteKind.ISOLATED)
        return
    if overhead > MOST_OVERHEAD:
        yield Note(NoteKind.OVERHEAD, {"share": overhead - 1})
    if factor == 1.0 and abs(1 / overhead - 1) > MOST_SCALING:
        yield Note(NoteKind.UNSCALED)
