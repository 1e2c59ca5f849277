"""Two settings of one timed run compared, pass by pass in one process."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from resnet_viz.core.plain import plain_of
from resnet_viz.core.timing.known_digits import known_text, rounding_of
from resnet_viz.core.timing.measurement import Device, Quartiles
from resnet_viz.core.timing.note import Note, english_texts, with_doubts
from resnet_viz.core.timing.option_words import settings_text
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.what_if import WhatIf


@dataclass(frozen=True, slots=True)
class PairedReport:
    """What alternating passes with `options` and with `other` found.

    `ratio` is the median over the pairs of the other's time over ours, above 1 where ours is
    faster; `low` and `high` are the 95 % order-statistic interval of that median, `least` and
    `most` the range of all pairs. `doubts` speak against it; JSON has them as words in `notes`.
    """

    derived: ClassVar = frozenset({"notes"})  # in the JSON, made of other fields
    upgraded: ClassVar = staticmethod(with_doubts)

    arch: str
    device: Device
    options: TimingOptions
    other: TimingOptions
    pairs: int
    ms: Quartiles
    other_ms: Quartiles
    ratio: float
    low: float
    high: float
    least: float
    most: float
    doubts: tuple[Note, ...] = ()

    @property
    def errors(self) -> tuple[float, float]:
        """The relative errors that both medians are rounded by, 0 of a reliable comparison."""
        if not self.doubts:
            return 0.0, 0.0
        ours, theirs = (
            rounding_of(each.median, each.p25, each.p75, self.pairs).whole
            for each in (self.ms, self.other_ms)
        )
        return ours, theirs

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `time --against-plain`."""
        values: dict[str, Any] = plain_of(self)
        return values | {"notes": english_texts(self.doubts)}


def plain_twin(options: TimingOptions) -> TimingOptions:
    """What options are compared with: the same pass of the same network, nothing else chosen."""
    plain = TimingOptions(options.device, options.batch, weights=options.weights)
    what_if = WhatIf(is_training=options.what_if.is_training)
    return replace(plain, what_if=what_if, is_long=options.is_long)


def verdict(report: PairedReport) -> str:
    """`bf16 cast is 1.81 × as fast as plain fp32 (range 1.74 – 1.90 over 30 pairs)`.

    Slower is said as slower, and what the interval can't tell from equal as no difference. Ratios
    of an unreliable comparison are rounded to what their interval knows.
    """
    error = (report.high - report.low) / 2 / report.ratio if report.doubts else 0.0
    faster, slower = (known_text(each, error, 2) for each in (report.ratio, 1 / report.ratio))
    ours, other = settings_text(report.options), settings_text(report.other)
    span = _span_text(report.least, report.most, error, report.pairs)
    if report.low <= 1 <= report.high:
        return f"{ours} vs {other}: no measurable difference ({faster} ×, {span})"
    if report.ratio > 1:
        return f"{ours} is {faster} × as fast as {other} ({span})"
    span = _span_text(1 / report.most, 1 / report.least, error, report.pairs)
    return f"{ours} is slower: {slower} × the time of {other} ({span})"


def _span_text(least: float, most: float, error: float, pairs: int) -> str:
    ends = (known_text(each, error, 2) for each in (least, most))
    return f"range {' – '.join(ends)} over {pairs} pairs"
