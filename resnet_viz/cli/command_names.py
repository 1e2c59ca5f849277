"""The names of a program's commands, as its help shows them."""

import typer


def names_in(program: typer.Typer) -> tuple[str, ...]:
    """Every command and group of commands, in order of the help."""
    rows = program.registered_commands
    commands = [row.name or getattr(row.callback, "__name__", "") for row in rows]
    groups = [row.name or "" for row in program.registered_groups]
    return (*commands, *groups)
