"""What a function mode costs outside of the operation that it marks, on this machine now."""

from typing import Any, NamedTuple

import torch
from torch.overrides import TorchFunctionMode

from resnet_viz.engine.timing.clocks import Clock, Mark
from resnet_viz.engine.timing.hooks import Lengths

ROUNDS = 6  # of which the fastest counts: whatever else the machine does only adds to one
CALLS = 32
MARKS = ROUNDS * 2 * (CALLS + 1)

Pair = tuple[Mark, Mark]


class Round(NamedTuple):
    """The marks around some calls of an operation, and those around each inside the mode."""

    around: Pair
    inside: tuple[Pair, ...]


class Calibration(NamedTuple):
    """Rounds of an operation that does next to nothing, in milliseconds of both clocks."""

    rounds: tuple[Round, ...]

    def cost_ms(self, length_ms: Lengths) -> float:
        """What one call costs outside of its marks."""
        return max(0.0, min(_cost_ms(each, length_ms) for each in self.rounds))


class MarkingMode(TorchFunctionMode):
    """Marks the begin and the end of each function."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._mark = clock.mark
        self.pairs: list[Pair] = []

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        begin = self._mark()
        result = func(*args, **(kwargs or {}))
        self.pairs.append((begin, self._mark()))
        return result


def calibrate(clock: Clock, device: str) -> Calibration:
    """Runs the mode over an operation on one number; takes about a millisecond."""
    number = torch.zeros(1, device=device)
    rounds = tuple(_round(clock, number) for _ in range(ROUNDS))
    clock.synchronize()
    return Calibration(rounds)


def _round(clock: Clock, number: torch.Tensor) -> Round:
    mode = MarkingMode(clock)
    with torch.inference_mode(), mode:
        begin = clock.mark()
        for _ in range(CALLS):
            number.neg()
        end = clock.mark()
    return Round((begin, end), tuple(mode.pairs))


def _cost_ms(each: Round, length_ms: Lengths) -> float:
    inside = sum(length_ms(*pair) for pair in each.inside)
    return (length_ms(*each.around) - inside) / CALLS
