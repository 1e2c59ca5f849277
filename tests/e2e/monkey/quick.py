"""How processes that answer at once are started, and serve the window by the real loop."""

import sys
from collections.abc import Callable

from resnet_viz.core.request import Worker
from resnet_viz.core.resources import PACKAGE
from resnet_viz.worker import loop
from resnet_viz.worker.handler import HandlersFor
from resnet_viz.worker.orders import Orders

START = "import sys; sys.path.insert(0, sys.argv[1]); import {module} as it; it.main()"


def command_of(module: str) -> list[str]:
    """The command line that starts a process by the `main` of a module."""
    return [sys.executable, "-P", "-c", START.format(module=module), str(PACKAGE.parent)]


def serve(kind: Worker, handlers: Callable[[Orders], HandlersFor]) -> None:
    """Answers the window as the real process of this kind does, by the same loop."""

    def handlers_of(worker: Worker, orders: Orders) -> HandlersFor:
        assert worker is kind
        return handlers(orders)

    loop._handlers_of = handlers_of
    loop.main(kind)
