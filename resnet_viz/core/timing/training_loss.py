"""What the gradients of a timed training pass are of, in words."""

from resnet_viz.core.models.source import source_in
from resnet_viz.core.timing.measurement import TimingReport

OWN = "cross-entropy against fixed labels"
OTHERS = "mean square of each output, added up"


def loss_text(report: TimingReport) -> str:
    """The loss of a run's training passes, '' for a forward pass.

    What the outputs of networks of others mean is not known, so any of them counts alike.
    """
    if not report.what_if.is_training:
        return ""
    return OTHERS if source_in(report.arch) else OWN
