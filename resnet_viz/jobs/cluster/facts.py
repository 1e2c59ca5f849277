"""What a worker says of itself; it runs there, with nothing else of this program."""

import json
import platform

from resnet_viz.version import VERSION


def facts_here() -> str:
    """The name of this machine and this program's version, as JSON."""
    return json.dumps({"host": platform.node(), "version": VERSION})
