"""Losses, gradients while training and test accuracy as entries of JSON."""

from collections.abc import Iterator

from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.outcome import Outcome


def figures(outcome: Outcome) -> tuple[dict[str, object], ...]:
    """An entry a network and seed: `loss` by step, `final_loss` the mean of the last 20."""
    return tuple(entry_of(training) for training in outcome.found.training)


def entry_of(training: Training) -> dict[str, object]:
    """One network's figures."""
    return {
        "arch": training.net.arch,
        "seed": training.seed,
        "classes": training.classes,
        "loss": training.loss,
        "final_loss": training.final_loss,
        "test_accuracy": training.test_accuracy,
        "ended_at": training.ended_at,
        "steps_taken_over": training.taken_over,
        "gradients": tuple(_records(training.records)),
    }


def _records(records: tuple[Record, ...]) -> Iterator[dict[str, object]]:
    for record in records:
        yield {
            "step": record.step,
            "signal": record.signal,
            "weights": record.weights,
            "signal_ratio": record.signal_ratio,
            "weights_ratio": record.weights_ratio,
            "stem_norm": record.stem_norm,
        }
