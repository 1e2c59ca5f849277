"""One network that learns step by step, and what was measured of it on the way."""

from copy import deepcopy
from math import isfinite

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net
from resnet_viz.core.experiments.setting import BATCH
from resnet_viz.engine.experiments.data import Data
from resnet_viz.engine.experiments.learning.descent import Descent
from resnet_viz.engine.experiments.learning.recording import RECORDED_STEPS, record_of, watched
from resnet_viz.engine.experiments.nets import outputs_seen
from resnet_viz.engine.model.model import ResNet

SEED_STRIDE = 1_000_003  # so that no epoch of one seed has the order of another seed's


class Learner:
    """A network, its momentum and its curve.

    The order of the pictures is that of the seed and the epoch, so that what goes on from a step
    is, bit for bit, what never stopped. What fills no batch is left out of an epoch.
    """

    def __init__(self, network: ResNet, net: Net, seed: int, data: Data) -> None:
        self.network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.net = net
        self.seed = seed
        self.data = data
        self.test_accuracy: float | None = None
        self.ended_at: int | None = None
        self.taken_over = 0
        self._losses: list[float] = []
        self._records: list[Record] = []
        self._descent = Descent(tuple(self.network.parameters()))

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self._losses)

    @property
    def size_bytes(self) -> int:
        """What its weights take, and their momentum as much again."""
        sizes: list[int] = [each.nbytes for each in self.network.parameters()]
        return 2 * sum(sizes)

    @property
    def found(self) -> Training:
        """What was measured so far."""
        return Training(
            self.net,
            self.seed,
            tuple(self._losses),
            self.test_accuracy,
            tuple(self._records),
            self.ended_at,
            self.taken_over,
            self.data.classes,
        )

    def learn(self) -> None:
        """Takes one step; where its loss is not finite it is the end and changes no weight."""
        self.network.train()
        self.test_accuracy = None
        self.network.zero_grad()
        x, y = self.batch(self.steps)
        loss = self._recorded_loss(x, y) if self.steps in RECORDED_STEPS else self._loss(x, y)
        if isfinite(loss):
            self._descent.step()
            self._losses.append(loss)
        else:
            self.ended_at = self.steps

    def copied(self) -> "Learner":
        """One that goes on from here and leaves this one as it is."""
        other = Learner(deepcopy(self.network), self.net, self.seed, self.data)
        other._descent.go_on_from(self._descent)
        other._losses, other._records = [*self._losses], [*self._records]
        other.test_accuracy, other.taken_over = self.test_accuracy, self.steps
        return other

    def batch(self, step: int) -> tuple[Tensor, Tensor]:
        """The pictures of a step, 64 or all there are, and their classes."""
        count = len(self.data.train_y)
        size = min(BATCH, count)
        epoch, place = divmod(step, count // size)
        order = torch.Generator().manual_seed(self.seed * SEED_STRIDE + epoch)
        chosen = torch.randperm(count, generator=order)[place * size : (place + 1) * size]
        x = self.data.train_x[chosen].contiguous(memory_format=torch.channels_last)
        return x, self.data.train_y[chosen]

    def _loss(self, x: Tensor, y: Tensor) -> float:
        loss = cross_entropy(self.network(x), y)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss.item()

    def _recorded_loss(self, x: Tensor, y: Tensor) -> float:
        with outputs_seen(self.network) as outputs:
            loss = cross_entropy(self.network(x), y)
        signal = watched(outputs)
        loss.backward()  # type: ignore[no-untyped-call]
        if isfinite(loss.item()) and (record := record_of(self.network, self.steps, signal)):
            self._records.append(record)
        return loss.item()
