"""Which figures can't be shown yet, and what each of them needs."""

from resnet_viz.core.lab.figures import BY_CEILING, BY_CHANGE, BY_LATENCY, BY_TIME, WEIGHED
from resnet_viz.core.weights.measures import LayerFigures

AFTER_A_RUN = "after a timed run"
WITH_WEIGHTS = "with weights from a file"
AGAINST_A_FILE = "with a second file of weights"


def lacking(weights: LayerFigures, *, has_run: bool, has_ceilings: bool) -> dict[str, str]:
    """The words of figures that have no values, with what each needs."""
    found: dict[str, str] = {}
    if not has_run:
        found |= dict.fromkeys((BY_TIME, BY_LATENCY), AFTER_A_RUN)
    if not has_ceilings:
        found[BY_CEILING] = AFTER_A_RUN
    if not weights:
        found |= dict.fromkeys(WEIGHED, WITH_WEIGHTS)
    if not any(each.change is not None for each in weights.values()):
        found[BY_CHANGE] = AGAINST_A_FILE if weights else WITH_WEIGHTS
    return found
