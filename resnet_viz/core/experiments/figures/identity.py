"""Grown networks as entries of JSON."""

from resnet_viz.core.experiments.figures.training import entry_of
from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """An entry a network and seed, `trained_on` as in degradation, None where it wasn't."""
    return tuple(
        {
            "arch": growth.net.arch,
            "grown": growth.grown.arch,
            "seed": growth.seed,
            "blocks_added": growth.added,
            "test_pictures": growth.pictures,
            "logits": growth.logits,
            "grown_logits": growth.grown_logits,
            "eval_difference": growth.eval_difference,
            "training_difference": growth.training_difference,
            "test_accuracy": growth.accuracy,
            "grown_test_accuracy": growth.grown_accuracy,
            "trained_on": entry_of(growth.trained_on) if growth.trained_on else None,
        }
        for growth in outcome.found.growth
    )
