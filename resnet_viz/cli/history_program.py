"""The command `history` as typer reads it: its own commands with their options and their help."""

from collections.abc import Callable
from typing import Annotated

import typer

from resnet_viz.cli import options as take
from resnet_viz.cli.options import chosen
from resnet_viz.core.errors import UserError, shortened

Work = Callable[[], int]

app = typer.Typer(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _run_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise UserError(
            f"'{shortened(text)}' isn't a run number. The command history lists them", "id"
        ) from None


Run = Annotated[
    int,
    typer.Argument(
        metavar="ID", parser=_run_number, help="The run's number in the list.", show_default=False
    ),
]
Runs = Annotated[
    list[int],
    typer.Argument(
        metavar="ID...", parser=_run_number, help="Numbers of runs.", show_default=False
    ),
]
SomeRuns = Annotated[
    list[int] | None,
    typer.Argument(
        metavar="[ID...]", parser=_run_number, help="Numbers of runs. All runs if left out.",
        show_default=False,
    ),
]  # fmt: skip
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="One line of up to 200 letters.", show_default=False)
]
Filter = Annotated[
    str,
    typer.Option(
        "--filter",
        metavar="TEXT",
        help="Only runs with each of these words in their row, such as batch=8.",
        show_default=False,
    ),
]
Deleted = Annotated[
    list[str] | None,
    typer.Option(
        "--delete",
        metavar="SWEEP",
        help="Delete a sweep permanently, by its ID in the list or the beginning of it. Can be "
        "given more than once. Its timed runs stay in the history.",
        show_default=False,
    ),
]
Output = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="Where to write. - is standard output.", show_default=False
    ),
]
Input = Annotated[
    str, typer.Argument(metavar="FILE", help="A file written by export.", show_default=False)
]


@app.callback(
    help="List stored runs, newest first. Its commands show, name, delete and exchange them."
)
def history(
    *,
    text: Filter = "",
    as_json: take.AsJson = False,
    as_csv: take.AsCsv = False,
) -> Work:
    from resnet_viz.cli.commands.history import show_runs

    form = chosen(json=as_json, csv=as_csv)
    return lambda: show_runs(text, form)


@app.command()
def show(run: Run, *, as_json: take.AsJson = False, as_csv: take.AsCsv = False) -> Work:
    """Show a stored run as the command time does."""
    from resnet_viz.cli.commands.history import show_run

    form = chosen(json=as_json, csv=as_csv)
    return lambda: show_run(run, form)


@app.command()
def rename(run: Run, name: Name) -> Work:
    """Give a run another name."""
    from resnet_viz.cli.commands.history import rename_run

    return lambda: rename_run(run, name)


@app.command()
def delete(runs: Runs) -> Work:
    """Delete runs permanently."""
    from resnet_viz.cli.commands.history import delete_runs

    return lambda: delete_runs(runs)


@app.command()
def export(output: Output, runs: SomeRuns = None) -> Work:
    """Write runs to a JSON file for other machines."""
    from resnet_viz.cli.commands.history import export_runs

    return lambda: export_runs(output, runs or [])


@app.command(name="import")
def import_(file: Input) -> Work:
    """Add the runs in such a file that aren't in the history yet."""
    from resnet_viz.cli.commands.history import import_runs

    return lambda: import_runs(file)


@app.command()
def sweeps(
    *, deleted: Deleted = None, as_json: take.AsJson = False, as_csv: take.AsCsv = False
) -> Work:
    """List stored sweeps, newest first, or delete some."""
    from resnet_viz.cli.commands.stored_sweeps import delete_sweeps, show_sweeps

    form = chosen(json=as_json, csv=as_csv)
    return lambda: delete_sweeps(deleted) if deleted else show_sweeps(form)
