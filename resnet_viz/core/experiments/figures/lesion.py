"""Lesions in JSON."""

from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """An entry a network: accuracy whole, by block, with random blocks gone, with chosen cuts."""
    return tuple(
        {
            "arch": each.net.arch,
            "seed": each.seed,
            "test_accuracy": each.accuracy,
            "chance": each.chance,
            "test_pictures": each.pictures,
            "blocks": each.blocks,
            "random": each.random,
            "chosen": each.chosen,
            "chosen_accuracy": each.chosen_accuracy,
        }
        for each in outcome.found.lesions
    )
