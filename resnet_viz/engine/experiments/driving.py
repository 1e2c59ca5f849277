"""Runs an experiment step by step on one thread: the outcome so far, what it takes, its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from time import monotonic, process_time

import torch

from resnet_viz.core.experiments.found.folder import FolderFacts
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.progress import Step
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.own_pictures.folder import folder_pictures, folder_state
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.run import RUNS

THREADS = 1  # two of them add in another order, and after 20 steps the loss is another
BETWEEN_S = 0.1  # between two outcomes that are handed on

MayGoOn = Callable[[], bool]
"""Asked between two steps: it may wait, and False ends the run with what was measured."""


def always() -> bool:
    """Nobody stops or pauses it."""
    return True


def outcomes(
    asked: RunExperiment, kept: Kept, may_go_on: MayGoOn = always
) -> Iterator[tuple[Step, Outcome]]:
    """The outcome so far, ten times a second at most, and last the final one.

    That one is whole, unless the run was stopped. UserError for what can't be run.
    """
    return outcomes_of(asked, lambda: RUNS[asked.experiment](asked, kept), may_go_on)


def outcomes_of(
    asked: RunExperiment, begin: Callable[[], Iterator[Progressed]], may_go_on: MayGoOn = always
) -> Iterator[tuple[Step, Outcome]]:
    """The outcomes of a run's steps, as above."""
    with one_thread():
        steps, pace = begin(), Pace()
        last, is_whole, given_s = Progressed("starting", 0, 0, Found), False, -inf
        while may_go_on():
            progressed = pace.next_of(steps)
            if progressed is None:
                is_whole = True
                break
            last = progressed
            if monotonic() - given_s >= BETWEEN_S:
                given_s = monotonic()
                yield pace.step(last), _outcome(asked, last, pace.cpu_s, is_whole=False)
        del steps  # what was stopped puts its networks away
        yield pace.step(last), _outcome(asked, last, pace.cpu_s, is_whole=is_whole)


class Pace:
    """What the steps of a run take: in all, and each once the first has warmed up.

    The steps of another part of a run, which has another total, are counted from its first on.
    """

    def __init__(self) -> None:
        self.cpu_s = self.each_cpu_s = 0.0
        self.count = 0
        self._each_s = 0.0
        self._total = self._first = 0
        self._since = 0.0, 0.0

    def next_of(self, steps: Iterator[Progressed]) -> Progressed | None:
        """Takes the next step and measures it; None where there is none."""
        cpu_s, began_s = process_time(), monotonic()
        progressed = next(steps, None)
        took = process_time() - cpu_s, monotonic() - began_s
        self.cpu_s += took[0]
        if progressed is not None:
            self._count(progressed.total, *took)
        return progressed

    def step(self, progressed: Progressed) -> Step:
        """How far the run is, and the seconds left where a step after the first says so."""
        left = progressed.total - progressed.done
        is_known = self.count > 1 and left >= 0
        rest_s = left * self._each_s if is_known else None
        return Step(progressed.doing, progressed.done, progressed.total, rest_s)

    def _count(self, total: int, cpu_s: float, took_s: float) -> None:
        self.count += 1
        if total != self._total:
            self._total, self._first, self._since = total, self.count, (0.0, 0.0)
            self.each_cpu_s, self._each_s = cpu_s, took_s
            return
        self._since = self._since[0] + cpu_s, self._since[1] + took_s
        counted = self.count - self._first
        self.each_cpu_s, self._each_s = (each / counted for each in self._since)


def _outcome(asked: RunExperiment, last: Progressed, cpu_s: float, *, is_whole: bool) -> Outcome:
    return Outcome(
        asked.experiment,
        asked.archs,
        asked.setting,
        replace(last.found(), folders=_folders(asked.setting)),
        cpu_s,
        torch.__version__,
        torch.get_num_threads(),
        is_whole,
    )


def _folders(setting: Setting) -> tuple[FolderFacts, ...]:
    """What the pictures of the setting's folder are, if networks see those."""
    if setting.data is not DataSet.FOLDER:
        return ()
    return (folder_pictures(setting.folder, folder_state(setting.folder))[1],)


@contextmanager
def one_thread() -> Iterator[None]:
    """PyTorch's threads as the setting of every experiment has them; those before come back."""
    before = torch.get_num_threads()
    torch.set_num_threads(THREADS)
    try:
        yield
    finally:
        torch.set_num_threads(before)
