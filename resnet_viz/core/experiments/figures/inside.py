"""What is inside of networks, in JSON."""

from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """An entry a network, untrained and trained: values after the stem and after each block."""
    return tuple(
        {
            "arch": each.net.arch,
            "seed": each.seed,
            "is_trained": each.is_trained,
            "chance": each.chance,
            "test_pictures": each.pictures,
            "probe_accuracy": each.probe,
            "readout_accuracy": each.readout,
            "branch_ratio": each.branch_ratio,
            "cosine": each.cosine,
            "ended_at": each.ended_at,
        }
        for each in outcome.found.inside
    )
