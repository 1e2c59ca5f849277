"""The Python API: a network by its text, its spec or as a module: built, costed, drawn, timed."""

from resnet_viz.api.build import build
from resnet_viz.api.diagram import Diagram, draw
from resnet_viz.api.figures import compare, cost, diff, sweep
from resnet_viz.api.runs import time, verify
from resnet_viz.api.saving import save
from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import ResNetSpec

__all__ = [
    "Diagram",
    "ResNetSpec",
    "UserError",
    "build",
    "compare",
    "cost",
    "diff",
    "draw",
    "parse",
    "save",
    "sweep",
    "time",
    "verify",
]
