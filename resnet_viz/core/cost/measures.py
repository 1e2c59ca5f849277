"""The figures of costs: one row for each, which every table, legend, card and file reads."""

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT
from resnet_viz.core.cost.measure import (
    BYTES,
    INTENSITY,
    PREDICTED_BYTES,
    TABLES,
    AnyCost,
    Better,
    Measure,
    Place,
    counts,
)
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.wording import bytes_text, change


def moved_bytes(cost: AnyCost) -> int:
    """What is read and written."""
    return cost.bytes_read + cost.bytes_written


def intensity(cost: AnyCost) -> float:
    """Operations for each byte moved, 0 where none is."""
    moved = moved_bytes(cost)
    return cost.flops / moved if moved else 0.0


MEASURES: tuple[Measure, ...] = (
    Measure(
        "depth",
        "Depth",
        counts("layers"),
        "Layers with weights as the paper counts them: projections are not among them",
        whole=lambda report: report.depth,
        places=Place.COMPARISON,
        better=Better.NEITHER,
    ),
    Measure(
        "params",
        "Parameters",
        counts("numbers"),
        "Trainable parameters",
        lambda cost: cost.params,
        is_exact=True,
        share_key="params_share",
    ),
    Measure(
        "buffers",
        "Buffers",
        counts("numbers"),
        "Stored numbers that are not trained: the statistics of batch norms",
        lambda cost: cost.buffers,
        places=Place.VALUES,
    ),
    Measure(
        "macs",
        "MACs (paper)",
        counts("multiply-accumulates"),
        "Multiply-accumulates of convolutions, linear layers and matrix products,"
        " the paper's count",
        lambda cost: cost.macs,
        is_work=True,
        brief="MACs",
    ),
    Measure(
        "two_macs",
        "2 × MACs (PyTorch)",
        counts("operations"),
        "Two operations for each MAC, as PyTorch's FlopCounterMode",
        lambda cost: 2 * cost.macs,
        is_work=True,
        places=TABLES | Place.CARD | Place.TOTALS,
        brief="2 × MACs",
    ),
    Measure(
        "flops",
        "FLOPs (all operations)",
        counts("operations"),
        "Every arithmetic operation: 2 for each MAC and the element-wise ones",
        lambda cost: cost.flops,
        is_work=True,
        head="All operations",
        brief="All ops",
        share_key="work_share",  # the last of the three ways to count work; it is the chosen one's
    ),
    Measure(
        "activations",
        "Activations",
        counts("elements"),
        "Elements written by convolutions and linear layers",
        lambda cost: cost.activations,
        is_work=True,
        remark="elements written",
        share_key="activations_share",
    ),
    Measure(
        "bytes_read",
        "Bytes read",
        BYTES,
        "Bytes read in fp32: inputs and weights, each tensor once",
        lambda cost: cost.bytes_read,
        places=Place.VALUES | Place.FILES | Place.SELECTION | Place.TOTALS,
        head="Read",
    ),
    Measure(
        "bytes_written",
        "Bytes written",
        BYTES,
        "Bytes written in fp32: outputs, each tensor once",
        lambda cost: cost.bytes_written,
        places=Place.VALUES | Place.FILES | Place.SELECTION | Place.TOTALS,
        head="Written",
    ),
    Measure(
        "bytes_moved",
        "Bytes moved",
        BYTES,
        "Bytes read and written in fp32, each tensor once",
        moved_bytes,
        places=Place.LAYERS | Place.COLORS,
        share_key="bytes_share",
    ),
    Measure(
        "intensity",
        "FLOPs/byte",
        INTENSITY,
        "Arithmetic intensity: all operations for each byte moved",
        intensity,
        is_ratio=True,
        is_work=True,
        places=TABLES | Place.SELECTION,
        better=Better.MORE,
    ),
    Measure(
        "param_bytes",
        "Parameter bytes (fp32)",
        counts("bytes"),
        "Bytes of the parameters in fp32",
        whole=lambda report: report.totals.param_bytes,
        places=Place.COMPARISON,
    ),
    Measure(
        "peak_inference_bytes",
        "Peak memory (predicted)",
        PREDICTED_BYTES,
        "Bytes of a forward pass at fp32, predicted: weights, images, activations, workspace",
        whole=lambda report: report.totals.peak_inference_bytes,
        places=Place.CARD | Place.COMPARISON,
        brief="Peak memory",
        note="predicted",
    ),
    Measure(
        "training_bytes",
        "Training memory (SGD)",
        PREDICTED_BYTES,
        "Bytes of training with SGD and momentum at fp32, predicted: weights, gradients, momentum,"
        " images, activations kept for the backward pass",
        whole=lambda report: report.totals.training_bytes,
        places=Place.COMPARISON,
    ),
    Measure(
        "shortcuts",
        "Shortcuts",
        counts("shortcuts"),
        "Residual blocks whose input is added to, or put next to, what they compute",
        whole=lambda report: report.totals.shortcuts,
        places=Place.TOTALS | Place.COMPARISON,
        better=Better.NEITHER,
    ),
    Measure(
        "receptive_field",
        "Receptive field",
        counts("rows of the image"),
        "Rows of the image that one place of the output sees",
        field=lambda cost: cost.receptive_field,
        places=TABLES | Place.SELECTION,
        is_exact=True,
        better=Better.NEITHER,
    ),
    Measure(
        "receptive_stride",
        "Stride of the receptive field",
        counts("rows of the image"),
        "Rows of the image from what one place of the output sees to what the next one sees",
        field=lambda cost: cost.receptive_stride,
        places=Place.VALUES | Place.SELECTION,
        head="Effective stride",
        better=Better.NEITHER,
    ),
)
BY_KEY = {measure.key: measure for measure in MEASURES}


def measures_at(place: Place) -> tuple[Measure, ...]:
    """The figures that are shown at a place, in order."""
    return tuple(measure for measure in MEASURES if place in measure.places)


def measure_named(key: str) -> Measure:
    """The figure of that word; KeyError for a word that none has."""
    return BY_KEY[key]


def change_text(measure: Measure, report: CostReport, base: CostReport | None) -> str:
    """How a network's figure differs from that of a base: `−12 %`; '' for no base.

    '' too where one of both is not known.
    """
    if base is None or not (measure.is_known_of(report) and measure.is_known_of(base)):
        return ""
    value, reference = measure.of_network(report), measure.of_network(base)
    return "" if value is None or reference is None else change(value, reference)


def note_of(measure: Measure, report: CostReport) -> str:
    """What the card says next to a figure: its bytes in fp32, or how it was found."""
    if measure.key == "params":
        return bytes_text(report.totals.param_bytes)
    if measure.key == "activations" and measure.is_known_of(report):
        return bytes_text(BYTES_PER_ELEMENT * report.totals.activations)
    return measure.note
