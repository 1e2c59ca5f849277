"""What training found: the loss by step, and gradients at some steps."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Record:
    """Gradients at one step, as in `found.flow.Flow`; `stem_norm` is that of the stem's weights."""

    step: int
    signal: tuple[float, ...]
    weights: tuple[float, ...]
    stem_norm: float


@dataclass(frozen=True, slots=True)
class Training:
    """One network with one seed: `loss` by step, as far as it is finite.

    `classes` are those to tell apart: who guesses has a loss of ln `classes`. `test_accuracy` is
    measured after the running statistics of batch norm were measured again, None before the end.
    `ended_at` is the step whose loss was not finite, None for none. `taken_over` is how many steps
    an earlier run took, which this one went on from.
    """

    net: Net
    seed: int
    loss: tuple[float, ...] = ()
    test_accuracy: float | None = None
    records: tuple[Record, ...] = ()
    ended_at: int | None = None
    taken_over: int = 0
    classes: int = 10
