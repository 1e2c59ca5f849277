"""What a timed run found, as plain values and as the promised JSON."""

from dataclasses import dataclass
from typing import Any, ClassVar

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.memory_limits import MemoryLimit, limit_text
from resnet_viz.core.notebook_table import table_html
from resnet_viz.core.plain import plain_of
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.known_digits import Rounding, known_text, rounding_of
from resnet_viz.core.timing.note import Note, english_texts, with_doubts
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.timing.roofline import Bound, Ceilings
from resnet_viz.core.timing.what_if import PLAIN, WhatIf
from resnet_viz.core.wording import number_text, share_text

LAUNCH_BOUND_BELOW = 0.8  # of the pass, the device's own work
IMAGE_SIDES = 3  # channels, height and width; older runs don't say
MOST_OVERHEAD = 1.05  # of the hooked pass over the plain one; above, a run is untrusted


@dataclass(frozen=True, slots=True)
class Device:
    """A device that PyTorch can use here: `id` is PyTorch's name for it, such as `cuda:0`.

    `memory_bytes` is its whole memory, `free_bytes` what of it was free when it was asked; None
    where it is not known. `limit` is what leaves no more free, None for the memory itself.
    """

    id: str
    type: DeviceKind
    name: str
    memory_bytes: int | None = None
    precisions: tuple[Precision, ...] = tuple(Precision)
    free_bytes: int | None = None
    limit: MemoryLimit | None = None

    @property
    def free_place(self) -> str:
        """Where the free bytes are: `free on A processor`, or what they are left of."""
        return f"left of {limit_text(self.limit)}" if self.limit else f"free on {self.name}"


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The spread of a series of times, in milliseconds; `p90` only of 64 samples and more."""

    median: float
    p25: float
    p75: float
    min: float
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class LayerTime:
    """One layer's own time: `share` of the layers' sum, `backward_ms` of `median_ms` in training.

    `bound` is the ceiling that limits it, `ceiling_share` the share of that measured ceiling which
    it reaches; None without a roofline.
    """

    path: str
    op: str
    median_ms: float
    p25_ms: float
    p75_ms: float
    share: float
    gflops_per_s: float
    bound: Bound | None = None
    ceiling_share: float | None = None
    backward_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """What a run says of its own error; ratios, 1 is perfect except for page faults.

    `wall_over_cpu` is None where the work is not done by this process's threads;
    `half_agreement` is the rank correlation of the layers' medians in both halves of the run,
    `twin_spread` the median relative spread of layers that are equal in kind and shapes, None
    where no two are. `kernel_share` is the device's own work over the pass, None on a CPU.
    `doubts` are what speaks against the run; JSON has them as words too, in `notes`.
    """

    derived: ClassVar = frozenset({"is_trusted", "notes"})  # in the JSON, made of other fields
    upgraded: ClassVar = staticmethod(with_doubts)

    is_steady: bool
    wall_over_cpu: float | None
    page_faults_per_pass: float | None
    half_agreement: float
    scale_factor: float
    clock: ClockKind
    doubts: tuple[Note, ...] = ()
    twin_spread: float | None = None
    kernel_share: float | None = None

    @property
    def is_trusted(self) -> bool:
        return not self.doubts

    @property
    def is_launch_bound(self) -> bool:
        """Whether the device waited for this process for over a fifth of the pass."""
        return self.kernel_share is not None and self.kernel_share < LAUNCH_BOUND_BELOW


@dataclass(frozen=True, slots=True)
class PeakBytes:
    """Peak memory of a pass in bytes; None where it is not known."""

    predicted: int | None
    measured: int | None


@dataclass(frozen=True, slots=True, repr=False)
class TimingReport:
    """A timed run of one network: the plain pass is the headline, the layers explain it.

    `closure` is the layers' sum over the pass as timed with the layers, `overhead` that pass
    over the plain one (both ratios, 1 is perfect). `layer_sum_ms` is the layers and the glue
    between them, `glue_ms` that glue: what the modules around the layers take themselves, `glue`
    each of them by its path. All
    are scaled to the plain pass as the layers are. `weights` is the file they came from, '' for
    random ones; `image` the shape of one input; `driver` the device's; `system` and `host` are
    those of the machine that it ran on, '' where an older run doesn't say.
    """

    arch: str
    device: Device
    precision: Precision
    batch: int
    threads: int
    torch: str
    warmup_runs: int
    runs: int
    whole_ms: Quartiles
    images_per_s: float
    layer_sum_ms: float
    closure: float
    overhead: float
    peak_bytes: PeakBytes
    trust: Trust
    layers: tuple[LayerTime, ...]
    glue_ms: float = 0.0
    started_at: str = ""
    weights: str = ""
    what_if: WhatIf = PLAIN
    image: tuple[int, ...] = ()
    driver: str = ""
    system: str = ""
    ceilings: Ceilings | None = None
    glue: tuple[tuple[str, float], ...] = ()
    host: str = ""

    @property
    def rate_unit(self) -> str:
        """`images/s`, and what it is a rate of where no images go in."""
        return "images/s" if len(self.image) in (0, IMAGE_SIDES) else "inputs/s"

    @property
    def rounding(self) -> Rounding | None:
        """What is known of the figures of an unreliable run, None for a reliable one."""
        if self.trust.is_trusted:
            return None
        whole, slowed = self.whole_ms, max(self.overhead, 1.0) - 1
        is_slowed = self.overhead > MOST_OVERHEAD
        spread = whole.median, whole.p25, whole.p75
        return rounding_of(*spread, self.runs, slowed if is_slowed else 0.0)

    @property
    def whole_error(self) -> float:
        """The relative error that the headline is rounded by, 0 for a reliable run."""
        return self.rounding.whole if self.rounding else 0.0

    @property
    def sums_error(self) -> float:
        """The relative error that sums of layers are rounded by, 0 for a reliable run."""
        return self.rounding.of_sums if self.rounding else 0.0

    def __repr__(self) -> str:
        return f"TimingReport({self._headline})"

    def _repr_html_(self) -> str:
        """The layers as a table, for notebooks."""
        heads = ("Layer", "Type", "Time", "Share")
        rows = [
            (each.path, each.op, f"{number_text(each.median_ms)} ms", share_text(each.share))
            for each in self.layers
        ]
        total = ("Whole pass", "", f"{number_text(self.whole_ms.median)} ms", "")
        return table_html(self._headline, heads, rows, total, words=2)

    @property
    def _headline(self) -> str:
        where = f"{self.arch}, {self.device.id}, {self.precision}, batch {self.batch}"
        trust = "" if self.trust.is_trusted else ", not reliable"
        median, error = self.whole_ms.median, self.whole_error
        figure = known_text(median, error, 2) if error else number_text(median)
        took = f"{figure} ms {self.trust.clock.time_text}"
        return f"{where}: {took}{trust}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `time`."""
        values: dict[str, Any] = plain_of(self)
        values["trust"]["is_trusted"] = self.trust.is_trusted
        values["trust"]["notes"] = english_texts(self.trust.doubts)
        return values
