"""The measures that charts offer, by the keys that they have everywhere."""

from resnet_viz.core.lab.stage_times import TIMES
from resnet_viz.session.chart_choice import ChartKind

SUMS = ("macs", "params", "activations", "flops", "bytes_moved")
WHOLE = ("macs", "params", "activations", "flops", "peak_inference_bytes", "training_bytes")
AXES = ("depth", "params", "macs", "activations", "flops", "peak_inference_bytes", "training_bytes")
OFFERED = {
    ChartKind.STAGES: SUMS,
    ChartKind.ALONG: SUMS,
    ChartKind.AGAINST: WHOLE,
    ChartKind.SCATTER: AXES,
    ChartKind.PARALLEL: (),
}


def offered(kind: ChartKind, *, has_times: bool) -> tuple[str, ...]:
    """Those of a chart; times by stage only where every network was timed."""
    return (*OFFERED[kind], TIMES) if has_times and kind is ChartKind.STAGES else OFFERED[kind]
