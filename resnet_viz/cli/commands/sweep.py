"""The command `sweep`: every network of a recipe, as a table or a file."""

from collections.abc import Iterator

from resnet_viz.cli.commands.stored_sweep import Keeping, stored_rows
from resnet_viz.cli.network import check_family
from resnet_viz.cli.output import print_result, say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.lab.sweep.measures import front_named
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.lab.sweep.swept import Sweep, SweepAsked, Swept, check_any, sweep_of
from resnet_viz.core.limits import check_batch
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.wording import bytes_text, counted, digits_grouped
from resnet_viz.export.sweeps import csv_bytes, json_bytes, sweep_file, sweep_table

DONE = 0
MOST_ROWS = 40  # of the table in the terminal
MOST_REASONS = 6
STEP = 500  # networks from one word of progress to the next
COSTS_ONLY = Keeping()
PRINTED = {"json": json_bytes, "csv": csv_bytes}


def sweep_asked(recipe: str, batch: int, where: str, front: str, *, is_timed: bool) -> SweepAsked:
    """What a command line asks of a sweep; UserError for what can't be read."""
    check_family(recipe, "sweep")
    named = front_named(front, is_timed=is_timed) if front else ()
    return SweepAsked(recipe_of(recipe), batch, where, named, is_timed=is_timed)


def show_sweep(asked: SweepAsked, output: str, form: str, keeping: Keeping = COSTS_ONLY) -> int:
    """Counts every network of a recipe, and saves or prints those that are chosen."""
    check_batch(asked.batch)
    path = typed_path(output) if output else None
    file = sweep_file(path.suffix) if path else None  # a mistake is reported before any work
    _ = asked.condition
    with progress_shown() as on_progress:
        is_stored = keeping.is_stored(asked.recipe.count)
        rows = stored_rows(asked, keeping, on_progress) if is_stored else None
        sweep = sweep_of(asked, rows or _counted(asked, on_progress))
    check_any(sweep)
    _say_refused(sweep)
    if path and file:
        data = file.write(sweep)
        save_bytes(path, data)
        say(f"saved {path}: {counted(len(sweep), 'network')} ({bytes_text(len(data))})")
    elif form:
        print_result(PRINTED[form](sweep).decode())
    else:
        _show(sweep)
    return DONE


def _counted(asked: SweepAsked, on_progress: Progress) -> Iterator[Swept]:
    """The rows of a sweep that times nothing, one after the other."""
    count = asked.recipe.count
    for point in points_of(asked.recipe, range(count), asked.batch):
        if point.place % STEP == 0:
            on_progress(Step("network", point.place, count))
        yield Swept(point)


def _say_refused(sweep: Sweep) -> None:
    if not sweep.refused:
        return
    count = sweep.asked.recipe.count
    say(f"{digits_grouped(sweep.refused)} of {counted(count, 'combination')} can't be built:")
    most = sorted(sweep.refusals, key=lambda refusal: -refusal.times)
    for refusal in most[:MOST_REASONS]:
        say(f"  {digits_grouped(refusal.times)} × {refusal.reason} ({refusal.text})")
    if len(most) > MOST_REASONS:
        say(f"  and {counted(len(most) - MOST_REASONS, 'more reason')}")


def _show(sweep: Sweep) -> None:
    from resnet_viz.cli.terminal import grid_of, heading, show

    shown = _shown(sweep)
    facts = counted(len(sweep), "network")
    if sweep.front is not None:
        facts += f", {digits_grouped(len(sweep.front))} of them on the front"
    parts = [heading(sweep.asked.recipe.text, facts)]
    if shown:
        parts.append(grid_of(sweep_table(sweep, shown[:MOST_ROWS])))
    if len(shown) > MOST_ROWS:
        parts.append(f"{digits_grouped(len(shown) - MOST_ROWS)} more. -o FILE.csv saves them all")
    show(*parts)


def _shown(sweep: Sweep) -> list[int]:
    """All rows in order; of a sweep with a front its own, by the first of its measures."""
    if sweep.front is None:
        return list(range(len(sweep)))
    column = sweep.columns[sweep.asked.front[0]]
    return sorted(sweep.front, key=lambda i: (column[i] or 0, i))
