"""Shattered gradients as entries of JSON."""

from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """An entry a network and seed; `neighbour_cosine` is None where every gradient is 0."""
    return tuple(
        {
            "arch": each.net.arch,
            "seed": each.seed,
            "gradient": each.gradient,
            "correlation": each.correlation,
            "neighbour_cosine": each.neighbour_cosine,
            "has_overflowed": each.has_overflowed,
        }
        for each in outcome.found.shattered
    )
