"""Progress on standard error, for people only: a log or a pipe hears nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from resnet_viz.core.progress import Progress, Step, ignore_progress, rest_text, state_text


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """A function that shows what is being done, how many steps are, and of how many."""
    if not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    words, rest = TextColumn("{task.description}"), TextColumn("{task.fields[rest]}")
    columns = (SpinnerColumn(), words, BarColumn(), rest)
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None, rest="")

        def on_progress(step: Step) -> None:
            bar.update(
                task,
                description=state_text(step),
                completed=step.done,
                total=step.total or None,
                rest=rest_text(step.rest_s),
            )

        yield on_progress
