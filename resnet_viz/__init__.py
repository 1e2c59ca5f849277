"""ResNet Viz: compose residual networks, see them, cost them, time them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from resnet_viz.version import VERSION

if TYPE_CHECKING:
    from resnet_viz import learn
    from resnet_viz.api import Diagram, build, compare, cost, diff, draw, save, sweep, time, verify
    from resnet_viz.core.errors import UserError
    from resnet_viz.core.resnet.arch import parse
    from resnet_viz.core.resnet.spec import ResNetSpec

__version__ = VERSION
__all__ = [
    "Diagram",
    "ResNetSpec",
    "UserError",
    "__version__",
    "build",
    "compare",
    "cost",
    "diff",
    "draw",
    "learn",
    "parse",
    "save",
    "sweep",
    "time",
    "verify",
]


def __getattr__(name: str) -> Any:
    """The API, loaded when it is first used: the program itself has no need of it."""
    if name not in __all__:
        raise AttributeError(f"module 'resnet_viz' has no attribute '{name}'")
    if name == "learn":
        return import_module("resnet_viz.learn")
    from resnet_viz import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return __all__
