"""Paths in JSON."""

from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """A network an entry, untrained and trained ones: lists by the length of paths."""
    return tuple(
        {
            "arch": each.net.arch,
            "seed": each.seed,
            "is_trained": each.is_trained,
            "lengths": tuple(range(len(each.counts))),
            "paths": each.counts,
            "gradient": each.gradient,
            "share": each.share,
            "mean_length": each.mean_length,
            "factor": each.factor,
            "draws": each.draws,
            "is_fitted": each.is_fitted,
        }
        for each in outcome.found.paths
    )
