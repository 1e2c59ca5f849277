"""The names of a program's commands, as its help shows them."""

import typer

OPEN = "open"  # the one command that needs a window


def names_without_window(program: typer.Typer) -> tuple[str, ...]:
    """Every command and group of commands that needs no window, in order of the help."""
    rows = program.registered_commands
    commands = [row.name or getattr(row.callback, "__name__", "") for row in rows]
    groups = [row.name or "" for row in program.registered_groups]
    return tuple(name for name in (*commands, *groups) if name != OPEN)
