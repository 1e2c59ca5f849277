"""What the process that runs models of others answers."""

from resnet_viz.worker.handler import Handlers

HANDLERS: Handlers = {}


def handlers_for(_: str) -> Handlers:
    """All of them: each needs PyTorch."""
    return HANDLERS
