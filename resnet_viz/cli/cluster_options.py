"""What commands take to have their work done by other machines."""

from typing import Annotated

import typer

from resnet_viz.cli.options import FLAG
from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import Scheduler, check_dask, scheduler_named

SchedulerAddress = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Let the workers of this Dask scheduler do it: tcp://127.0.0.1:8786 here or "
        "through an ssh tunnel, tls://HOST:PORT on another. See docs/cluster.md.",
        show_default=False,
    ),
]
Insecure = Annotated[
    bool,
    typer.Option(
        "--insecure",
        metavar=FLAG,
        help="Allow plain tcp:// to another machine: everyone on the way can read the work and run "
        "code on both.",
    ),
]


def scheduler_asked(address: str, *, is_insecure: bool) -> Scheduler | None:
    """The scheduler that a command names, None for none; UserError where it can't be used."""
    if address:
        check_dask()
        return scheduler_named(address, is_insecure=is_insecure)
    if is_insecure:
        raise UserError(
            "--insecure is about the address of a --scheduler. Add it, or leave both out"
        )
    return None


def check_here(scheduler: Scheduler | None, option: str) -> None:
    """UserError where an option is of no use on other machines."""
    if scheduler is not None:
        raise UserError(f"{option} works on this machine only. Leave out it or --scheduler")
