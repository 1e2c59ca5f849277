"""From samples to figures: medians, scaling, closure, overhead, and what is said of them."""

from dataclasses import replace

import pytest

from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.note import Note, NoteKind, note_texts
from resnet_viz.engine.timing.hooks import ModuleTimes
from resnet_viz.engine.timing.interpret import Reading, read_samples, scale_factor, twin_spread
from resnet_viz.engine.timing.samples import Samples

PATHS = ("", "layer1", "conv1", "fc")  # root and a container are glue, the others layers
COSTS: dict[str, LayerCost] = {
    layer.path: layer for layer in report_of(network_named("resnet18")).layers
}
LAYERS = (COSTS["conv1"], COSTS["fc"])


def samples_of(
    hooked: tuple[float, ...] = (1.0, 1.0, 6.0, 2.0), plain_ms: float = 10.0, passes: int = 16,
    cpu_ms: float | None = None, jitter: float = 0.0,
) -> Samples:  # fmt: skip
    whole = sum(hooked)
    plain = [plain_ms * (1 + jitter * (number % 2)) for number in range(passes)]
    cpu = plain_ms if cpu_ms is None else cpu_ms
    return Samples(
        warmup_runs=3,
        plain_wall=plain,
        plain_cpu=[cpu] * passes,
        hooked_wall=[ModuleTimes(hooked, whole)] * passes,
        hooked_cpu=[ModuleTimes(tuple(time / 2 for time in hooked), whole / 2)] * passes,
        page_faults=[2] * passes,
    )


def read(samples: Samples, **options: bool | int) -> Reading:
    return read_samples(samples, PATHS, LAYERS, **options)  # type: ignore[arg-type]


def test_a_quiet_run() -> None:
    reading = read(samples_of())
    assert reading.whole_ms.median == 10.0
    assert [layer.median_ms for layer in reading.layers] == [6.0, 2.0]
    assert [layer.share for layer in reading.layers] == [0.6, 0.2]
    assert reading.glue_ms == 2.0
    assert reading.layer_sum_ms == 10.0
    assert reading.closure == reading.overhead == 1.0
    assert reading.trust.is_trusted
    assert reading.trust.clock == "wall"
    assert reading.trust.page_faults_per_pass == 2


def test_layers_are_scaled_to_the_plain_pass() -> None:
    reading = read(samples_of(plain_ms=9.6))
    assert reading.trust.scale_factor == pytest.approx(0.96)
    assert reading.layers[0].median_ms == pytest.approx(6.0 * 0.96)
    assert reading.layer_sum_ms == pytest.approx(9.6)
    assert reading.overhead == pytest.approx(10 / 9.6)
    assert reading.closure == pytest.approx(1.0)


def test_speed_is_all_operations_over_time() -> None:
    (conv1, _) = read(samples_of()).layers
    assert conv1.gflops_per_s == pytest.approx(2 * 118_013_952 / 6e-3 / 1e9)


def test_hooks_that_slow_the_pass_are_told_and_nothing_is_scaled() -> None:
    reading = read(samples_of(plain_ms=8.0))
    assert reading.trust.scale_factor == 1.0
    assert any("slowed the pass by 25.0%" in note for note in note_texts(reading.trust.doubts))
    assert Note(NoteKind.UNSCALED) in reading.trust.doubts


def test_a_missing_part_lowers_the_closure() -> None:
    samples = samples_of()
    samples.hooked_wall = [ModuleTimes((1.0, 1.0, 6.0, 2.0), 12.5)] * 16
    assert read(samples).closure == pytest.approx(10 / 12.5)


@pytest.mark.parametrize(("threads", "clock", "median_ms"), [(1, "CPU", 5.0), (2, "wall", 10.0)])
def test_a_busy_machine_is_told(threads: int, clock: str, median_ms: float) -> None:
    reading = read(samples_of(cpu_ms=5.0), threads=threads)
    assert reading.trust.wall_over_cpu == 2.0
    assert reading.trust.clock == clock
    assert reading.whole_ms.median == median_ms
    assert any("machine is busy" in note for note in note_texts(reading.trust.doubts))


def test_an_unsteady_run_is_told() -> None:
    reading = read(samples_of(jitter=0.2))
    assert not reading.trust.is_steady
    assert any("unstable" in note for note in note_texts(reading.trust.doubts))


def test_halves_that_rank_layers_differently_disagree() -> None:
    samples = samples_of(passes=16)
    one, other = ModuleTimes((0, 0, 6.0, 4.0), 10.0), ModuleTimes((0, 0, 4.0, 6.0), 10.0)
    samples.hooked_wall = [one] * 8 + [other] * 8
    assert read(samples).trust.half_agreement == -1


def test_estimates_in_isolation_are_never_scaled_and_say_what_they_are() -> None:
    reading = read(samples_of(plain_ms=9.9), is_isolated=True)
    assert reading.trust.scale_factor == 1.0
    assert Note(NoteKind.ISOLATED) in reading.trust.doubts


def test_the_factor_is_refused_above_five_percent() -> None:
    assert scale_factor(10.0, 10.4, is_isolated=False) == pytest.approx(10 / 10.4)
    assert scale_factor(10.0, 11.0, is_isolated=False) == 1.0


def test_equal_layers_are_held_against_each_other() -> None:
    twins = [cost for path, cost in COSTS.items() if path.startswith("layer1.") and "conv" in path]
    assert len(twins) == 4
    times = dict(zip((cost.path for cost in twins), (10.0, 11.0, 9.0, 10.0), strict=True))
    assert twin_spread(twins, times) == pytest.approx(0.2)
    lonely = [COSTS["conv1"], COSTS["fc"]]
    assert twin_spread(lonely, {"conv1": 1.0, "fc": 2.0}) is None


def test_layers_in_isolation_are_closed_against_the_plain_pass() -> None:
    samples = samples_of(hooked=(0.0, 0.0, 6.0, 3.0), plain_ms=10.0)
    reading = read_samples(samples, PATHS, LAYERS, is_isolated=True)
    assert reading.closure == pytest.approx(0.9)
    assert reading.overhead == 1.0
    assert Note(NoteKind.ISOLATED) in reading.trust.doubts


def test_a_backward_pass_is_part_of_a_layers_time_and_scaled_with_it() -> None:
    samples = samples_of(plain_ms=9.8)
    hooked = [replace(times, backward_ms=(0.0, 0.0, 4.0, 1.5)) for times in samples.hooked_wall]
    reading = read_samples(replace(samples, hooked_wall=hooked), PATHS, LAYERS)
    factor = reading.trust.scale_factor
    assert [layer.backward_ms for layer in reading.layers] == [
        pytest.approx(4.0 * factor),
        pytest.approx(1.5 * factor),
    ]
    assert all(layer.gflops_per_s == 0.0 for layer in reading.layers)


def test_the_devices_own_work_is_a_share_of_the_pass() -> None:
    samples = replace(samples_of(plain_ms=10.0), kernel_ms=7.0)
    trust = read_samples(samples, PATHS, LAYERS).trust
    assert trust.kernel_share == pytest.approx(0.7)
    assert trust.is_launch_bound
