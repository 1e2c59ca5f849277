"""The workers of a scheduler: whether they can do what is asked, and in words."""

from collections import Counter
from collections.abc import Sequence

from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.wording import MOST_NAMED, counted
from resnet_viz.jobs.cluster.requests import Host
from resnet_viz.version import VERSION

PAGE = "The page docs/cluster.md has the commands"


def check_hosts(hosts: Sequence[Host], scheduler: Scheduler, *, is_timed: bool = False) -> None:
    """UserError where no worker is there, one has another version, or none takes timed runs."""
    address = scheduler.address
    if not hosts:
        raise UserError(
            f"no worker is connected to {address}. Start one on each machine. {PAGE}", "scheduler"
        )
    if others := [host for host in hosts if host.version != VERSION]:
        named = listed_text([f"{host.name} ({host.version or 'none'})" for host in others])
        raise UserError(
            f"each machine needs resnet-viz {VERSION}, and other versions are on {named}. Install "
            f"{VERSION} there and start those workers again",
            "scheduler",
        )
    timers = [host for host in hosts if host.is_timer]
    if is_timed and not timers:
        raise UserError(
            f"no worker of {address} takes timed runs. Start one on each machine that is to time, "
            f"with --nthreads 1 --resources TIMED=1. {PAGE}",
            "scheduler",
        )
    without = [host.name for host in timers if not host.torch]
    if is_timed and without:
        raise UserError(
            f"PyTorch isn't installed on {listed_text(without)}. Timed runs need it", "scheduler"
        )


def hosts_text(hosts: Sequence[Host]) -> str:
    """`2 workers on gpu7 (torch 2.13.0), 1 worker on gpu8 (torch 2.12.1)`."""
    places = Counter((host.name, host.torch) for host in hosts)
    return listed_text(
        [
            f"{counted(count, 'worker')} on {name} ({f'torch {torch}' if torch else 'no torch'})"
            for (name, torch), count in sorted(places.items())
        ]
    )


def listed_text(names: Sequence[str]) -> str:
    """Names with commas, each once, and how many more there are."""
    known = list(dict.fromkeys(names))
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return ", ".join(known[:MOST_NAMED]) + more
