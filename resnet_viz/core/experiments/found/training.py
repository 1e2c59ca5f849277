"""What training found: the loss by step, and gradients at some steps."""

from dataclasses import dataclass
from math import log
from statistics import fmean

from resnet_viz.core.experiments.net import Net

FINAL_STEPS = 20  # whose mean is the final loss: the loss of a single batch is noise


@dataclass(frozen=True, slots=True)
class Record:
    """Gradients at one step, as in `found.flow.Flow`; `stem_norm` is that of the stem's weights."""

    step: int
    signal: tuple[float, ...]
    weights: tuple[float, ...]
    stem_norm: float

    @property
    def signal_ratio(self) -> float | None:
        """The stem's signal over the last block's, None where there is nothing to divide by."""
        return _first_over_last(self.signal)

    @property
    def weights_ratio(self) -> float | None:
        """The first convolution's gradient over the last one's, None as above."""
        return _first_over_last(self.weights)


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

    @property
    def final_loss(self) -> float | None:
        """The mean of the last 20 steps, None where there were fewer."""
        return self.loss_at(len(self.loss))

    @property
    def guessing_loss(self) -> float:
        """The loss of giving every class the same share."""
        return log(self.classes)

    def loss_at(self, steps: int) -> float | None:
        """The mean of the 20 steps before a step, None where there were fewer."""
        latest = self.loss[:steps][-FINAL_STEPS:]
        return fmean(latest) if steps <= len(self.loss) and len(latest) == FINAL_STEPS else None


def _first_over_last(values: tuple[float, ...]) -> float | None:
    return values[0] / values[-1] if values and values[-1] else None
