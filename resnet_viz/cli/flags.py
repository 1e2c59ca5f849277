"""The options of the program itself that do something and end it: its version, its self-test."""

import typer

from resnet_viz.cli.output import print_result
from resnet_viz.version import VERSION


def print_version(is_asked: bool) -> None:
    """Prints the version and ends the program, where that was asked for."""
    if is_asked:
        print_result(f"ResNet Viz {VERSION}\n")
        raise typer.Exit


def run_self_test(is_asked: bool) -> None:
    """Tests the program as it is installed and ends it, where that was asked for."""
    if is_asked:
        from resnet_viz.cli.commands.self_test import test_itself

        raise typer.Exit(test_itself())
