"""Gradient flow as entries of JSON."""

from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """An entry a network and seed: lists by block and by convolution, and the stem over the last.

    A ratio is None where there is nothing to divide by.
    """
    return tuple(
        {
            "arch": flow.net.arch,
            "seed": flow.seed,
            "loss": None if flow.has_overflowed else flow.loss,
            "signal": flow.signal,
            "weights": flow.weights,
            "activations": flow.activations,
            "signal_ratio": flow.signal_ratio,
            "weights_ratio": flow.weights_ratio,
            "has_overflowed": flow.has_overflowed,
        }
        for flow in outcome.found.flow
    )
