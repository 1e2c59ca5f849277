"""The command `history`: what is stored of timed runs, listed, shown, named, carried over."""

from collections.abc import Sequence
from pathlib import Path

from resnet_viz.cli.output import print_result, say
from resnet_viz.cli.timed_run import show_report
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.timing.stored_run import found_among
from resnet_viz.core.wording import counted
from resnet_viz.export.runs import runs_table
from resnet_viz.export.tables import table_named
from resnet_viz.history import store
from resnet_viz.history.damage import set_damaged_aside
from resnet_viz.history.place import history_path
from resnet_viz.history.transfer import runs_in, text_of

DONE = 0
STANDARD_OUTPUT = "-"


def show_runs(text: str, form: str) -> int:
    """The stored runs that a text finds, the newest first."""
    runs, broken = store.list_and_broken(_history())
    found = found_among(runs, text)
    table = runs_table(found)
    if form:
        print_result(table_named(form).write(table))
    elif found:
        from resnet_viz.cli.terminal import grid_of, show

        show(grid_of(table))
    else:
        none = f"none of {counted(len(runs), 'run')} matches '{text}'"
        say(none if runs or broken else "no runs yet. Every run of the command time is stored")
    _say_broken(broken)
    return DONE


def show_run(number: int, form: str) -> int:
    """A run as `time` shows it."""
    show_report(store.read(_history(), number).report, form)
    return DONE


def rename_run(number: int, name: str) -> int:
    """Gives a run another name."""
    store.rename(_history(), number, name)
    say(f"run {number} is now called {name.strip()}")
    return DONE


def delete_runs(numbers: Sequence[int]) -> int:
    """Takes runs away for good."""
    say(f"deleted {counted(len(store.delete(_history(), numbers)), 'run')}")
    return DONE


def export_runs(output: str, numbers: Sequence[int]) -> int:
    """Writes runs to a file for other machines, all where none is named."""
    history = _history()
    runs, broken = (store.read_all(history, numbers), ()) if numbers else store.read_sound(history)
    text = text_of(runs)
    _say_broken(broken)
    if output == STANDARD_OUTPUT:
        print_result(text)
        return DONE
    path = typed_path(output)
    save_bytes(path, text.encode())
    say(f"saved {path} ({counted(len(runs), 'run')})")
    return DONE


def import_runs(file: str) -> int:
    """Takes over the runs of a file that are not here yet."""
    runs = runs_in(typed_path(file))
    new = store.add_missing(_history(), runs)
    known = len(runs) - new
    say(
        f"imported {counted(new, 'run')}"
        + (f". {counted(known, 'run')} already in your history" if known else "")
    )
    return DONE


def _say_broken(broken: Sequence[store.BrokenRun]) -> None:
    if text := store.broken_text(broken):
        say(f"warning: {text}")


def _history() -> Path:
    """The file of stored runs; a damaged one is set aside first, which is reported."""
    path = history_path()
    if text := set_damaged_aside(path):
        say(text)
    return path
