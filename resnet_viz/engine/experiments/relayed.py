"""The steps of an experiment that trains networks first, counted to the end of all of it."""

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from resnet_viz.core.experiments.outcome import Found
from resnet_viz.engine.experiments.progressed import Progressed

Result = TypeVar("Result")
Work = Generator[tuple[str, int], None, Result]
"""What each step does, and how many come after it."""


def relayed(
    steps: Generator[Progressed, None, Result], *, after: int
) -> Generator[tuple[str, int], None, Result]:
    """Steps as work of which `after` more comes when they are done; the result is theirs."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # a generator's result is untyped
        yield step.doing, step.total - step.done + after


def counted(work: Iterator[tuple[str, int]], found: Callable[[], Found]) -> Iterator[Progressed]:
    """Work as steps of one run, each with what was found so far."""
    for done, (doing, left) in enumerate(work, start=1):
        yield Progressed(doing, done, done + left, found)
